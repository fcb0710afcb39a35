"""The month's draw of staff who attach evidence, read from the database."""
