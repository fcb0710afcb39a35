"""Months as they were scored, read back for being scored under other rules; nothing here writes."""
