"""Visits recorded without network and sent over a broken line, shared by the tests and ``bench offline``."""
