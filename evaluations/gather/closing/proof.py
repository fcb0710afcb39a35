"""Proving every closed period from what is stored: seals, figures, inputs, and the results that repeat them.

One snapshot is held in memory at a time; its lines come by one statement.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from core.proofs import Proof, prover
from evaluations.enums import LineKind, PeriodState
from evaluations.gather.closing.header import header_of
from evaluations.gather.closing.mirrored import mirror_problems
from evaluations.gather.closing.revisions import revision_problems
from evaluations.gather.closing.sources import source_problems
from evaluations.gather.closing.trail import trail_problems
from evaluations.models import Period
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.closing.chain import GENESIS, SealedLine
from evaluations.rules.closing.frozen import rescore
from evaluations.rules.closing.lines import month_from
from evaluations.rules.closing.proof import (
    Place,
    figure_problems,
    header_problems,
    line_problems,
    owner_problems,
)


class SnapshotProof(NamedTuple):
    """What proving one snapshot found."""

    snapshot: PeriodSnapshot
    problems: tuple[str, ...]


@prover("snapshots", "Chuỗi bản chốt")
def prove_snapshots() -> Proof:
    """All snapshots of the province, all closed periods."""
    proved = list(proofs())
    problems = [f"{_named(proof.snapshot)}: {problem}." for proof in proved for problem in proof.problems]
    problems += [f"{problem}." for problem in (*period_problems(), *trail_problems())]
    head = proved[-1].snapshot.digest if proved else GENESIS
    sound = sum(not proof.problems for proof in proved)
    return Proof(
        f"Chuỗi bản chốt: {sound}/{len(proved)} bản đúng và tính lại ra đúng từng số, mã băm cuối {head}.",
        tuple(problems),
    )


def _named(snapshot: PeriodSnapshot) -> str:
    return f"{snapshot.period}, bản {snapshot.revision}"


def proofs() -> Iterator[SnapshotProof]:
    """Each snapshot in the order of the chain with what is wrong with it."""
    before = Place(0, GENESIS)
    related = ("period", "replaces", "correction")
    for snapshot in PeriodSnapshot.objects.select_related(*related).order_by("sequence"):
        yield SnapshotProof(snapshot, tuple(_problems(snapshot, before)))
        before = Place(snapshot.sequence, snapshot.digest)


def lines_of(snapshot: PeriodSnapshot) -> list[SealedLine]:
    """The stored lines in order."""
    fields = ("position", "kind", "agency_id", "payload", "digest", "code")
    return [SealedLine(*row) for row in snapshot.lines.order_by("position").values_list(*fields)]


def _problems(snapshot: PeriodSnapshot, before: Place) -> Iterator[str]:
    header, lines = header_of(snapshot), lines_of(snapshot)
    if not lines:
        yield "không còn dòng nào"
        return
    yield from header_problems(header, snapshot.digest, lines[-1].digest, before)
    yield from line_problems(snapshot.previous_digest, lines, snapshot.lines_count)
    try:
        told = {kind: [json.loads(line.payload) for line in lines if line.kind == kind] for kind in LineKind}
        yield from figure_problems(header, told[LineKind.SUMMARY][-1])
        yield from owner_problems(lines, told)
        month = month_from(header.period, told[LineKind.SET], told[LineKind.INPUTS])
        again = rescore(month, snapshot.rules_version)
    except (ValueError, LookupError, TypeError) as error:
        yield f"không đọc lại được ({type(error).__name__})"
        return
    if list(again.results.values()) != told[LineKind.RESULT] or [again.summary] != told[LineKind.SUMMARY]:
        yield "tính lại từ đầu vào đã chốt ra số khác"
    if not hasattr(snapshot, "replaced_by"):
        yield from mirror_problems(snapshot, told[LineKind.RESULT])
    if snapshot.revision == 1:
        owed = [(line.agency_id, line.payload) for line in lines if line.kind == LineKind.OWED]
        yield from source_problems(snapshot, told, owed)
        return
    try:
        yield from revision_problems(snapshot, told)
    except (ValueError, LookupError, TypeError) as error:
        yield f"không đối chiếu được với bản liền trước ({type(error).__name__})"


def period_problems() -> Iterator[str]:
    """Closed periods without a snapshot, open ones with one, moments of closing that differ."""
    firsts = dict(PeriodSnapshot.objects.filter(revision=1).values_list("period", "made_at"))
    for period in Period.objects.order_by("starts_on", "kind"):
        if period.state == PeriodState.CLOSED and period.pk not in firsts:
            yield f"{period} đã chốt mà không có bản chốt"
        elif period.pk in firsts and period.state != PeriodState.CLOSED:
            yield f"{period} có bản chốt mà không ở trạng thái đã chốt"
        elif period.pk in firsts and period.closed_at != firsts[period.pk]:
            yield f"{period}: lúc chốt đã bị sửa"
