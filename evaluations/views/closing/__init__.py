"""Pages of the close: preview, signatures, objections, the close itself."""
