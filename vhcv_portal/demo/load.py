"""The whole load: what stands, then month by month; begun anew it goes on where it stopped."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection, transaction

from agencies.models import Agency
from agencies.province.days import month_start, months_before, next_month
from agencies.province.history import PROVINCE_KEY
from core import clock
from core.clock import local_day
from core.errors import Refused
from core.jobs import job_run
from evaluations.enums import PeriodKind
from evaluations.models import InspectionPlan
from evaluations.rules.due_dates import span_of
from vhcv_portal.demo.accounts import load_accounts
from vhcv_portal.demo.closing import close_old_months
from vhcv_portal.demo.framework import publish_shipped_sets
from vhcv_portal.demo.keys import read_keys
from vhcv_portal.demo.ledger import Load, loaded_until, record_province, standing_load
from vhcv_portal.demo.living import load_living
from vhcv_portal.demo.month import load_month
from vhcv_portal.demo.organisation import load_organisation
from vhcv_portal.demo.people import load_people
from vhcv_portal.demo.progress import Progress
from vhcv_portal.demo.releases import release_closed_months

JOB = "vhcv_portal.load_province"
LEASE = timedelta(minutes=3)
# Some days after the due day the last late form and its review have come.
SETTLED = timedelta(days=14)
FRAME_STEPS = 2


class NotEmpty(Refused):
    """The database holds agencies that are no demonstration."""

    def __init__(self) -> None:
        super().__init__(
            "Cơ sở dữ liệu đã có cơ quan thật nên không nạp tỉnh minh họa vào đây. "
            "Hãy dùng một cơ sở dữ liệu trống (biến DATABASE_URL)."
        )


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a run did: the load that stands, months written and skipped, rows by table."""

    load: Load
    is_new: bool
    months: tuple[date, ...]
    skipped: int
    rows: dict[str, int]


def load_province(wanted: Load, *, append: bool, at: datetime, progress: Progress) -> Loaded:
    """Bring the demonstration to where it should be and say what was done; nothing to do is fine.

    A province that stands keeps its own size, seed and day whatever is ``wanted``. ``append`` adds the
    months up to the day of ``at`` and what has come since in the last ones. Raises NotEmpty for a database
    with real agencies, LeaseHeld while another load runs.
    """
    standing = standing_load()
    if standing is None and Agency.objects.exists():
        raise NotEmpty
    load = standing or wanted
    loaded = loaded_until() if standing else {}
    months = _missing(_months(load, at, append), loaded, local_day(at), append)
    progress.expect(len(months) + (0 if standing else FRAME_STEPS) + bool(months))
    rows: Counter[str] = Counter()
    if standing is None:
        rows.update(_load_frame(load, at, progress))
    if months:
        rows.update(_load_months(load, months, loaded, at, progress))
    is_fresh = bool(months) or not InspectionPlan.objects.exists()
    if is_fresh:
        # what follows asks questions as pages do, which a database that has not looked plans badly
        settle_statistics()
        rows.update(_load_living(at, progress))
    rows.update({"closed": count} if (count := close_old_months(at=at, progress=progress)) else {})
    rows.update({"released": count} if (count := release_closed_months(at=at)) else {})
    if is_fresh:
        progress.begin("Lập thống kê cho cơ sở dữ liệu")
        settle_statistics()
    return Loaded(load, standing is None, months, len(loaded), dict(rows))


def _load_months(
    load: Load, months: Iterable[date], loaded: dict[date, date], at: datetime, progress: Progress
) -> Counter[str]:
    """Each month in a transaction of its own, so that pages show the earlier ones meanwhile."""
    plan, keys = load.plan(), read_keys()
    rows: Counter[str] = Counter()
    for month in months:
        progress.begin(f"Nạp tháng {month:%m/%Y}")
        with job_run(JOB, f"{month:%Y-%m}", at=clock.now(), lease=LEASE) as run:
            written = load_month(plan, month, keys, until=local_day(at), is_new=month not in loaded, at=at)
            run.rows_out = sum(written.values())
        rows.update(written)
        progress.advance()
    return rows


def _load_living(at: datetime, progress: Progress) -> dict[str, int]:
    """What is under way, once; a load that broke off before it is made whole by the next."""
    progress.begin("Lập kế hoạch và các cuộc kiểm tra đang tiến hành")
    with job_run(JOB, "living", at=clock.now(), lease=LEASE) as run:
        rows = load_living(at=at)
        run.rows_out = sum(rows.values())
    return rows


def _months(load: Load, at: datetime, append: bool) -> list[date]:
    """The full months before the day of the load and the one that ran then; appended ones up to now."""
    last = month_start(local_day(at) if append else load.today)
    months = [*months_before(load.today, load.months), month_start(load.today)]
    while months[-1] < last:
        months.append(next_month(months[-1]))
    return months


def _missing(months: Iterable[date], loaded: dict[date, date], today: date, append: bool) -> tuple[date, ...]:
    """Months never loaded, and with ``append`` those of which something was still to come."""
    return tuple(
        month
        for month in months
        if month not in loaded or (append and loaded[month] < min(today, _settled_on(month)))
    )


def _settled_on(month: date) -> date:
    return span_of(PeriodKind.MONTH, month).self_due_on + SETTLED


def _load_frame(load: Load, at: datetime, progress: Progress) -> dict[str, int]:
    """Everything that stands before anything happens, in one transaction."""
    progress.begin("Nạp bộ tiêu chí, cơ quan, con người, tài khoản")
    plan = load.plan()
    with job_run(JOB, "frame", at=clock.now(), lease=LEASE) as run, transaction.atomic():
        publish_shipped_sets(at=at, say=progress.say)
        agencies = load_organisation(plan)
        staff = load_people(plan.people, agencies)
        load_accounts(plan, agencies, staff)
        rows = {"agencies": len(agencies), "staff": len(staff), "counters": len(plan.counters)}
        run.rows_out = sum(rows.values())
        record_province(load, agencies[PROVINCE_KEY], rows, at=at)
    progress.advance(FRAME_STEPS)
    return rows


def settle_statistics() -> None:
    """Let the database look at its new tables, so that what is asked first is planned as well as later."""
    vacuum = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)" if vacuum else "ANALYZE")
