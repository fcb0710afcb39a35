"""Tests of the custodian's desk and of the nightly batch."""
