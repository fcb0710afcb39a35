"""A person and their own forms."""
