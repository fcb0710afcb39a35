"""Keep a list of overdue dossiers, all of its lines or none; a known one is brought up to date."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from agencies.models import Agency, User
from core import audit, outbox
from core.access import require
from core.errors import Refused
from core.replay import create_once
from core.sheet_cells import Problem
from feedback.models import DossierBatch, OneStopClient, OverdueDossier
from feedback.rules.dossiers import DossierLine, Known, against_known
from registers.declarations import REGISTERS_CHANGED

CSV, API = "csv", "api"
UPDATED = ("procedure", "applicant", "email", "finished_on")


class ListRefused(Refused):
    """A line contradicts what the portal holds (HTTP 422); ``problems`` by cell."""

    status = 422

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("Danh sách có mã hồ sơ trái với số liệu đã có. Chưa dòng nào được ghi.")
        self.problems = list(problems)


class Imported(NamedTuple):
    """What a list did: dossiers new, changed, as before; ``is_repeat`` where the same list came before."""

    new: int = 0
    changed: int = 0
    same: int = 0
    is_repeat: bool = False


def import_dossiers(
    *,
    batch_id: UUID,
    agency: Agency,
    lines: Sequence[DossierLine],
    actor: User | None,
    client: OneStopClient | None = None,
    at: datetime,
) -> Imported:
    """Keep the list; an empty one says that nothing is overdue. A person hands it in, or a one-stop system.

    The same batch twice does nothing the second time. A day of handing out that is known is kept where the
    list names none. Raises AccessRefused, ListRefused, and Conflict when the batch came with other lines.
    """
    if client is None:
        require(actor, "dossier.import", agency.pk)
    with transaction.atomic():
        _batch, is_new = create_once(
            DossierBatch(
                id=batch_id,
                agency=agency,
                source=CSV if client is None else API,
                sha256=digest_of(lines),
                made_by=actor,
                client=client,
                made_at=at,
            ),
            "agency",
            "sha256",
            "made_by",
            "client",
        )
        if not is_new:
            return Imported(is_repeat=True)
        done = _write(batch_id, agency, lines)
        outbox.send(REGISTERS_CHANGED, {"agency": agency.pk}, at=at)
        audit.record(
            "dossiers.imported",
            actor=actor,
            subject=_batch,
            at=at,
            agency_id=agency.pk,
            after={"new": done.new, "changed": done.changed, "same": done.same, "source": _batch.source},
        )
    return done


def _write(batch_id: UUID, agency: Agency, lines: Sequence[DossierLine]) -> Imported:
    codes = [line.code for line in lines]
    standing = OverdueDossier.objects.select_for_update(of=("self",)).filter(agency=agency, code__in=codes)
    known = {one.code: one for one in standing}
    problems = against_known(lines, {code: Known(one.received_on, one.due_on) for code, one in known.items()})
    if problems:
        raise ListRefused(problems)
    new, changed = [], []
    for line in lines:
        one = known.get(line.code)
        if one is None:
            new.append(_made(batch_id, agency, line))
        elif _brought_up(one, line):
            changed.append(one)
    OverdueDossier.objects.bulk_create(new, batch_size=500)
    OverdueDossier.objects.bulk_update(changed, UPDATED, batch_size=200)
    return Imported(len(new), len(changed), len(lines) - len(new) - len(changed))


def _made(batch_id: UUID, agency: Agency, line: DossierLine) -> OverdueDossier:
    return OverdueDossier(
        batch_id=batch_id,
        agency=agency,
        code=line.code,
        procedure=line.procedure,
        applicant=line.applicant,
        email=line.email,
        received_on=line.received_on,
        due_on=line.due_on,
        finished_on=line.finished_on,
    )


def _brought_up(one: OverdueDossier, line: DossierLine) -> bool:
    """Take over what the line says anew; whether anything changed."""
    said = {
        "procedure": line.procedure,
        "applicant": line.applicant,
        "email": line.email or one.email,
        "finished_on": line.finished_on or one.finished_on,
    }
    moved = {name: value for name, value in said.items() if getattr(one, name) != value}
    for name, value in moved.items():
        setattr(one, name, value)
    return bool(moved)


def known_of(agency: Agency, codes: Sequence[str]) -> dict[str, Known]:
    """What the portal holds of the codes of a list, for its preview; one query."""
    rows = OverdueDossier.objects.filter(agency=agency, code__in=list(codes)).order_by()
    return {code: Known(*days) for code, *days in rows.values_list("code", "received_on", "due_on")}


def digest_of(lines: Sequence[DossierLine]) -> str:
    """SHA-256 of the lines, whatever rows they stand in."""
    rows = sorted([str(value) for value in line[1:]] for line in lines)
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()
