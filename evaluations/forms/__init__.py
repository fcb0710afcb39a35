"""Forms of assessment: they clean input and speak to people; they do not save."""
