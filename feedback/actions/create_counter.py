"""Home Affairs opens a counter, which gives it a code of its own."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from agencies.models import Agency, AgencyVersion, User
from core import audit
from core.access import require
from core.clock import local_day
from core.errors import Conflict, Refused
from core.replay import OTHER_CONTENT
from core.text import squeeze
from feedback.models import Counter


class CounterDoesNotFit(Refused):
    """The counter may not be opened there or from that day; the sentence says why."""


def create_counter(
    *, form_id: UUID, agency: Agency, name: str, starts_on: date, actor: User, at: datetime
) -> Counter:
    """Open a counter of ``agency`` (or of a unit in it) from ``starts_on``; the same form twice opens one.

    Raises AccessRefused, CounterDoesNotFit, and Conflict when ``form_id`` came before with other content.
    """
    require(actor, "counter.create", agency)
    name = squeeze(name)
    existing = _made_by(form_id, agency, name, starts_on)
    if existing is not None:
        return existing
    _check(agency, starts_on, local_day(at))
    try:
        return _open(form_id, agency, name, starts_on, actor, at)
    except IntegrityError:
        existing = _made_by(form_id, agency, name, starts_on)
        if existing is None:
            raise
        return existing


def _open(form_id: UUID, agency: Agency, name: str, starts_on: date, actor: User, at: datetime) -> Counter:
    with transaction.atomic():
        counter = Counter.objects.create(form_id=form_id, agency=agency, name=name, starts_on=starts_on)
        audit.record(
            "counter.created",
            actor=actor,
            subject=counter,
            at=at,
            agency_id=agency.pk,
            after={"name": name, "agency": agency.pk, "starts_on": starts_on.isoformat()},
        )
    return counter


def _made_by(form_id: UUID, agency: Agency, name: str, starts_on: date) -> Counter | None:
    made = Counter.objects.filter(form_id=form_id).first()
    if made is not None and (made.agency_id, made.name, made.starts_on) != (agency.pk, name, starts_on):
        raise Conflict(OTHER_CONTENT)
    return made


def _check(agency: Agency, starts_on: date, today: date) -> None:
    if starts_on < today:
        raise CounterDoesNotFit("Quầy không lập lùi ngày được. Hãy chọn từ hôm nay trở đi.")
    standing = AgencyVersion.objects.as_of(starts_on).filter(agency=agency).first()
    if standing is None or standing.rated_agency_id is None:
        raise CounterDoesNotFit(
            "Vào ngày đó đơn vị này không thuộc cơ quan nào được chấm điểm. Hãy chọn cơ quan khác."
        )
