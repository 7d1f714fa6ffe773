"""Search over everything: changes are captured into jobs, the worker writes the index, one page and one API read it."""
