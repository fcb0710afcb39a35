"""Tests of scores under other rules."""
