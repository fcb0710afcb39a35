"""What letters and overdue dossiers need to know, set-based."""
