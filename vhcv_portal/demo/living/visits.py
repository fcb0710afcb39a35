"""Visits of two months at some counters, and a batch of paper slips, by the real acts."""

from datetime import date, datetime, timedelta
from random import Random

from agencies.models import Agency, RoleGrant, User
from core.clock import local_day, month_start, months_back, next_month
from feedback.actions.slips import enter_slips
from feedback.actions.visits import record_visits
from feedback.gather.places import places_of
from feedback.models import Counter, Rating, VisitBatch
from feedback.rules.slips.rows import Slip
from feedback.rules.visits.lists import VisitLine
from vhcv_portal.demo.living.stories import moment, name_id

AGENCIES, AT_EACH = 4, 3
"""So many agencies hand in lists, for so many counters each."""

MONTHS = 2
ANSWERED = (30, 55)
"""Per cent of those who came that answered, least and most."""

SLIPS = (
    Slip(5, 0b11110101),
    Slip(4, 0b00010101),
    Slip(2, 0b00000001, 0b00000101),
    Slip(5, 0b11110111),
    Slip(3, 0b00010000),
    Slip(1, 0, 0b00010011),
    Slip(5, 0b01110101),
)


def load_visits(at: datetime) -> dict[str, int]:
    """Keep a list per agency and month, and the slips of one box, once; rows by kind."""
    if VisitBatch.objects.exists():
        return {}
    today = local_day(at)
    admin = User.objects.get(username="noivu")
    listed = 0
    for agency, counters in _counters(today).items():
        for back in range(MONTHS):
            lines = _lines(counters, months_back(today, back), today)
            if lines:
                done = record_visits(
                    batch_id=name_id("luot-den", agency.code, str(back)),
                    agency=agency,
                    lines=lines,
                    actor=admin,
                    at=moment(lines[-1].day, 17),
                )
                listed += done.batch.listed
    return {"visits": listed, "slips": _slips(today, at)}


def _counters(today: date) -> dict[Agency, list[Counter]]:
    """Some counters of a few rated agencies, that of the head whose login is ready first."""
    standing = Counter.objects.as_of(today).filter(revoked_at=None).select_related("agency").order_by("pk")
    places = places_of(standing, today)
    rated = Agency.objects.in_bulk({place.agency_id for place in places.values()})
    own = set(RoleGrant.objects.filter(user__username="thutruong").values_list("agency", flat=True))
    shown = [one for one in standing if one.pk in places]
    shown.sort(key=lambda one: places[one.pk].agency_id not in own)
    found: dict[Agency, list[Counter]] = {}
    for one in shown:
        agency = rated[places[one.pk].agency_id]
        if agency in found or len(found) < AGENCIES:
            kept = found.setdefault(agency, [])
            kept += [one] if len(kept) < AT_EACH else []
    return found


def _lines(counters: list[Counter], month: date, today: date) -> list[VisitLine]:
    """Somewhat more visits than ratings, in the order of days."""
    ends_on = min(next_month(month), today)
    found: list[tuple[date, int]] = []
    for counter in counters:
        chance = Random(f"{counter.name}/{month}")
        rated = Rating.objects.filter(counter=counter).between(month_start(month), ends_on)
        share = chance.randint(*ANSWERED)
        for day in rated.order_by("day").values_list("day", flat=True):
            times = 100 // share + (chance.random() * share < 100 % share)
            found += [(day, counter.pk)] * times
    kept: list[VisitLine] = []
    for number, (day, pk) in enumerate(sorted(found), start=2):
        kept.append(VisitLine(number, f"MC-{day:%y%m%d}-{number:05d}", pk, day))
    return kept


def _slips(today: date, at: datetime) -> int:
    """The box at a counter of that head's agency, opened by the inspector some days later."""
    inspector = User.objects.get(username="kiemtra")
    day = max(today - timedelta(days=7), month_start(today))
    for agency, counters in list(_counters(today).items())[:1]:
        if counters[0].is_open(day):
            enter_slips(
                batch_id=name_id("phieu-giay", agency.code),
                counter=counters[0],
                day=day,
                slips=SLIPS,
                actor=inspector,
                at=at,
                note="Hòm phiếu tầng 1, mở có hai người chứng kiến",
            )
            return len(SLIPS)
    return 0
