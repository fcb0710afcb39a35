"""Closing a period and what follows from it."""
