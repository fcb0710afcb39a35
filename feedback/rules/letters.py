"""Apologies for dossiers that are late (NĐ 61/2018/NĐ-CP Điều 19.9; TT 01/2018/TT-VPCP, form 04): pure.

The law: at the latest one day before the term expires the applicant is sent a letter that says why,
apologises and names a new day; the day is named anew once and no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from core.dates import add_working_days, format_day, is_working_day, working_days_before

AHEAD = 2
"""Working days ahead within which a dossier that is not finished owes an apology."""

ARTICLE = "NĐ 61/2018/NĐ-CP Điều 19.9"
FINISHED_IN_TIME = "Hồ sơ đã trả đúng hạn nên không phải xin lỗi."
ONCE_ONLY = f"Hồ sơ này đã có thư xin lỗi và chỉ được hẹn lại một lần ({ARTICLE}). Hãy trả kết quả ngay."
NAME_A_DAY = "Hãy ghi ngày hẹn lại: hồ sơ chưa trả thì thư phải hẹn ngày mới."
NO_DAY = "Hồ sơ đã trả rồi nên không hẹn lại. Hãy để trống ngày hẹn lại."
NOT_AFTER = "Ngày hẹn lại phải sau ngày hẹn cũ ({day})."
NOT_PAST = "Ngày hẹn lại phải sau hôm nay."


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """What the rules read of a dossier: its appointed day, the day it was handed out, apologies issued."""

    due_on: date
    finished_on: date | None = None
    apologies: int = 0


class Sending(NamedTuple):
    """One apology that was issued: the day it was sent (None: not yet) and the day that it names anew."""

    sent_on: date | None
    new_due_on: date | None


class Standing(StrEnum):
    """How a dossier stands with regard to its apology."""

    NOT_YET = "not_yet"
    SOON = "soon"
    LAST_DAY = "last_day"
    TOO_LATE = "too_late"
    PROMISED = "promised"
    BROKEN = "broken"
    FINISHED_LATE = "finished_late"
    FINISHED = "finished"


OWING = frozenset({Standing.SOON, Standing.LAST_DAY, Standing.TOO_LATE})
"""Standings in which somebody has an apology to write now."""


def last_lawful_day(due_on: date) -> date:
    """The last day on which the apology may be sent: one day before the term expires (Điều 19.9)."""
    return due_on - timedelta(days=1)


def last_working_day(due_on: date) -> date:
    """The last day at work on which it can still be sent in time."""
    day = last_lawful_day(due_on)
    return day if is_working_day(day) else working_days_before(day, 1)


def is_in_time(sent_on: date, due_on: date) -> bool:
    """Whether an apology of that day is lawful."""
    return sent_on <= last_lawful_day(due_on)


def is_overdue(due_on: date, finished_on: date | None, today: date) -> bool:
    """Whether a dossier is late: handed out after the appointed day, or not at all though it has passed."""
    return (finished_on or today) > due_on


def is_lawful(due_on: date, letters: Sequence[Sending]) -> bool:
    """CQ-13: one apology and no more, sent in time. One that was issued but never sent is none."""
    sent = [one for one in letters if one.sent_on is not None]
    return (
        len(sent) == 1 == len(letters) and sent[0].sent_on is not None and is_in_time(sent[0].sent_on, due_on)
    )


def owed_until(today: date) -> date:
    """The last appointed day of the dossiers that owe an apology on ``today``, if they are not finished."""
    return add_working_days(today, AHEAD)


def standing(dossier: DossierFacts, new_due_on: date | None, today: date) -> Standing:
    """How a dossier stands today; ``new_due_on`` is the day that its apology names."""
    if dossier.finished_on is not None:
        late = dossier.finished_on > dossier.due_on and not dossier.apologies
        return Standing.FINISHED_LATE if late else Standing.FINISHED
    if dossier.apologies:
        return Standing.BROKEN if new_due_on is not None and new_due_on < today else Standing.PROMISED
    last = last_lawful_day(dossier.due_on)
    if today > last:
        return Standing.TOO_LATE
    if today >= last_working_day(dossier.due_on):
        return Standing.LAST_DAY
    return Standing.SOON if dossier.due_on <= owed_until(today) else Standing.NOT_YET


def apology_problems(dossier: DossierFacts, new_due_on: date | None, today: date) -> dict[str, str]:
    """What keeps an apology from being issued, by field ("" for the whole); late is allowed and says so."""
    finished = dossier.finished_on
    if finished is not None and finished <= dossier.due_on:
        return {"": FINISHED_IN_TIME}
    if dossier.apologies:
        return {"": ONCE_ONLY}
    if finished is not None:
        return {"new_due_on": NO_DAY} if new_due_on is not None else {}
    if new_due_on is None:
        return {"new_due_on": NAME_A_DAY}
    if new_due_on <= dossier.due_on:
        return {"new_due_on": NOT_AFTER.format(day=format_day(dossier.due_on))}
    return {"new_due_on": NOT_PAST} if new_due_on <= today else {}


class LateDossier(NamedTuple):
    """A dossier with its letters, as the count of a month reads it."""

    due_on: date
    finished_on: date | None
    letters: tuple[Sending, ...]


def apologies_of(dossiers: Sequence[LateDossier], today: date) -> tuple[int, int]:
    """CQ-13 of a month: (k with a lawful apology, n overdue); what was handed out in time is not counted."""
    late = [one for one in dossiers if is_overdue(one.due_on, one.finished_on, today)]
    return sum(is_lawful(one.due_on, one.letters) for one in late), len(late)
