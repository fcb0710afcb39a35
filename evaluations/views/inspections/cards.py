"""What the page of a visit shows of each criterion, ready for the template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.dates import format_moment
from evaluations.enums import Severity
from evaluations.gather.criteria.pictures import Example
from evaluations.gather.inspections import CheckGroup, Checkpoint
from evaluations.models import Inspection, ObservationPhoto
from evaluations.rules.conclusion import in_words
from evaluations.rules.observing import Entry, fingerprint

NO_TYPED: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph as a link: the full picture, its thumbnail, the words for who cannot see it."""

    url: str
    thumbnail: str
    label: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """What a colleague recorded meanwhile, and the mark by which one's own number may replace it."""

    message: str
    mark: str
    keep_url: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that is picked instead of counted."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the visit, and of one group, has been recorded."""

    done: int
    total: int
    group_done: int


@dataclass(frozen=True, slots=True)
class Card:
    """One criterion on the page; numbers are text, as they stand in the boxes."""

    key: str
    code: str
    statement: str
    how: str
    evidence: str
    entry: Entry
    url: str
    base: str
    n: str
    k: str
    options: tuple[Option, ...]
    not_applicable: bool
    severities: tuple[Option, ...]
    note: str
    saved: str
    summary: str
    photos: tuple[Photo, ...]
    from_headcount: bool
    errors: Mapping[str, str]
    conflict: Conflict | None
    examples: Sequence[Example] = ()

    @property
    def has_more(self) -> bool:
        """Whether the folded part holds something that must be seen."""
        return bool(self.not_applicable or self.note or "note" in self.errors)


def photo_links(photos: tuple[ObservationPhoto, ...], code: str) -> tuple[Photo, ...]:
    """Photographs of a criterion as links."""
    return tuple(
        Photo(
            reverse("inspection_photo", args=[photo.attachment_id]),
            reverse("inspection_thumbnail", args=[photo.attachment_id]),
            f"Ảnh {number} của tiêu chí {code}, chụp gửi {format_moment(photo.attachment.created_at)}",
        )
        for number, photo in enumerate(photos, 1)
    )


def card_of(
    inspection: Inspection,
    point: Checkpoint,
    *,
    typed: Mapping[str, Any] = NO_TYPED,
    errors: Mapping[str, str] = NO_TYPED,
    conflict: Conflict | None = None,
    examples: Sequence[Example] = (),
) -> Card:
    """The card of a checkpoint; ``typed`` are the raw boxes of a form that was not accepted.

    ``examples`` are the set's pictures of what is right and what is wrong.
    """
    criterion, boxes = point.criterion, _boxes(point, typed)
    return Card(
        key=str(criterion.pk),
        code=criterion.code,
        statement=criterion.statement,
        how=criterion.how_measured,
        evidence=criterion.evidence_hint,
        entry=point.entry,
        url=reverse("inspection_observe", args=[inspection.pk, criterion.pk]),
        base=typed.get("base", "") if typed else fingerprint(point.finding),
        n=boxes["n"],
        k=boxes["k"],
        options=tuple(
            Option(str(value), label, boxes["k"] == str(value)) for value, label in point.entry.options
        ),
        not_applicable=bool(boxes["not_applicable"]),
        severities=tuple(
            Option(value, str(label), boxes["severity"] == value) for value, label in Severity.choices
        ),
        note=boxes["note"],
        saved=_saved(point),
        summary=in_words(point.entry, point.finding) if point.finding else "",
        photos=photo_links(point.photos, criterion.code),
        from_headcount=point.from_headcount,
        errors=errors,
        conflict=conflict,
        examples=examples,
    )


def _boxes(point: Checkpoint, typed: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the boxes: what was just typed, else what is stored; an empty box is unanswered."""
    if typed:
        names = ("n", "k", "not_applicable", "severity", "note")
        return {name: str(typed.get(name) or "") for name in names}
    finding = point.finding
    if finding is None:
        return {"n": "", "k": "", "not_applicable": "", "severity": Severity.NONE.value, "note": ""}
    told = not finding.not_applicable
    return {
        "n": str(finding.n) if told else "",
        "k": str(finding.k) if told else "",
        "not_applicable": "" if told else "on",
        "severity": finding.severity,
        "note": finding.note,
    }


def _saved(point: Checkpoint) -> str:
    observation = point.observation
    if observation is None:
        return ""
    return f"Đã lưu {format_moment(observation.recorded_at)} · {observation.recorded_by.display_name}"


def progress_of(groups: list[CheckGroup], code: str = "") -> Progress:
    """How far the visit is; ``code`` names a criterion whose group is asked for as well."""
    held = (group.done for group in groups if any(one.criterion.code == code for one in group.checkpoints))
    return Progress(
        sum(group.done for group in groups),
        sum(len(group.checkpoints) for group in groups),
        next(held, 0),
    )
