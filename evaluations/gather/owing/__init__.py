"""Who owes a form, who has sent one and who is to be reminded, for boards and lists."""
