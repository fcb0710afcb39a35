"""Sending a report and following it."""
