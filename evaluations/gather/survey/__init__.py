"""The anonymous staff survey read from the database."""
