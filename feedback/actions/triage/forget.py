"""Sealed words that nobody will need again are deleted: those of cases that were not taken up."""

from datetime import date, timedelta

from django.db import transaction

from feedback.enums import CaseState
from feedback.models import CaseMove, Sealed

KEPT_DAYS = 30
"""How long a refusal may still be looked into; the row and its reason stay for the sender."""


def forget_refused(*, on: date) -> int:
    """Delete the envelopes of cases that were refused more than KEPT_DAYS before ``on``; how many."""
    long_ago = CaseMove.objects.filter(
        move="refuse", target=CaseState.REFUSED, day__lt=on - timedelta(days=KEPT_DAYS)
    )
    gone = Sealed.objects.filter(case__state=CaseState.REFUSED, case__in=long_ago.values("case"))
    with transaction.atomic():
        deleted, _each = gone.delete()
    return deleted
