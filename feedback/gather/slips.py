"""Batches of paper slips, for those who key them in."""

from typing import Any

from django.db.models import Count

from feedback.models import Counter, SlipBatch


def batches_of(counter: Counter, most: int = 20) -> Any:
    """The newest batches of a counter, each with the number of its ``slips`` (one query)."""
    batches = SlipBatch.objects.filter(counter=counter).select_related("entered_by")
    return batches.annotate(slips=Count("ratings")).order_by("-day", "-entered_at", "pk")[:most]
