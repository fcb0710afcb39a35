"""Who may do what, walked over every address of the portal and judged by a table that no code reads.

To add an address: a row in ``routes.csv`` (its name, method, the object and action of ``matrix.csv``, the
status of success), a row in ``matrix.csv`` if that object and action are new, and in ``objects.py`` how to
make the object, and the form for a POST.
"""
