"""The whole hub in one archive: its tables, files and key. What one kind of database wrote, another reads."""
