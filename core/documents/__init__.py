"""Official documents: one plain ``Document`` in, the same content out on screen, as xlsx, docx and pdf.

Start with :mod:`core.documents.content` (what a document holds) and :func:`core.documents.files.write`.
"""
