"""Forms of reporting: they read what was typed and speak to people; they save nothing."""
