"""Each morning at work: heads are told how many dossiers need an apology, and which are at the last day."""

from collections import Counter, defaultdict
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from agencies.gather.heads import heads_by_agency
from agencies.gather.names import last_names
from core.clock import local_day
from core.notifications import notify
from core.numbers import format_integer
from feedback.declarations import LETTER_OWED
from feedback.models import OverdueDossier
from feedback.rules.letters import DossierFacts, Standing, owed_until, standing

WORDS = {
    Standing.LAST_DAY: "{n} hồ sơ: hôm nay là ngày làm việc cuối để gửi đúng hạn",
    Standing.SOON: "{n} hồ sơ đến hẹn trong hai ngày làm việc tới",
}
"""What is told, the most urgent first; what is too late already was told in its time."""


def remind_apologies(*, at: datetime) -> int:
    """One digest a day to the heads concerned, with counts and no names; returns how many people are told.

    Dossiers are read now; running it twice tells nobody twice.
    """
    today = local_day(at)
    found = _owing(today)
    heads, names = heads_by_agency(found, today), last_names(found)
    with transaction.atomic():
        return sum(
            notify(
                LETTER_OWED,
                recipients=heads.get(agency, ()),
                key=f"{LETTER_OWED.name}:{agency}:{today}",
                context={"agency": names[agency].name, "lines": lines},
                url=reverse("dossier_list", args=[agency]),
                at=at,
            )
            for agency, lines in found.items()
        )


def _owing(today: date) -> dict[int, list[str]]:
    """By agency, what is to be told; agencies without anything new are missing."""
    counts: dict[int, Counter[Standing]] = defaultdict(Counter)
    owing = OverdueDossier.objects.owing(owed_until(today)).filter(due_on__gt=today)
    for agency, due_on in owing.order_by("agency").values_list("agency", "due_on"):
        counts[agency][standing(DossierFacts(due_on), None, today)] += 1
    told = {
        agency: [words.format(n=format_integer(by[one])) for one, words in WORDS.items() if by[one]]
        for agency, by in counts.items()
    }
    return {agency: lines for agency, lines in told.items() if lines}
