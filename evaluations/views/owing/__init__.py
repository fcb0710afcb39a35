"""Who owes a form: the board, the names, reminders, and what the agency left says."""
