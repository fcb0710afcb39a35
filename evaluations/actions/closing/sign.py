"""Heads sign: of a unit for its forms, of an agency for its provisional figure."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from agencies.enums import Role
from agencies.models import AgencyVersion
from core import audit, clock
from core.errors import Conflict, Refused
from core.numbers import format_points
from core.replay import create_once
from core.words import WordsRefused
from evaluations.actions.guard import refuse_closed_period
from evaluations.enums import SignStep
from evaluations.gather.closing.signatures import signatures_of
from evaluations.gather.closing.signing_forms import unit_forms
from evaluations.gather.closing.signing_people import headed_units
from evaluations.gather.closing.signing_right import SigningWords, signing_by
from evaluations.models import AgencyResult, Period, PeriodSummary, ResultPreview, SignOff
from evaluations.rules.closing.ladder import Rung, UnitForms, unit_rung, unit_signature_words

LONGEST_REASON = 120
SAME = ("period_id", "agency_id", "unit_id", "step", "signed_by_id")
"""What a form that comes twice must have in common."""


class SigningRefused(Refused):
    """Nothing can be signed now; the message says what has to come first."""


def sign_unit(
    *, form_id: UUID, period: Period, unit: AgencyVersion, seen: str, reason: str, actor: Any, at: datetime
) -> SignOff:
    """The head of ``unit`` signs that its forms are complete; ``seen`` are the counts that were on the page.

    Where forms are missing or undecided a ``reason`` is asked for. Signing the same counts again gives the
    first signature. Raises SigningRefused, Conflict when the counts moved, WordsRefused, PeriodClosed.
    """
    with refuse_closed_period(), transaction.atomic():
        require_preview(period)
        agency_id = unit.rated_agency_id
        assert agency_id is not None
        forms = unit_forms(period, agency_id, [unit])[unit.agency_id]
        if forms.words != seen:
            raise Conflict(f"Số phiếu của bộ phận vừa thay đổi: {forms.words} Hãy xem lại rồi ký.")
        standing = signatures_of(period, [agency_id]).unit.get(unit.agency_id)
        if standing is not None and unit_rung(standing.note, forms) == Rung.SIGNED:
            return standing
        by = signing_by(actor, Role.UNIT_HEAD, unit.path, period, clock.local_day(at))
        note = unit_signature_words(forms, by.words, _reason_of(reason, _missing(forms)))
        return store_signature(
            SignOff(
                id=form_id,
                period=period,
                agency_id=agency_id,
                unit_id=unit.agency_id,
                step=SignStep.UNIT,
                note=note,
            ),
            by,
            actor=actor,
            at=at,
        )


def sign_agency(
    *,
    form_id: UUID,
    period: Period,
    agency: AgencyVersion,
    seen: Decimal | None,
    reason: str,
    actor: Any,
    at: datetime,
) -> SignOff:
    """The head of ``agency`` signs its figure; ``seen`` is the total that was on the page.

    While a unit of it has not signed, a ``reason`` is asked for. Signing the same figure again gives the
    first signature. Raises SigningRefused, Conflict when the figure moved, WordsRefused, PeriodClosed.
    """
    with refuse_closed_period(), transaction.atomic():
        require_preview(period)
        result = AgencyResult.objects.filter(period=period, agency=agency.agency_id).only("total").get()
        if result.total != seen:
            raise moved(seen, result.total)
        signed = signatures_of(period, [agency.agency_id])
        standing = signed.agency.get(agency.agency_id)
        if standing is not None and standing.total == result.total:
            return standing
        units = headed_units([agency.agency_id], period.last_day, clock.local_day(at))
        waiting = sum(unit.agency_id not in signed.unit for unit in units)
        missing = f"Còn {waiting} bộ phận chưa ký. Hãy ghi vì sao ký trước." if waiting else ""
        by = signing_by(actor, Role.AGENCY_HEAD, agency.path, period, clock.local_day(at))
        note = " ".join(filter(None, (by.words, _reason_of(reason, missing))))
        row = SignOff(
            id=form_id,
            period=period,
            agency_id=agency.agency_id,
            step=SignStep.AGENCY,
            total=result.total,
            note=note,
        )
        return store_signature(row, by, actor=actor, at=at)


def require_preview(period: Period) -> ResultPreview:
    """The preview of an open period; raises SigningRefused where there is none."""
    preview = ResultPreview.objects.filter(period=period).first()
    if preview is None or not period.is_open:
        raise SigningRefused("Kết quả dự kiến chưa được mở cho xem hoặc kỳ đã chốt nên không ký được.")
    return preview


def moved(seen: Decimal | None, total: Decimal | None) -> Conflict:
    """The refusal of a signature under a figure that is no more."""
    now, then = format_points(total), format_points(seen)
    return Conflict(f"Điểm vừa thay đổi từ {then} thành {now}. Hãy xem lại rồi ký.")


def store_signature(row: SignOff, by: SigningWords | None, *, actor: Any, at: datetime) -> SignOff:
    """Write a signature with the revision of the figures under it, once for each form, and its audit row."""
    summary = PeriodSummary.objects.filter(period=row.period).first()
    row.revision = summary.revision if summary else 0
    row.signed_at, row.signed_by = at, actor
    stored, is_new = create_once(row, *SAME)
    if is_new:
        audit.record(
            "result.signed",
            actor=actor,
            subject=row.period,
            at=at,
            agency_id=row.unit_id or row.agency_id,
            after={
                "step": row.step,
                "total": row.total,
                "revision": row.revision,
                "note": row.note,
                "capacity": by.signing.capacity if by else "own",
                "signed_for": by.signing.signed_for if by else None,
            },
        )
    return stored


def _missing(forms: UnitForms) -> str:
    return "" if forms.is_complete else "Phiếu của bộ phận chưa đủ. Hãy ghi lý do rồi ký."


def _reason_of(text: str, asked: str) -> str:
    """The reason given, kept only where one is ``asked`` for; raises WordsRefused with it where none came."""
    if not asked:
        return ""
    text = " ".join(text.replace("\x00", "").split())
    if not text:
        raise WordsRefused(asked)
    if len(text) > LONGEST_REASON:
        raise WordsRefused(f"Lý do dài {len(text)} ký tự, tối đa {LONGEST_REASON} ký tự. Hãy viết ngắn hơn.")
    return f"Lý do: {text}"
