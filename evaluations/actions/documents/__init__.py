"""Issuing official papers: numbered, printed, read back and sealed in the audit trail.

``issue_minutes`` and ``add_addendum`` have modules of their own, which know the acts of an inspection; those
acts issue papers through this package, so it does not import them.
"""

from evaluations.actions.documents.issue import issue_document

__all__ = ["issue_document"]
