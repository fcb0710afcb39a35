"""One module per use case of the citizens' side."""
