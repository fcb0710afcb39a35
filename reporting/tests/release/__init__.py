"""Tests of the release of rankings and of the public page."""
