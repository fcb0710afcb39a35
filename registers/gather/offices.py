"""Agencies as counting wants them: who works there, who leads, their units, their last reorganisation."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import F, Max

from agencies.enums import LEADER_POSITIONS, AgencyKind
from agencies.models import AgencySuccession, AgencyVersion, Posting
from agencies.models.dated import in_force
from registers.rules.counting import Office

BOOKED = "agency__versions__rated_agency"


def offices(agency_ids: Collection[int], on: date) -> dict[int, Office]:
    """Each rated agency on a day; four queries for any number of them."""
    ids = set(agency_ids)
    staff: dict[int, set[int]] = defaultdict(set)
    leaders: dict[int, set[int]] = defaultdict(set)
    posts = Posting.objects.as_of(on).filter(in_force(on, "agency__versions__"), **{f"{BOOKED}__in": ids})
    for agency, person, position in posts.order_by().values_list(BOOKED, "staff", "position"):
        staff[agency].add(person)
        if position in LEADER_POSITIONS:
            leaders[agency].add(person)
    units: dict[int, set[int]] = defaultdict(set)
    below = AgencyVersion.objects.as_of(on).filter(rated_agency__in=ids, kind=AgencyKind.DIVISION)
    for agency, unit in below.exclude(agency=F("rated_agency")).values_list("rated_agency", "agency"):
        units[agency].add(unit)
    since = reorganised(ids, on)
    return {
        pk: Office(frozenset(staff[pk]), frozenset(leaders[pk]), frozenset(units[pk]), since.get(pk))
        for pk in ids
    }


def reorganised(agency_ids: Collection[int], on: date) -> dict[int, date]:
    """The day of each agency's last reorganisation in force on ``on``: it took over or gave something up."""
    found: dict[int, date] = {}
    in_time = AgencySuccession.objects.filter(reorganisation__in_force_on__lte=on)
    for side in ("successor", "predecessor"):
        rows = in_time.filter(**{f"{side}__in": set(agency_ids)}).order_by()
        for agency, day in rows.values_list(side).annotate(last=Max("reorganisation__in_force_on")):
            found[agency] = max(day, found.get(agency, day))
    return found
