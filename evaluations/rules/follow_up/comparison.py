"""A follow-up visit beside the visit it follows, criterion by criterion."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from evaluations.enums import RemedyState


class Change(StrEnum):
    """What became of a criterion between the two visits."""

    MENDED = "mended"
    NOT_MENDED = "not_mended"
    NEW = "new"
    NOT_CHECKED = "not_checked"


LABELS = {
    Change.MENDED: "Đã khắc phục",
    Change.NOT_MENDED: "Chưa khắc phục",
    Change.NEW: "Mới phát sinh",
    Change.NOT_CHECKED: "Không kiểm tra được",
}


class Compared(NamedTuple):
    """One criterion that was short in one of the two visits."""

    code: str
    change: Change


def compare(before: Mapping[str, bool | None], after: Mapping[str, bool | None]) -> list[Compared]:
    """The criteria that fell short before or after, those of the first visit first.

    Each mapping says, by criterion code, whether a finding falls short as it counts (corrected where
    corrected); None, or no entry, where the criterion was not seen, did not apply or was dropped.
    """
    old = [code for code, short in before.items() if short]
    new = [code for code, short in after.items() if short and not before.get(code)]
    return [Compared(code, _change(after.get(code))) for code in old] + [
        Compared(code, Change.NEW) for code in new
    ]


def _change(short_now: bool | None) -> Change:
    if short_now is None:
        return Change.NOT_CHECKED
    return Change.NOT_MENDED if short_now else Change.MENDED


SUGGESTED = {Change.MENDED: "accept", Change.NOT_MENDED: "refuse"}
"""The verification that a comparison suggests for an answered recommendation; a person decides."""


def suggested_move(change: Change | None, state: str) -> str:
    """The move of the table that a comparison suggests, "" where it suggests none."""
    if change is None or state != RemedyState.ANSWERED:
        return ""
    return SUGGESTED.get(change, "")


def tally(compared: Sequence[Compared]) -> dict[Change, int]:
    """How many criteria went each way, all four named."""
    changes = [one.change for one in compared]
    return {change: changes.count(change) for change in Change}


def comparison_sentence(compared: Sequence[Compared]) -> str:
    """The comparison in one sentence for the conclusion of the follow-up, "" where nothing was short."""
    told = [f"{LABELS[change].lower()} {count}" for change, count in tally(compared).items() if count]
    return f"So với lần kiểm tra trước: {', '.join(told)} nội dung." if told else ""
