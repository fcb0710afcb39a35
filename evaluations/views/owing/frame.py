"""What the pages about owing share: the month chosen, the units one leads, words for states."""

from typing import Any

from django.http import Http404, HttpRequest

from core.access import may, require
from evaluations.enums import AssessmentState, Owing
from evaluations.models import Period

PERIODS_OFFERED = 24
WAITING = {
    None: "Chưa bắt đầu",
    AssessmentState.DRAFT.value: "Đang làm, chưa nộp",
    AssessmentState.RETURNED.value: "Được trả lại để sửa",
}
"""Words for a form that was not handed in."""

REASON_LABELS = {
    Owing.ON_LEAVE: "Nghỉ",
    Owing.SHORT_STAY: "Ít ngày",
    Owing.SECONDED_AWAY: "Biệt phái",
    Owing.MOVED_AWAY: "Chuyển đi",
    Owing.LEFT: "Thôi công tác",
}
"""Short headings of the reasons, in the order of every table; their full words are the enum's."""


def months_offered() -> list[Period]:
    """The newest months, newest first."""
    return list(Period.objects.months().newest_first()[:PERIODS_OFFERED])


def chosen_month(request: HttpRequest, months: list[Period]) -> Period | None:
    """The month asked for ("ky"), else the newest open one, else the newest; 404 for an unknown one."""
    text = request.GET.get("ky", "")
    if text:
        found = next((one for one in months if str(one.pk) == text), None)
        if found is None:
            raise Http404
        return found
    still_open = [one for one in months if one.is_open]
    return next(iter([*still_open, *months]), None)


def month_of(request: HttpRequest) -> Period:
    """The month asked for ("ky"), for addresses that make no sense without one; 404 otherwise."""
    period = chosen_month(request, months_offered())
    if period is None:
        raise Http404
    return period


def is_everywhere(request: HttpRequest) -> bool:
    """Whether the page is about every agency ("pham-vi=tinh"), the default of Home Affairs.

    Raises AccessRefused where it was asked for without the right.
    """
    user: Any = request.user
    asked = request.GET.get("pham-vi", "")
    if asked == "tinh":
        require(user, "owing.province")
        return True
    if asked == "cua-toi":
        require(user, "owing.names")
        return False
    return bool(may(user, "owing.province"))


def kept(period: Period, everywhere: bool) -> list[tuple[str, Any]]:
    """What the links of a page carry along: the month and the reach."""
    return [("ky", period.pk), ("pham-vi", "tinh" if everywhere else "cua-toi")]


def choice(months: list[Period], period: Period | None) -> dict[str, Any]:
    """What templates/owing/_month.html reads."""
    return {"months": months, "period": period}
