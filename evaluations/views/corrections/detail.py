"""One correction: why, what it changes, all that moves, who asked and who decided; the same as a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.access import may
from core.dates import format_moment
from core.documents.files import FORMATS, file_response
from core.documents.of_table import document
from evaluations.actions.corrections.refusals import moved_words
from evaluations.enums import CorrectionState
from evaluations.gather.corrections.previews import Base, lines_of, tried_again
from evaluations.models import Correction
from evaluations.rules.corrections.lines import Line, LineMoved
from evaluations.views.corrections.figures import hidden_words, moves_table
from evaluations.views.corrections.frame import (
    STATE_KINDS,
    base_or_404,
    seen_agencies,
    title_of,
    trail,
    visible_correction,
)
from evaluations.views.corrections.lines import lines_table
from evaluations.views.corrections.listing import BY_RULE


@dataclass(frozen=True)
class Shown:
    """A correction with its base, lines and moves: of a waiting one computed on the newest revision."""

    correction: Correction
    base: Base
    lines: Sequence[Line]
    moves: dict[str, Any]
    problem: str = ""

    @property
    def first(self) -> set[int]:
        """The agencies that the lines are about."""
        return {line.agency for line in self.lines}

    @property
    def names(self) -> dict[int, str]:
        """What the agencies were called when the month closed."""
        return {pk: one.name for pk, one in self.base.by_id.items()}


def shown(correction: Correction) -> Shown:
    """What a page or a file of the correction tells."""
    base = base_or_404(correction.period)
    lines = lines_of(correction)
    if correction.state != CorrectionState.ASKED or base.snapshot.pk == correction.base_id:
        return Shown(correction, base, lines, correction.moves)
    try:
        return Shown(correction, base, lines, tried_again(base, correction, lines).moves)
    except LineMoved as error:
        return Shown(correction, base, lines, correction.moves, moved_words(error))


@require_safe
def correction_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Reason, lines, before and after."""
    user: Any = request.user
    correction = visible_correction(request, pk)
    one = shown(correction)
    seen = seen_agencies(user, correction.period)
    context = {
        "correction": correction,
        "title": title_of(correction),
        "trail": trail(title_of(correction)),
        "state_kind": STATE_KINDS[correction.state],
        "problem": one.problem,
        "lines": lines_table(one.base, _readable(one.lines, seen)),
        "moves": moves_table(one.moves, one.names, one.first, seen),
        "hidden": hidden_words(one.moves, seen),
        "steps": steps(correction),
        "revision": _revision(correction, one.base),
        "may_decide": correction.state == CorrectionState.ASKED
        and bool(may(user, "correction.decide", correction)),
        "exports": [
            (one.label, reverse("correction_export", args=[pk, one.ending])) for one in FORMATS.values()
        ],
    }
    return render(request, "corrections/detail.html", context)


def _readable(lines: Sequence[Line], seen: frozenset[int] | None) -> list[Line]:
    return [line for line in lines if seen is None or line.agency in seen]


def _revision(correction: Correction, base: Base) -> str:
    """Of which revision the figures before and after are."""
    if correction.state == CorrectionState.GRANTED:
        return f"Trước: bản {correction.base.revision}. Sau: bản {correction.base.revision + 1}."
    if correction.state == CorrectionState.REFUSED:
        return f"Tính trên bản {correction.base.revision} của kỳ; kết quả đã chốt giữ nguyên."
    return f"Tính trên bản {base.snapshot.revision}, bản mới nhất của kỳ."


def steps(correction: Correction) -> list[dict[str, str]]:
    """Who asked and who decided, in order."""
    asked = correction.asked_by.display_name if correction.asked_by else BY_RULE.capitalize()
    found = [
        {
            "when": format_moment(correction.asked_at),
            "title": "Đề nghị điều chỉnh",
            "kind": "info",
            "who": asked,
            "text": correction.reason,
        }
    ]
    if correction.decided_by is not None:
        found.append(
            {
                "when": format_moment(correction.decided_at),
                "title": correction.get_state_display(),
                "kind": STATE_KINDS[correction.state],
                "who": correction.decided_by.display_name,
                "text": correction.decision,
            }
        )
    return found


@require_safe
def correction_export(request: HttpRequest, pk: UUID, ending: str) -> HttpResponse:
    """Before and after as xlsx, docx or pdf, as far as the person reads them."""
    user: Any = request.user
    correction = visible_correction(request, pk)
    if ending not in FORMATS:
        raise Http404
    one = shown(correction)
    seen = seen_agencies(user, correction.period)
    lines = [f"{step['title']}: {step['who']}, {step['when']}. {step['text']}" for step in steps(correction)]
    notes = [words for words in (_revision(correction, one.base), hidden_words(one.moves, seen)) if words]
    table = moves_table(one.moves, one.names, one.first, seen)
    made = document(table, title=title_of(correction), at=clock.now(), lines=lines, notes=notes)
    return file_response(made, ending)
