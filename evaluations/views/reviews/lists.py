"""The list that a page of the heads stands in: which month, place and tab, and who is before and after.

A form is opened from a list and the list travels along in the address (``?ky=…&bo-phan=…&loai=…``), so that
a head goes through three hundred people without going back.
"""

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse

from agencies.models import User
from core import clock
from evaluations.enums import AssessmentState
from evaluations.gather.assessments.owed import posts_owing
from evaluations.gather.reviews.places import Place, chosen_place, is_head_of_agency, places_under
from evaluations.models import Period

SENT, MANAGED = AssessmentState.SUBMITTED.value, AssessmentState.MANAGED.value
RETURNED, DECIDED = AssessmentState.RETURNED.value, AssessmentState.REVIEWED.value
NOT_SENT = (None, AssessmentState.DRAFT.value)
PERIODS_OFFERED = 24

Tabs = dict[str, tuple[str, tuple[str | None, ...]]]
FOR_DECIDERS: Tabs = {
    "cho": ("Chờ quyết định", (SENT, MANAGED)),
    "chua": ("Chưa nộp", NOT_SENT),
    "tra": ("Đã trả lại", (RETURNED,)),
    "xong": ("Đã quyết định", (DECIDED,)),
    "tat-ca": ("Tất cả", (*NOT_SENT, SENT, MANAGED, RETURNED, DECIDED)),
}
FOR_MANAGERS: Tabs = {
    "cho": ("Chờ nhận xét", (SENT,)),
    "thay": ("Đã nhận xét, chờ quyết định", (MANAGED,)),
    "chua": ("Chưa nộp", NOT_SENT),
    "tra": ("Đã trả lại", (RETURNED,)),
    "xong": ("Đã quyết định", (DECIDED,)),
    "tat-ca": ("Tất cả", (*NOT_SENT, SENT, MANAGED, RETURNED, DECIDED)),
}
"""The parts of the list by their name in the address, each with the states that it holds."""


def tabs_for(user: User) -> Tabs:
    """The tabs of a head of an agency, or of one who heads units only."""
    return FOR_DECIDERS if is_head_of_agency(user) else FOR_MANAGERS


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address asks for, made sound."""

    period: Period
    place: Place | None
    places: list[Place]
    tabs: Tabs
    tab: str

    @property
    def states(self) -> tuple[str | None, ...]:
        """The states of the tab."""
        return self.tabs[self.tab][1]

    def address(self, tab: str = "") -> str:
        """The query that leads back here."""
        place = self.place.agency_id if self.place else ""
        return urlencode({"ky": self.period.pk, "bo-phan": place, "loai": tab or self.tab})


def offered_periods() -> list[Period]:
    """The months to choose from, newest first."""
    return list(Period.objects.months().newest_first()[:PERIODS_OFFERED])


def chosen_period(periods: list[Period], text: str) -> Period | None:
    """The period asked for, else the month just ended while due, else the newest open, else the newest."""
    today = clock.today()
    asked = [period for period in periods if str(period.pk) == text]
    still_open = [period for period in periods if period.is_open]
    due = [period for period in still_open if period.ends_on <= today <= period.review_due_on]
    return next(iter([*asked, *due, *still_open, *periods]), None)


def chosen(request: HttpRequest, period: Period) -> Chosen:
    """The list that the request's address names (of a POST: its form's hidden fields)."""
    user: User = request.user  # type: ignore[assignment]
    data = request.POST if request.method == "POST" else request.GET
    places = places_under(user, period)
    tabs = tabs_for(user)
    tab = data.get("loai", "")
    return Chosen(
        period,
        chosen_place(user, places, data.get("bo-phan", "")),
        places,
        tabs,
        tab if tab in tabs else "cho",
    )


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where a form stands in its list: forms before and after, its number (0: no longer in it), how many."""

    before: UUID | None
    after: UUID | None
    number: int
    count: int


def neighbours(listed: Chosen, form_id: UUID) -> Neighbours:
    """The forms around ``form_id``, in the order of the list; after one that has left it, the first."""
    ids = form_ids(listed)
    if form_id not in ids:
        return Neighbours(None, ids[0] if ids else None, 0, len(ids))
    at = ids.index(form_id)
    before = ids[at - 1] if at else None
    return Neighbours(before, ids[at + 1] if at + 1 < len(ids) else None, at + 1, len(ids))


def form_ids(listed: Chosen) -> list[UUID]:
    """The sent forms of the list in its order (one query)."""
    if listed.place is None:
        return []
    states = [state for state in listed.states if state not in NOT_SENT]
    posts = posts_owing(listed.period, Q(agency__versions__path__startswith=listed.place.path))
    posts = posts.filter(form_state__in=states).order_by("staff__name_sort", "staff__code", "pk")
    return list(posts.values_list("form_id", flat=True))


def form_address(form_id: UUID, listed: Chosen) -> str:
    """A form's page within its list."""
    return f"{reverse('review_detail', args=[form_id])}?{listed.address()}"


def list_address(listed: Chosen) -> str:
    """The list itself."""
    return f"{reverse('review_list')}?{listed.address()}"
