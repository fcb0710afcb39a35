"""Real visits: the citizen's way from a code to a rating, and the pages of those who hand visits in."""
