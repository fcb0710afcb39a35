"""Pages of letters and overdue dossiers."""
