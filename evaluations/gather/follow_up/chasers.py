"""Who is to be reminded of what on a day, from what is still open then."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from agencies.models import User
from core.models import Notification
from evaluations.gather.follow_up.people import heads_by_agency, home_affairs_on, last_names
from evaluations.gather.follow_up.terms import due_terms
from evaluations.models import Recommendation
from evaluations.rules.follow_up.remedy import TO_MEND, Step, step_on


@dataclass(frozen=True, slots=True)
class Chaser:
    """One reminder: the open recommendations of one inspection that one agency has to mend by one day."""

    inspection_id: UUID
    owner_id: int
    agency: str
    due_on: date
    step: Step
    count: int
    recipients: tuple[User, ...]

    @property
    def key(self) -> str:
        """The occasion, so that nobody is reminded of it twice."""
        return f"remedy.due:{self.inspection_id}:{self.owner_id}:{self.due_on}:{self.step}"


def chasers_on(on: date) -> list[Chaser]:
    """Every reminder whose rung is reached on ``on``, the most overdue first; sent ones are among them.

    A constant number of queries.
    """
    terms = due_terms()
    counts: dict[tuple[UUID, int, date, Step], int] = defaultdict(int)
    rows = Recommendation.objects.filter(state__in=TO_MEND).order_by("due_on", "owner", "inspection")
    for inspection, owner, due_on in rows.values_list("inspection_id", "owner_id", "due_on"):
        step = step_on(due_on, on, terms)
        if step is not None:
            counts[inspection, owner, due_on, step] += 1
    owners = {owner for _, owner, _, _ in counts}
    heads, names = heads_by_agency(owners, on), last_names(owners, on)
    watchers = list(home_affairs_on(on)) if any(key[3] == Step.LATE for key in counts) else []
    return [
        Chaser(
            inspection,
            owner,
            names.get(owner, ""),
            due_on,
            step,
            count,
            (*heads.get(owner, ()), *(watchers if step == Step.LATE else ())),
        )
        for (inspection, owner, due_on, step), count in counts.items()
    ]


def told_already(chasers: list[Chaser]) -> set[str]:
    """The keys of notifications that went out, "key:user"; one query."""
    keys = [f"{chaser.key}:{user.pk}" for chaser in chasers for user in chaser.recipients]
    return set(Notification.objects.filter(key__in=keys).values_list("key", flat=True))
