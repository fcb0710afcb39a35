"""Tests of what the registers come to in a period."""
