"""Which month a page speaks of, the months before it, and how fresh their figures are: one statement."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce

from agencies.models import User
from core.dates import format_month
from core.models import Notification, OutboxMessage
from evaluations.declarations import RESULTS_STALE
from evaluations.enums import PeriodState
from evaluations.models import Period

YEARS_BACK = 5
TREND = 12


@dataclass(frozen=True, slots=True)
class Month:
    """A monthly period with the province's figures; ``stale`` agencies are waiting to be computed again."""

    pk: int
    starts_on: date
    ends_on: date
    state: str
    self_due_on: date
    revision: int
    weighted: Decimal | None
    simple: Decimal | None
    rated: int
    ranked: int
    records: int
    computed_at: datetime | None
    stale: int

    @property
    def label(self) -> str:
        """ "Tháng 11/2026"."""
        return f"Tháng {format_month(self.starts_on)}"

    @property
    def short(self) -> str:
        """ "11/2026"."""
        return format_month(self.starts_on)

    @property
    def last_day(self) -> date:
        """The last day of the month, on which agencies are named and placed."""
        return date.fromordinal(self.ends_on.toordinal() - 1)

    @property
    def is_open(self) -> bool:
        """Whether facts may still come, so that every figure is provisional."""
        return self.state == PeriodState.OPEN


@dataclass(frozen=True, slots=True)
class Calendar:
    """The chosen month, up to twelve months ending with it, and all months to choose from, newest first.

    ``unread`` counts the viewer's notifications: the frame of the page asks for it, and it is read in the
    same statement because an entity tag must know it anyway.
    """

    chosen: Month
    window: tuple[Month, ...]
    months: tuple[Month, ...]
    unread: int

    @property
    def before(self) -> Month | None:
        """The month before the chosen one, where there is one."""
        return self.window[-2] if len(self.window) > 1 else None

    @property
    def newest(self) -> bool:
        """Whether the chosen month is the latest."""
        return self.chosen is self.months[0]


class NoSuchMonth(LookupError):
    """There is no assessed month that begins on the day asked for."""


def calendar_for(user: User, asked: str) -> Calendar | None:
    """The months of the last five years; ``asked`` is the first day of one, or "" for the latest.

    None while no month has ever been opened. Raises NoSuchMonth for a day that begins none.
    """
    rows = list(_months(user)[: YEARS_BACK * 12])
    months = tuple(Month(*row[:-1]) for row in rows)
    if not months:
        return None
    at = 0 if not asked else _position(months, asked)
    window = tuple(reversed(months[at : at + TREND]))
    return Calendar(months[at], window, months, rows[0][-1])


def _position(months: tuple[Month, ...], asked: str) -> int:
    for position, month in enumerate(months):
        if month.starts_on.isoformat() == asked:
            return position
    raise NoSuchMonth(asked)


def _months(user: User) -> QuerySet[Any, Any]:
    opened = Period.objects.months().exclude(state=PeriodState.SCHEDULED).newest_first()
    return opened.annotate(stale=_stale(), unread=_unread(user)).values_list(
        "pk",
        "starts_on",
        "ends_on",
        "state",
        "self_due_on",
        Coalesce("summary__revision", 0),
        "summary__weighted_mean",
        "summary__simple_mean",
        Coalesce("summary__agencies_rated", 0),
        Coalesce("summary__agencies_ranked", 0),
        Coalesce("summary__records", 0),
        "summary__computed_at",
        "stale",
        "unread",
    )


def _stale() -> Case:
    """Agencies with an unhandled change; asked of open months only, since closed ones never change."""
    waiting = (
        OutboxMessage.objects.unfinished()
        .filter(topic=RESULTS_STALE)
        .annotate(of=Cast(KT("payload__period"), IntegerField()))
        .filter(of=OuterRef("pk"))
        .order_by()
        .values("topic")
        .annotate(agencies=Count(KT("payload__agency"), distinct=True))
        .values("agencies")
    )
    count = Coalesce(Subquery(waiting), 0)
    return Case(When(state=PeriodState.OPEN, then=count), default=Value(0), output_field=IntegerField())


def _unread(user: User) -> Coalesce:
    unread = Notification.objects.filter(recipient=user).unread().order_by()
    counted = unread.values("recipient").annotate(how_many=Count("pk")).values("how_many")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
