"""Pages on which Home Affairs keeps the list of where complaints and denunciations go."""
