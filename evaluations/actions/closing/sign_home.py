"""Sở Nội vụ signs the provisional figures: of one agency, or of all that are ready."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from core import clock
from core.errors import AccessRefused
from evaluations.actions.closing.sign import SigningRefused, moved, require_preview, store_signature
from evaluations.actions.guard import refuse_closed_period
from evaluations.enums import SignStep
from evaluations.gather.closing.signing_lines import HEAVY, AgencyLine, agency_lines
from evaluations.models import AgencyResult, Period, SignOff
from evaluations.rules.closing.ladder import Rung

OWN_AGENCY = "Bạn đã ký kết quả này với tư cách thủ trưởng; Sở Nội vụ cần người khác ký."


def sign_home(
    *, form_id: UUID, period: Period, agency_id: int, seen: Decimal | None, actor: Any, at: datetime
) -> SignOff:
    """Sign one agency's figure, ``seen`` on the page; another person than the one who signed below.

    Raises SigningRefused while the agency is not ready, AccessRefused for the same person, Conflict when the
    figure moved, PeriodClosed. Signing the same figure again gives the first signature.
    """
    with refuse_closed_period(), transaction.atomic():
        line = _lines(period, at, [agency_id])[0]
        if line.result.total != seen:
            raise moved(seen, line.result.total)
        if line.home == Rung.SIGNED and line.home_signature is not None:
            return line.home_signature
        if line.why_not:
            raise SigningRefused(line.why_not)
        if _is_own(line, actor):
            raise AccessRefused(OWN_AGENCY)
        return _sign(form_id, period, line, actor, at)


def sign_ready(
    *, form_id: UUID, period: Period, seen: Mapping[int, Decimal | None], actor: Any, at: datetime
) -> list[SignOff]:
    """Sign every agency that is ready and whose figure is still the one ``seen`` on the page.

    The others are left for later: nobody signs what they have not seen. Sent twice, it signs once.
    """
    with refuse_closed_period(), transaction.atomic():
        return [
            _sign(uuid5(form_id, str(line.result.agency_id)), period, line, actor, at)
            for line in _lines(period, at, seen)
            if line.is_ready and not _is_own(line, actor) and line.result.total == seen[line.result.agency_id]
        ]


def _lines(period: Period, at: datetime, agencies: Iterable[int]) -> list[AgencyLine]:
    preview = require_preview(period)
    results = AgencyResult.objects.filter(period=period, agency__in=list(agencies)).defer(*HEAVY)
    return agency_lines(period, results, preview, clock.local_day(at))


def _is_own(line: AgencyLine, actor: Any) -> bool:
    return line.own_signature is not None and line.own_signature.signed_by_id == actor.pk


def _sign(form_id: UUID, period: Period, line: AgencyLine, actor: Any, at: datetime) -> SignOff:
    silent = line.own != Rung.SIGNED
    row = SignOff(
        id=form_id,
        period=period,
        agency_id=line.result.agency_id,
        step=SignStep.HOME_AFFAIRS,
        total=line.result.total,
        note="Cơ quan không có ý kiến trong thời hạn." if silent else "",
    )
    return store_signature(row, None, actor=actor, at=at)
