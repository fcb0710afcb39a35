"""Pages of the citizens' side."""
