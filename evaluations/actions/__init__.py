"""One module per use case of assessment."""
