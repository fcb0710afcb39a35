"""Self-assessments: what a person may answer, half-filled forms, what a head changes, who owes a form."""
