"""From the plan's keys to the rows of the database, read once per load."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b

from agencies.models import Agency, StaffMember, User
from evaluations.models import Period, PeriodSet
from feedback.models import Counter
from vhcv_portal.demo.logins import LOGINS


class ForeignCriteria(Exception):
    """The month is assessed by a set that the generator does not know, so nothing can be made up for it."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Ids by the plan's keys; ``users`` by staff code, ``ready`` the staff codes of the ready logins."""

    agencies: Mapping[str, int]
    staff: Mapping[str, int]
    users: Mapping[str, int]
    counters: Mapping[tuple[str, str], int]
    ready: frozenset[str]


def read_keys() -> Keys:
    """Every id that a month refers to, by four queries."""
    users = list(
        User.objects.filter(staff__isnull=False).order_by("pk").values_list("staff__code", "pk", "username")
    )
    names = {login.username for login in LOGINS}
    counters = Counter.objects.order_by("pk").values_list("agency__code", "name", "pk")
    return Keys(
        agencies=dict(Agency.objects.order_by("pk").values_list("code", "pk")),
        staff=dict(StaffMember.objects.order_by("pk").values_list("code", "pk")),
        users={code: pk for code, pk, _username in users},
        counters={(agency, name): pk for agency, name, pk in counters},
        ready=frozenset(code for code, _pk, username in users if username in names),
    )


def criteria_of(period: Period) -> tuple[int, dict[str, int]]:
    """The one set that all groups use in the period, and its criteria by code; raises ForeignCriteria."""
    sets = {chosen.criteria_set for chosen in PeriodSet.objects.filter(period=period).select_related()}
    if len(sets) != 1 or {one.code for one in sets} != {"qd1847"}:
        raise ForeignCriteria(f"{period.label} không chấm theo bộ tiêu chí minh họa qd1847.")
    found = sets.pop()
    return found.pk, dict(found.criteria.order_by("position").values_list("code", "pk"))


def row_id(month_number: int, *words: str | int) -> str:
    """The same 32 hexadecimal digits for the same words; ids of a month lie together in the index.

    The first half is time-ordered and version and variant are those of a UUID 8 (RFC 9562).
    """
    digest = blake2b("\x1f".join(map(str, words)).encode(), digest_size=9).hexdigest()
    return f"{month_number:012x}8{digest[:3]}8{digest[3:18]}"
