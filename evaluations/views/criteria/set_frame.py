"""What the pages about one set share: finding it, the way back, what changed since which set."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core import clock
from evaluations.enums import SetState
from evaluations.gather.criteria.changes import changes_from
from evaluations.models import CriteriaSet
from evaluations.rules.set_changes import Change

SETS = "Bộ tiêu chí"
KINDS = (
    ("set", "Cả bộ"),
    ("group", "Nhóm"),
    ("criterion", "Tiêu chí"),
    ("band", "Mức xếp loại"),
    ("setting", "Quy tắc của bộ"),
)


def visible_set(request: HttpRequest, pk: int) -> CriteriaSet:
    """A set that the person may see, draft or not, else 404."""
    user: Any = request.user
    rows = CriteriaSet.objects.visible_to(user, clock.today())
    people = ("parent", "follows", "drafted_by", "asked_by", "published_by")
    return get_object_or_404(rows.select_related(*people), pk=pk)


def page_of(criteria_set: CriteriaSet) -> str:
    """Where a set is read: a draft on its bench, any other on its page."""
    is_draft = criteria_set.state == SetState.DRAFT
    return reverse("criteria_draft" if is_draft else "criteria_set_detail", args=[criteria_set.pk])


def set_trail(criteria_set: CriteriaSet, *here: tuple[str, str]) -> list[tuple[str, str]]:
    """The way back from a page below a set."""
    return [(SETS, reverse("criteria_set_list")), (criteria_set.title, page_of(criteria_set)), *here]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Changes of one kind under a heading."""

    label: str
    sentences: list[str]


def grouped(changes: list[Change]) -> list[ChangeGroup]:
    """Changes by kind, in the order in which a set is read."""
    told = {kind: [one.sentence for one in changes if one.kind == kind] for kind, _label in KINDS}
    return [ChangeGroup(label, told[kind]) for kind, label in KINDS if told[kind]]


def base_of(criteria_set: CriteriaSet) -> CriteriaSet | None:
    """What a set is compared with: the version it follows, else the set it adds to, else nothing."""
    return criteria_set.follows or criteria_set.parent


def changes_since(base: CriteriaSet | None, criteria_set: CriteriaSet) -> list[Change]:
    """What changed from ``base``; of a set that has none nothing is told."""
    return [] if base is None else changes_from(base, criteria_set)
