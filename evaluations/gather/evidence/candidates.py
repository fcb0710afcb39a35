"""Who takes part in a month's draw: everybody who owes a form."""

from django.db.models import Q

from evaluations.gather.assessments.owed import posts_owing
from evaluations.models import Period


def candidates(period: Period) -> list[tuple[int, int, str]]:
    """(rated agency, person, staff code) of each form that is owed, by code; a person may owe two."""
    posts = posts_owing(period, Q()).order_by("staff__code", "pk")
    return list(posts.values_list("rated", "staff", "staff__code"))
