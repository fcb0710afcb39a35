"""Reading for the citizens' side: set-based, without arithmetic."""
