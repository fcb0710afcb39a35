"""Tying cases to inspections, and what the page of a case shows of it."""

from evaluations.views.case_links.acts import case_link_make, case_link_remove

__all__ = ["case_link_make", "case_link_remove"]
