"""Forms of drafts of criteria sets: they clean what was typed and say what is wrong; they save nothing."""
