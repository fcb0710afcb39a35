"""Keep a list of visits, and draw who of them is invited to rate; all of it or nothing."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from agencies.models import Agency, User
from core import audit
from core.access import require
from core.clock import month_start
from core.errors import Conflict, Refused
from core.replay import OTHER_CONTENT
from core.sheet_cells import Problem
from feedback.actions.visits.keys import keys_of, person_secret
from feedback.digests import keyed_digest
from feedback.enums import VisitSource
from feedback.gather.visits import codes_given, listed_before
from feedback.models import OneStopClient, Visit, VisitBatch
from feedback.rules.visits.codes import new_code
from feedback.rules.visits.draw import Ticket, drawn
from feedback.rules.visits.lists import VisitLine

LISTED_BEFORE = "Mã lượt này đã có trong một danh sách trước."


class VisitsRefused(Refused):
    """Lines that another list holds already (HTTP 422); ``lines`` are their rows."""

    status = 422

    def __init__(self, lines: Sequence[int]) -> None:
        super().__init__("Có lượt đã được nhận trong danh sách trước. Hãy bỏ các dòng ấy rồi gửi lại.")
        self.lines = lines


@dataclass(frozen=True, slots=True)
class Recorded:
    """A list that stands. ``codes`` (row → one-time code) are told once, by whoever just made it."""

    batch: VisitBatch
    codes: dict[int, str]
    is_new: bool


def record_visits(
    *,
    batch_id: UUID,
    agency: Agency,
    lines: Sequence[VisitLine],
    at: datetime,
    actor: User | None = None,
    client: OneStopClient | None = None,
) -> Recorded:
    """Keep ``lines`` and give codes to those drawn; the same list under the same id gives no second codes.

    Of numbers, persons and codes only keyed digests are written. The seed of the draw is made here, when the
    list is fixed. Raises AccessRefused, VisitsRefused, and Conflict for another list under the same id.
    """
    if actor is not None:
        require(actor, "visits.keep", agency)
    batch = VisitBatch(
        id=batch_id,
        agency=agency,
        source=VisitSource.API if client else VisitSource.CSV,
        sha256=keyed_digest("visit-list", repr([tuple(line[1:]) for line in lines])),
        seed=secrets.token_hex(16),
        share=settings.VISIT_SHARE_PERCENT,
        listed=len(lines),
        made_by=actor,
        client=client,
        made_at=at,
    )
    existing = _recorded(batch)
    if existing is not None:
        return existing
    try:
        return _record(batch, agency, lines, actor, at)
    except IntegrityError as error:
        existing = _recorded(batch)
        if existing is None:
            raise VisitsRefused(_before(agency, lines)) from error
        return existing


def troubles(agency: Agency, lines: Sequence[VisitLine]) -> list[tuple[int, Problem]]:
    """What the database says against lines that read well: (row, problem)."""
    return [(row, Problem(f"A{row}", LISTED_BEFORE)) for row in _before(agency, lines)]


def _record(
    batch: VisitBatch, agency: Agency, lines: Sequence[VisitLine], actor: User | None, at: datetime
) -> Recorded:
    before = _before(agency, lines)
    if before:
        raise VisitsRefused(before)
    persons = _persons(agency, lines, at)
    with transaction.atomic():
        codes = _codes(_draw(batch, agency, lines, persons))
        batch.invited = len(codes)
        batch.save(force_insert=True)
        visits = [
            Visit(
                batch=batch,
                agency=agency,
                counter_id=line.counter_id,
                day=line.day,
                reference=_reference(agency, line),
                person=persons[line.row],
                code_digest=keyed_digest("visit-code", codes[line.row]) if line.row in codes else None,
            )
            for line in lines
        ]
        # not in the order of the list: a code says nothing of when its visit was
        secrets.SystemRandom().shuffle(visits)
        Visit.objects.bulk_create(visits)
        audit.record(
            "visits.listed",
            actor=actor,
            subject=batch,
            at=at,
            agency_id=agency.pk,
            after={
                "source": batch.source,
                "client": batch.client_id,
                "visits": batch.listed,
                "invited": batch.invited,
                "share": batch.share,
                "seed": batch.seed,
            },
        )
    return Recorded(batch, codes, is_new=True)


def _draw(
    batch: VisitBatch, agency: Agency, lines: Sequence[VisitLine], persons: dict[int, str]
) -> list[int]:
    """The rows of those invited."""
    tickets = [Ticket(line.reference, persons[line.row]) for line in lines]
    invited = drawn(
        tickets,
        seed=batch.seed,
        share=batch.share,
        cap=settings.VISIT_CODES_PER_PERSON,
        given=codes_given(agency, [one.person for one in tickets if one.person]),
    )
    rows = {line.reference: line.row for line in lines}
    return [rows[reference] for reference in invited]


def _codes(rows: Sequence[int]) -> dict[int, str]:
    """A code for each row, none of which stands already."""
    codes: dict[int, str] = {}
    waiting = list(rows)
    while waiting:
        fresh = {row: new_code() for row in waiting}
        digests = {keyed_digest("visit-code", code): row for row, code in fresh.items()}
        taken = set(Visit.objects.filter(code_digest__in=digests).values_list("code_digest", flat=True))
        codes |= {row: fresh[row] for digest, row in digests.items() if digest not in taken}
        waiting = [row for row in waiting if row not in codes]
    return codes


def _persons(agency: Agency, lines: Sequence[VisitLine], at: datetime) -> dict[int, str]:
    """What is kept of the person of each row."""
    keys = keys_of(agency, {month_start(line.day) for line in lines}, at)
    secret: dict[date, str] = {month: person_secret(key) for month, key in keys.items()}
    return {
        line.row: keyed_digest("person", f"{secret[month_start(line.day)]}:{line.person}")
        if line.person
        else ""
        for line in lines
    }


def _reference(agency: Agency, line: VisitLine) -> str:
    return keyed_digest("visit", f"{agency.pk}:{line.reference}")


def _before(agency: Agency, lines: Sequence[VisitLine]) -> list[int]:
    """The rows whose number an earlier list holds."""
    rows = {_reference(agency, line): line.row for line in lines}
    return sorted(rows[digest] for digest in listed_before(agency, rows))


def _recorded(batch: VisitBatch) -> Recorded | None:
    """The list that this id made before, without its codes; raises Conflict for another list."""
    standing = VisitBatch.objects.filter(pk=batch.pk).first()
    if standing is None:
        return None
    same = ("agency_id", "sha256", "made_by_id", "client_id")
    if any(getattr(standing, name) != getattr(batch, name) for name in same):
        raise Conflict(OTHER_CONTENT)
    return Recorded(standing, {}, is_new=False)
