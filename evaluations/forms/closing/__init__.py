"""Forms of the close: preview, signatures, objections."""
