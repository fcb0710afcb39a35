"""Whether a later revision of a closed period is the one before it plus its correction, no more (S15)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from evaluations.enums import CorrectionState, LineKind
from evaluations.gather.closing.frozen import frozen_of
from evaluations.gather.corrections.previews import Base, Tried, lines_of, tried_again
from evaluations.models import Correction
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.closing.canonical import plain
from evaluations.rules.closing.lines import inputs_values
from evaluations.rules.corrections.lines import LineMoved

KEPT = (LineKind.SET, LineKind.TREE, LineKind.OWED)


def revision_problems(snapshot: PeriodSnapshot, told: Mapping[LineKind, list[Any]]) -> Iterator[str]:
    """What the revision says that does not follow from the one it replaces and from the correction's lines.

    Raises what reading broken lines raises: ValueError, LookupError, TypeError.
    """
    before, correction = snapshot.replaces, snapshot.correction
    if before is None or correction is None:
        yield "không nêu bản chốt trước hoặc điều chỉnh đã lập ra nó"
        return
    if (before.period_id, before.revision) != (snapshot.period_id, snapshot.revision - 1):
        yield "không thay đúng bản liền trước của kỳ"
    yield from _decided(snapshot, correction)
    if any(told[kind] != said for kind, said in _kept(before).items()):
        yield "bộ tiêu chí, cây tổ chức hoặc danh sách phải nộp phiếu khác bản liền trước"
    try:
        outcome = tried_again(Base(before, frozen_of(before)), correction, lines_of(correction))
    except LineMoved as error:
        yield f"dòng điều chỉnh {error.line.code} không sửa số của bản liền trước"
        return
    if [plain(inputs_values(one)) for one in outcome.month.agencies] != told[LineKind.INPUTS]:
        yield "đầu vào khác bản liền trước cộng các dòng điều chỉnh"
    if not _told_moves(correction.moves, outcome):
        yield "trước và sau ghi ở điều chỉnh khác với số tính lại"


def _decided(snapshot: PeriodSnapshot, correction: Correction) -> Iterator[str]:
    people = (correction.asked_by_id, correction.decided_by_id, correction.decided_at)
    if correction.state != CorrectionState.GRANTED or correction.decided_by_id is None:
        yield "điều chỉnh chưa được ai quyết định"
    elif people != (snapshot.asked_by_id, snapshot.made_by_id, snapshot.made_at):
        yield "người hoặc lúc quyết định điều chỉnh khác bản chốt"
    elif correction.base_id != snapshot.replaces_id or correction.period_id != snapshot.period_id:
        yield "điều chỉnh không tính trên bản liền trước"


def _kept(before: PeriodSnapshot) -> dict[LineKind, list[Any]]:
    rows = before.lines.filter(kind__in=KEPT).order_by("position").values_list("kind", "payload")
    kept: dict[LineKind, list[Any]] = {kind: [] for kind in KEPT}
    for kind, payload in rows:
        kept[LineKind(kind)].append(json.loads(payload))
    return kept


def _told_moves(moves: Mapping[str, Any], outcome: Tried) -> bool:
    """Whether every move that was told is one; later code may tell more figures of the same agencies."""
    again: dict[str, Any] = plain(outcome.moves)
    return moves["agencies"].keys() == again["agencies"].keys() and all(
        one in found
        for said, found in (
            (moves["province"], again["province"]),
            *((moves["agencies"][agency], again["agencies"][agency]) for agency in again["agencies"]),
        )
        for one in said
    )
