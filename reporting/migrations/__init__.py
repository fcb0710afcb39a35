"""Migrations of reporting."""
