"""Criteria, periods, inspections, self-assessments and the scores they give."""
