"""Inspections, from the order to the conclusion."""
