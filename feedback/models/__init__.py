"""The nouns of the citizens' side."""

from feedback.models.complaints import ComplaintYear
from feedback.models.counters import Counter
from feedback.models.ratings import Rating

__all__ = ["ComplaintYear", "Counter", "Rating"]
