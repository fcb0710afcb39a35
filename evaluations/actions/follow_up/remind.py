"""Remind owners of what they still have to mend, by the ladder of terms."""

from datetime import datetime

from django.db import transaction

from core import clock
from core.dates import format_day
from core.notifications import notify
from evaluations.actions.follow_up.telling import remedies_url
from evaluations.declarations.follow_up import REMEDY_DUE
from evaluations.gather.follow_up.chasers import chasers_on
from evaluations.rules.follow_up.remedy import when_words


def remind_owners(*, at: datetime) -> int:
    """Send what the ladder says today; returns how many people are told anew.

    What is open and who heads the owner is read now, so nobody hears of what was mended meanwhile or of
    another's duty. Running it twice tells nobody twice.
    """
    today = clock.local_day(at)
    with transaction.atomic():
        return sum(
            notify(
                REMEDY_DUE,
                recipients=chaser.recipients,
                key=chaser.key,
                context={
                    "agency": chaser.agency,
                    "count": chaser.count,
                    "due": format_day(chaser.due_on),
                    "when": when_words(chaser.due_on, today),
                },
                url=remedies_url(),
                at=at,
            )
            for chaser in chasers_on(today)
        )
