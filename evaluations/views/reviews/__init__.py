"""Heads and the forms of their people."""
