"""Word documents: a schema as a form on paper, and what people wrote into it.

`form` writes, `filled` reads. Between them stand rows of tables: each says in small print which field it asks for,
since that is what Word, LibreOffice and Google Docs all keep.
"""
