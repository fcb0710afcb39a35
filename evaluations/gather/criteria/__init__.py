"""What is read of criteria sets: drafts, definitions, what a change would do."""
