"""Which month a page speaks of, the months before it, and how fresh their figures are: one statement."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from agencies.models import User
from core.dates import format_month
from core.models import Notification, OutboxMessage
from core.numbers import half_up
from evaluations.declarations import RESULTS_STALE
from evaluations.enums import PeriodKind, PeriodState
from evaluations.gather.closing.notes import RevisionNote
from evaluations.models import Period, PeriodSnapshot, PeriodSummary, ResultPreview
from evaluations.rules.closing.preview_words import Standing, standing_of

YEARS_BACK = 5
TREND = 12


@dataclass(frozen=True, slots=True)
class Month:
    """A monthly period with the province's figures; ``stale`` agencies wait (or were given up).

    ``closes_on``: the last day for objections, once the agencies were shown the figures. ``snapshot``: the
    revision of the snapshot that a closed month shows, ``sealed_at`` and ``digest`` are its moment and seal.
    """

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
    closes_on: date | None = None
    snapshot: int | None = None
    sealed_at: datetime | None = None
    digest: str = ""

    @property
    def label(self) -> str:
        """ "Tháng 11/2026"."""
        return f"Tháng {format_month(self.starts_on)}"

    @property
    def code(self) -> str:
        """ "2026-11-01", as addresses name the month."""
        return self.starts_on.isoformat()

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

    @property
    def note(self) -> RevisionNote | None:
        """Which snapshot the figures are, day and digest; None while the month is open."""
        if self.snapshot is None or self.sealed_at is None:
            return None
        return RevisionNote(self.snapshot, self.sealed_at, self.digest)

    def standing(self, today: date) -> Standing:
        """How far the figures may be relied on today, as every page and file says it."""
        return standing_of(self.state, self.closes_on, today, self.snapshot)


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
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, [RESULTS_STALE, user.pk])
        rows = cursor.fetchall()
    months = tuple(map(_month, rows))
    if not months:
        return None
    at = 0 if not asked else _position(months, asked)
    window = tuple(reversed(months[at : at + TREND]))
    return Calendar(months[at], window, months, rows[0][-1])


def _position(months: tuple[Month, ...], asked: str) -> int:
    for position, month in enumerate(months):
        if month.code == asked:
            return position
    raise NoSuchMonth(asked)


# Written out, because this statement stands before every 304 and compiling it took the ORM 3 ms.
_MONTHS = f"""
SELECT p.id, p.starts_on, p.ends_on, p.state, p.self_due_on, s.revision, s.weighted_mean, s.simple_mean,
       s.agencies_rated, s.agencies_ranked, s.records, s.computed_at,
       CASE WHEN p.state = '{PeriodState.OPEN.value}' THEN (
           SELECT COUNT(DISTINCT payload ->> 'agency') FROM {OutboxMessage._meta.db_table}
            WHERE topic = %s AND handled_at IS NULL
              AND CAST(payload ->> 'period' AS integer) = p.id
       ) ELSE 0 END,
       v.closes_on, h.revision, h.made_at, h.digest,
       (SELECT COUNT(*) FROM {Notification._meta.db_table} WHERE recipient_id = %s AND read_at IS NULL)
  FROM {Period._meta.db_table} p LEFT JOIN {PeriodSummary._meta.db_table} s ON s.period_id = p.id
  LEFT JOIN {ResultPreview._meta.db_table} v ON v.period_id = p.id
  LEFT JOIN {PeriodSnapshot._meta.db_table} h ON h.id = s.snapshot_id
 WHERE p.kind = '{PeriodKind.MONTH.value}' AND p.state <> '{PeriodState.SCHEDULED.value}'
 ORDER BY p.starts_on DESC LIMIT {YEARS_BACK * 12}
"""  # noqa: S608 - put together from table names and closed lists of ours


def _month(row: tuple[Any, ...]) -> Month:
    """A row in Python's types: PostgreSQL gives them itself, SQLite gives text and floating numbers."""
    (
        pk,
        starts_on,
        ends_on,
        state,
        due_on,
        revision,
        weighted,
        simple,
        rated,
        ranked,
        records,
        at,
        stale,
        closes_on,
        snapshot,
        sealed_at,
        digest,
        _,
    ) = row
    return Month(
        pk=pk,
        starts_on=_day(starts_on),
        ends_on=_day(ends_on),
        state=state,
        self_due_on=_day(due_on),
        revision=revision or 0,
        weighted=_points(weighted),
        simple=_points(simple),
        rated=rated or 0,
        ranked=ranked or 0,
        records=records or 0,
        computed_at=_moment(at),
        stale=stale,
        closes_on=_day(closes_on) if closes_on else None,
        snapshot=snapshot,
        sealed_at=_moment(sealed_at),
        digest=digest or "",
    )


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _moment(value: datetime | str | None) -> datetime | None:
    """SQLite keeps UTC without saying so, as text or, where Django has taught it, as a naive moment."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    return at.replace(tzinfo=UTC) if at is not None and at.tzinfo is None else at


def _points(value: Decimal | float | None) -> Decimal | None:
    return value if value is None or isinstance(value, Decimal) else half_up(Decimal(str(value)))
