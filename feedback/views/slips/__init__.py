"""Paper slips: keying them in, and printing blank ones."""
