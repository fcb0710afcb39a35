"""Tests across apps, the strictness of all tests, and the services they borrow."""
