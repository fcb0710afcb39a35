"""Closing: what is frozen, how it is chained and how it is computed anew (S15, S16)."""
