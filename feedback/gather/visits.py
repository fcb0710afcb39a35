"""Real visits: against what a list of them is read. How many there were: feedback.gather.arrivals."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Count, F, QuerySet, When

from agencies.models import Agency, AgencyVersion, User
from agencies.models.scope import scope_of
from core.text import fold
from feedback.models import Counter, Visit, VisitKey
from feedback.models.visits import VISIT_KEEPERS
from feedback.rules.visits.lists import CounterSpan, Desk


def kept_agencies(user: User, on: date) -> QuerySet[AgencyVersion]:
    """The rated agencies whose visits the user hands in, by name."""
    reach = scope_of(user, on).agency_condition(VISIT_KEEPERS, "agency", on)
    return AgencyVersion.objects.as_of(on).filter(reach, rated_agency=F("agency")).in_name_order()


def open_counters(agency_id: int, on: date) -> list[Counter]:
    """The counters of a rated agency that citizens may rate on a day, as they were opened."""
    units = AgencyVersion.objects.as_of(on).filter(rated_agency=agency_id).values("agency")
    open_ones = Counter.objects.as_of(on).filter(agency__in=units, revoked_at=None)
    return list(open_ones.order_by("agency", "pk"))


def desk_of(agency: Agency, today: date) -> Desk:
    """What a list of the agency is read against; a name that two counters share stands for the newer."""
    units = AgencyVersion.objects.as_of(today).filter(rated_agency=agency).values("agency")
    spans = {}
    for one in Counter.objects.filter(agency__in=units, revoked_at=None).order_by("pk"):
        span = CounterSpan(one.pk, one.starts_on, one.ends_on)
        spans[fold(one.name)] = span
    return Desk(spans, today)


def listed_before(agency: Agency, references: Iterable[str]) -> set[str]:
    """Which of the digests of numbers an earlier list of the agency holds already."""
    held = Visit.objects.filter(agency=agency, reference__in=list(references))
    return set(held.values_list("reference", flat=True))


def codes_given(agency: Agency, persons: Iterable[str]) -> dict[str, int]:
    """How many codes each person (by digest, which differs from month to month) was given there."""
    rows = Visit.objects.filter(agency=agency, person__in=set(persons), code_digest__isnull=False)
    return dict(rows.values_list("person").annotate(n=Count("pk")).order_by("person"))


def keys_for(agency: Agency) -> QuerySet[VisitKey]:
    """The agency's keys, newest first, without their private halves; ``signs`` while there is one."""
    signs = Case(When(private_key="", then=False), default=True)
    keys = VisitKey.objects.filter(agency=agency).defer("private_key")
    return keys.annotate(signs=signs).order_by("-month")[:12]
