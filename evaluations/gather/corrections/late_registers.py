"""What the registers say of a closed period otherwise than at its close: verified or annulled later.

Compared is what was counted, not the moment of verifying: an entry verified before the close that no worker
had settled is late all the same. The facts of a closed period stay as they were (the period guard).
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from core import clock
from core.dates import format_day
from evaluations.enums import CorrectionCause, CorrectionState, Source
from evaluations.gather.corrections.late import Late
from evaluations.gather.corrections.previews import Base
from evaluations.gather.registers.settled import Settled, settled
from evaluations.models import CorrectionLine, Criterion, Period, RegisterFact
from evaluations.rules.corrections.lines import Line, Said, said_of

REGISTER = Source.REGISTER.value
ORIGIN = "evaluations.registerfact"

Place = tuple[int, str]
"""Agency and code of the criterion."""


class Known(NamedTuple):
    """What stands of the registers in the snapshot, and how many corrections by rule brought it there."""

    said: Said | None
    times: int


def late_registers(period: Period, base: Base, at: datetime) -> Iterator[Late]:
    """A request for each figure that entries give otherwise now; what the portal computes itself stands."""
    codes = dict(Criterion.objects.order_by().values_list("pk", "code"))
    wanted = settled(period, None, at, clock.local_day(at)).facts
    facts = {(agency, codes[criterion]): one for (agency, criterion), one in wanted.items()}
    known, by_entries = _known(period), _by_entries(period)
    for place in sorted({*facts, *by_entries}):
        one = facts.get(place)
        if place[0] not in base.by_id or (one is not None and (one.computed or one.skipped)):
            continue
        stood = known.get(place, Known(None, 0))
        before, after = base.said(place[0]).get((place[1], REGISTER)), one and Said(one.n, one.k)
        if after not in (before, stood.said):
            yield _late(period, place, stood.times, one, Line(*place, REGISTER, before, after, _note(one)))


def _known(period: Period) -> dict[Place, Known]:
    """By what the closing counted, and what later requests by rule put in its place."""
    facts = RegisterFact.objects.filter(period=period, not_applicable=False).select_related("criterion")
    known = {(one.agency_id, one.criterion.code): Known(Said(one.n, one.k), 0) for one in facts.order_by()}
    granted = CorrectionLine.objects.filter(
        correction__period=period,
        correction__state=CorrectionState.GRANTED,
        correction__origin__startswith=f"{ORIGIN}:",
    )
    for line in granted.order_by("correction__decided_at", "pk"):
        place = (line.agency_id, line.criterion_code)
        known[place] = Known(said_of(line.after), known.get(place, Known(None, 0)).times + 1)
    return known


def _by_entries(period: Period) -> set[Place]:
    """Places that entries of the registers filled at the close; one that is gone since was annulled."""
    facts = RegisterFact.objects.filter(period=period, settled_at__isnull=False, declared_by__isnull=False)
    return set(facts.order_by().values_list("agency", "criterion__code"))


def _late(period: Period, place: Place, times: int, one: Settled | None, line: Line) -> Late:
    """The same figure that comes again after a correction took it away is asked for again."""
    agency, code = place
    figure = f"{one.k}/{one.n}" if one else "-"
    origin = f"{ORIGIN}:{agency}:{code}:{figure}" + (f":{times}" if times else "")
    return Late(period, CorrectionCause.LATE_FACT, origin, _reason(code, one), [line])


def _reason(code: str, one: Settled | None) -> str:
    if one is None:
        return (
            f"Các mục sổ theo dõi của tiêu chí {code} đã tính vào kỳ chốt nay không còn hiệu lực "
            "(bị hủy xác nhận hoặc rút)."
        )
    day = format_day(clock.local_day(one.verified[1]))
    return (
        f"Số liệu sổ theo dõi của tiêu chí {code} khác số đã chốt: mục mới nhất được xác nhận ngày {day} "
        "chưa có trong kết quả khi chốt kỳ, hoặc có mục đã bị hủy."
    )


def _note(one: Settled | None) -> str:
    return one.note[:300] if one else ""
