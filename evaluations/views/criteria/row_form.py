"""A criterion's form as stored, as typed, or as typed for another measure; works without script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.http import wants_part
from evaluations.enums import Measure
from evaluations.forms.criteria.criterion import PARAM_BOXES, VOICES, CriterionForm, LevelForm, LevelRows
from evaluations.forms.criteria.rows import Rows, typed_rows
from evaluations.models import CriteriaSet
from evaluations.rules.criteria.measure_params import NEEDED
from evaluations.rules.inconsistency import number
from evaluations.rules.set_rules import Level

CHANGED = "Cách đo vừa đổi. Hãy điền các mục của cách đo mới ở dưới rồi lưu."
SECTIONS = {
    "what": ("code", "group", "statement", "applies_to", "max_points"),
    "params": tuple(PARAM_BOXES),
    "voices": tuple(VOICES),
    "citizen": ("citizen_reads", "case_deduction"),
    "absent": ("not_applicable", "replaced_by_uniform"),
    "proof": ("how_measured", "evidence_hint", "asks", "legal_basis", "scored_on"),
}
LISTS = ("scored_on",)
PARTS = {"measure": "criteria/_measure.html", "weights": "criteria/_weight_sum.html"}
"""What a script asks for anew when the measure or a weight has changed."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """The form with its rows of levels, the sum of the weights, and a word about a changed measure."""

    form: CriterionForm
    rows: Rows | None
    weight_sum: int
    told: str = ""

    def is_valid(self) -> bool:
        """Whether everything that is shown is in order."""
        return all([self.form.is_valid(), self.rows is None or self.rows.is_valid()])

    def levels(self) -> Sequence[dict[str, Any]]:
        """The levels that were typed."""
        return () if self.rows is None else self.rows.filled()

    def other_levels(self, now: Sequence[Level]) -> list[tuple[str, str]]:
        """The levels that stand, where others were typed."""
        if [(row["points"], row["label"]) for row in self.levels()] == [
            (one.points, one.label) for one in now
        ]:
            return []
        told = "; ".join(f"{number(one.points)}: {one.label}" for one in now)
        return [("Các mức và điểm", told or "để trống")]

    def context(self) -> dict[str, Any]:
        """What the template takes of it."""
        return {
            "parts": self.parts(),
            "levels": self.rows,
            "weight_sum": self.weight_sum,
            "told": self.told,
        }

    def parts(self) -> dict[str, list[Any]]:
        """The boxes by section of the page, those of another measure left out."""
        return {
            name: [self.form[box] for box in boxes if box in self.form.fields]
            for name, boxes in SECTIONS.items()
        }


def drawn(
    request: HttpRequest, draft: CriteriaSet, boxes: Mapping[str, Any], levels: Sequence[Level] = ()
) -> Drawn:
    """The form of a criterion of the draft."""
    rows = draft.groups.order_by("position", "pk")
    groups = [(group.code, f"{group.code}. {group.name}") for group in rows]
    if request.method != "POST":
        form = CriterionForm(initial=dict(boxes), measure=boxes["measure"], groups=groups)
        first = [{"points": level.points, "label": level.label} for level in levels]
        return Drawn(form, _rows(form, initial=first), _sum(boxes))
    typed, measure = request.POST, request.POST.get("measure", "")
    if "redraw" not in typed and not _asks_for_more(typed.get("drawn_for", ""), measure):
        form = CriterionForm(typed, measure=measure, groups=groups)
        return Drawn(form, _rows(form, data=typed), _sum(typed))
    values = {
        name: typed.getlist(name) if name in LISTS else typed.get(name, "")
        for name in CriterionForm.base_fields
    }
    form = CriterionForm(initial=values, measure=measure, groups=groups)
    told = "" if "redraw" in typed else CHANGED
    return Drawn(form, _rows(form, initial=typed_rows(typed, "levels", LevelForm)), _sum(typed), told)


def redrawn_part(request: HttpRequest, shown: Drawn) -> HttpResponse | None:
    """The part of the page that a script asks for while somebody types, None for a whole page."""
    template = PARTS.get(request.POST.get("redraw", ""))
    if template is None or not wants_part(request):
        return None
    return render(request, template, {"form": shown.form, "words": {"here": request.path}, **shown.context()})


def _rows(form: CriterionForm, **options: Any) -> Rows | None:
    return LevelRows(prefix="levels", **options) if form.has_levels else None


def _asks_for_more(drawn_for: str, measure: str) -> bool:
    """Whether the page showed the boxes of another measure than was chosen, and the chosen one has some."""
    return measure in Measure.values and measure != drawn_for and bool(NEEDED.get(measure))


def _sum(values: Mapping[str, Any]) -> int:
    texts = (str(values.get(box) or "0").strip() for box in VOICES)
    return sum(int(text) for text in texts if text.isdecimal() and len(text) < 5)
