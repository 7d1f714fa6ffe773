"""Forms on paper: the questions of a schema as a document (`word`) or a `workbook`, filled elsewhere and taken in."""
