"""Real visits: one-time codes, who is invited, the days on which both count, lists read from a table."""
