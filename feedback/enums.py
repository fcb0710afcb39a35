"""Closed lists of the citizens' side."""

from django.db.models import IntegerChoices


class Stars(IntegerChoices):
    """How satisfied a citizen was."""

    ONE = 1, "Rất không hài lòng"
    TWO = 2, "Không hài lòng"
    THREE = 3, "Bình thường"
    FOUR = 4, "Hài lòng"
    FIVE = 5, "Rất hài lòng"
