"""The open November of the cast, as the tests of self-assessment know it."""

from evaluations.tests.assessments.conftest import cast, clock, fresh_sets, month

__all__ = ["cast", "clock", "fresh_sets", "month"]
