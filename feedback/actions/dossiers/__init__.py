"""Overdue dossiers: lists handed in, and the day on which a result was handed out."""
