"""One module per use case of the organisation."""
