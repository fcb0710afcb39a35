"""What papers are built from, read from the database."""
