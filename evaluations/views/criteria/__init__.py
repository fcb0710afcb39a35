"""Pages of criteria sets: reading what is published, editing drafts, publishing."""
