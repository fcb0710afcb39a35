"""What is known of sources today: only counts under a mark whose key is forgotten at midnight."""

from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Count, Q, Sum

from core.daily_key import SERVER
from feedback.enums import MarkKind
from feedback.models import Counter, DayMark, Rating, RatingTrace
from feedback.rules.floods import FloodLimits
from feedback.rules.stuffing import Limits, Seen, source_words

USUAL_DAYS = 28


def mark_of(address: str, agent: str, on: date, purpose: str) -> str:
    """The mark of a device behind an address for one day and one purpose; nobody can make it again
    afterwards, and marks of different purposes cannot be laid beside one another."""
    return SERVER.digest(f"{purpose}:{source_words(address, agent)}", on)


def mark_beside(source: str, on: date, purpose: str) -> str:
    """Another purpose's mark for the sender whose mark is ``source``."""
    return SERVER.digest(f"{purpose}:{source}", on)


def rating_limits() -> Limits:
    """What the province believes of ratings."""
    return Limits(
        source_soft=settings.FLOOD_SOURCE_SOFT,
        kiosk_soft=settings.FLOOD_KIOSK_SOFT,
        source_hard=settings.FLOOD_SOURCE_HARD,
        burst_floor=settings.FLOOD_BURST,
        day_floor=settings.FLOOD_DAY,
    )


def flood_limits(kind: MarkKind, *, is_kiosk: bool = False) -> FloodLimits:
    """What the province believes of reports, or of sentences; a machine at a counter is many people."""
    if kind == MarkKind.CASE:
        of_source = settings.FLOOD_KIOSK_CASES if is_kiosk else settings.FLOOD_CASES
        return FloodLimits(of_source, settings.FLOOD_CASES_BURST)
    of_source = settings.FLOOD_KIOSK_REMARKS if is_kiosk else settings.FLOOD_REMARKS
    return FloodLimits(of_source, settings.FLOOD_REMARKS_BURST)


def seen_today(counter: Counter, day: date, source: str, window: int) -> Seen:
    """The unproven ratings that a counter got so far (one query); what is usual is not asked here."""
    counts = RatingTrace.objects.filter(counter=counter, day=day).aggregate(
        of_source=Count("pk", filter=Q(source=source)),
        in_window=Count("pk", filter=Q(window=window, is_over=False)),
        in_day=Count("pk", filter=Q(is_over=False, is_burst=False)),
        in_all=Count("pk"),
    )
    return Seen(**counts)


def light_today(counter: Counter, day: date, beside: str, cap: int) -> int:
    """How many unproven ratings came from other sources than ``beside``, each within ``cap`` (one query)."""
    others = RatingTrace.objects.filter(counter=counter, day=day).exclude(source=beside).values("source")
    light = others.annotate(n=Count("pk")).filter(n__lte=cap).aggregate(whole=Sum("n"))
    return light["whole"] or 0


def usual_daily(counter_id: int, day: date) -> Decimal | None:
    """The mean number of counted ratings on the days of the last four weeks that had any; None without."""
    first = day - timedelta(days=USUAL_DAYS)
    found = (
        Rating.objects.filter(counter=counter_id)
        .between(first, day)
        .counted()
        .aggregate(n=Count("pk"), days=Count("day", distinct=True))
    )
    return Decimal(found["n"]) / found["days"] if found["days"] else None


def marks_today(kind: MarkKind, day: date, source: str, window: int) -> tuple[int, int]:
    """How many of a kind came today from this source, and in this window from everybody (one query)."""
    found = DayMark.objects.filter(kind=kind, day=day).aggregate(
        of_source=Count("pk", filter=Q(source=source)), in_window=Count("pk", filter=Q(window=window))
    )
    return found["of_source"], found["in_window"]
