"""Excel workbooks: a template with a row for each thing, and the rows that people filled in.

`template` writes, `table` reads, `marking` gives back what cannot be taken, each cell with its reason.
"""
