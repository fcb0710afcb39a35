"""Keeping the list of where complaints and denunciations go."""
