"""What pages work out from published figures: pure functions, nothing here changes a score."""
