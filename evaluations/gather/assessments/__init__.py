"""Self-assessments read from the database: the questions, who owes a form, what waits for a head."""
