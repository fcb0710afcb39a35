"""The explanation of an agency's month: the answer in three sentences, then every part down to its rows."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from core.dates import format_moment
from core.numbers import format_integer, format_points
from evaluations.gather.explained import NotExplained, explain
from evaluations.gather.moved import Moved, moved
from evaluations.rules.explaining.clauses import CLAUSES
from evaluations.rules.explaining.outcome import GRADES
from evaluations.rules.explaining.parts import Explanation
from evaluations.rules.movement import Movement
from reporting.gather.agency import Named
from reporting.links import EXPORT, link
from reporting.rules.answer import confidence_words, sentences
from reporting.tables import explaining as tables
from reporting.tables.cells import GRADE_KINDS, Table
from reporting.views.agency import crumbs, readable
from reporting.views.explaining.files import PAPERS, paper_response
from reporting.views.explaining.levels import levels
from reporting.views.frame import Content, Visit, answer, standing_line, visit

REVISION = "ban"
REPLACED = "Trang này giải thích bản {} của kỳ, đã được thay bằng một bản mới hơn."


@dataclass(frozen=True, slots=True)
class Explained:
    """What the page and the files are made of; ``revision`` None is the one in force."""

    found: Explanation
    moved: Moved
    revision: int | None

    @property
    def replaced(self) -> str:
        """Of which older revision the figures are; nothing for the one in force."""
        return "" if self.revision is None else f"Bản {self.revision}, đã được thay bằng bản mới hơn"

    @property
    def sentences(self) -> tuple[str, ...]:
        """The answer; an older revision is not compared, for the change is that of today's figures."""
        if self.revision is not None:
            why = f"Đây là bản {self.revision} của kỳ; mức tăng, giảm xem ở bản đang có hiệu lực."
            return sentences(self.found, "", None, why)
        return sentences(self.found, self.moved.before, self.moved.movement, self.moved.why_not)


@require_safe
def agency_explanation(request: HttpRequest, agency: int) -> HttpResponse:
    """Why the agency's total is what it is, and why it moved (S1–S14); also as PDF, Word and Excel."""
    seen = visit(request)
    if seen is None:
        raise Http404("Chưa có kỳ đánh giá nào.")
    who = readable(seen, agency)
    revision = _revision(seen)
    if request.GET.get(EXPORT) in PAPERS:
        return paper_response(_explained(seen, who, revision), standing_line(seen), request.GET[EXPORT])
    return answer(seen, lambda: _content(seen, who, _explained(seen, who, revision)))


def _revision(seen: Visit) -> int | None:
    """The older revision asked for; the one in force, asked for by its number, is None as well."""
    asked = seen.request.GET.get(REVISION, "")
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > 4:
        raise Http404("Không có bản này.")
    note = seen.month.note
    return None if note is not None and note.revision == int(asked) else int(asked)


def _explained(seen: Visit, who: Named, revision: int | None) -> Explained:
    try:
        found = explain(who.pk, seen.month.pk, revision)
    except NotExplained as error:
        raise Http404("Cơ quan chưa có kết quả của kỳ này.") from error
    return Explained(found, moved(who.pk, seen.month.pk), revision)


def _content(seen: Visit, who: Named, told: Explained) -> Content:
    found, month = told.found, seen.month
    names = {one.code: one.statement for one in found.criteria}
    groups = tables.group_table(found)
    movement = None if told.revision is not None else told.moved.movement
    opened = _opened(found, told.moved, names) if movement else []
    return Content(
        title="Vì sao có điểm này",
        lead=f"{who.name} · {month.label}",
        crumbs=crumbs(seen, who, ("Vì sao có điểm này", "")),
        template="reporting/explaining/page.html",
        context={
            "found": found,
            "replaced": "" if told.revision is None else REPLACED.format(told.revision),
            "sentences": told.sentences,
            "grade": GRADES.get(found.grade, found.grade),
            "grade_kind": GRADE_KINDS.get(found.grade, "neutral"),
            "confidence": confidence_words(found),
            "groups": groups,
            "levels": levels(found, month, is_current=told.revision is None),
            "moved": told.moved,
            "movement": movement,
            "movement_table": tables.movement_table(movement) if movement else None,
            "drawing": tables.movement_drawing(movement, told.moved.before, month.label) if movement else "",
            "opened": opened,
            "clauses": CLAUSES.items(),
            "facts": _facts(found),
            "current_url": link("agency_explanation", month, who.pk),
            "dashboard_url": link("agency_dashboard", month, who.pk),
        },
        tables=[tables.step_table(found), groups, *_movement_tables(movement, opened)],
        computed=(found.facts.computed_at, found.facts.records),
        default_points=found.has_default_points,
        notes=[f"Tổng các phần = {format_points(found.total)}.", *told.sentences],
        replaced=told.replaced,
    )


def _opened(found: Explanation, told: Moved, names: dict[str, str]) -> list[Table]:
    """The parts of the change that are not zero, by group and criterion."""
    groups = {one.code: one.name for one in found.groups}
    parts = told.movement.parts if told.movement else ()
    return [tables.part_table(part, names, groups) for part in parts if part.lines]


def _movement_tables(movement: Movement | None, opened: list[Table]) -> list[Table]:
    return [tables.movement_table(movement), *opened] if movement else []


def _facts(found: Explanation) -> list[tuple[str, str]]:
    """Which revision this is and what it was computed from."""
    facts = found.facts
    kind = "Tạm tính, kỳ còn mở" if facts.is_open else f"Đã chốt, bản {facts.revision}"
    lines = [
        ("Bản", kind),
        ("Bộ tiêu chí", found.set_title),
        ("Tính lúc", format_moment(facts.computed_at)),
        ("Từ", f"{format_integer(facts.records)} bản ghi"),
    ]
    return [*lines, ("Mã băm của bản chốt", facts.digest)] if facts.digest else lines
