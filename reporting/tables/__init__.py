"""Tables as ready cells: numbers are formatted once here, and a page and its export read the same cells."""
