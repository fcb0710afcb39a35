"""The people of one list with their three columns: everything that the bulk table, the meter and Excel show.

A fixed number of queries at any size; points are worked out once, in whole numbers.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from agencies.models import Posting, User
from core import clock
from evaluations.access.judging import Standing, standings
from evaluations.enums import AssessmentState
from evaluations.gather.assessments.owed import posts_owing
from evaluations.gather.reviews.places import Place
from evaluations.gather.sets import LoadedSet, load_set
from evaluations.models import ManagerReview, Period, Review, SampledPerson, SelfAssessment
from evaluations.models.assessments import SENT_STATES
from evaluations.rules.assessments.reviewing import is_late
from evaluations.rules.reviews.columns import Columns, columns_of, points_in_cents, weights_of
from evaluations.rules.reviews.quota import Ranked
from evaluations.rules.reviews.unusual import middle_of, unusual
from evaluations.rules.rounding import from_cents

SHOWN = frozenset(str(state) for state in SENT_STATES)


@dataclass(slots=True)
class Person:
    """One person who owes a form, with what became of it. Points are hundredths, None where there are none.

    ``changed`` counts criteria in which the standing column differs from the person's own.
    """

    post: Posting
    form: SelfAssessment | None = None
    loaded: LoadedSet | None = None
    columns: Columns | None = None
    manager: ManagerReview | None = None
    authority: Review | None = None
    standing: Standing | None = None
    own: int | None = None
    managed: int | None = None
    decided: int | None = None
    changed: int = 0
    late: bool = False
    sampled: bool = False
    unusual: list[str] = field(default_factory=list)

    @property
    def is_sent(self) -> bool:
        """Whether the form was handed in and is not back with the person."""
        return self.form is not None and self.form.state in SHOWN

    @property
    def is_closed_to_reader(self) -> bool:
        """Whether only that the form was sent is told: it is of who lent the reader the role, or was sent
        from another unit before the person came to this one."""
        return self.standing is not None and self.standing.is_unreadable

    @property
    def points(self) -> int | None:
        """The points that hold as things are."""
        for cents in (self.decided, self.managed):
            if cents is not None:
                return cents
        return self.own

    @property
    def move(self) -> str:
        """What the user's part is now: "review", "manage", or nothing."""
        if self.form is None or self.standing is None:
            return ""
        if self.standing.review and self.form.state in (AssessmentState.SUBMITTED, AssessmentState.MANAGED):
            return "review"
        return "manage" if self.standing.manage and self.form.state == AssessmentState.SUBMITTED else ""


def people_of(user: User, period: Period, place: Place) -> list[Person]:
    """Everyone in ``place`` who owes a form in ``period``, by given name; the user leads the place."""
    where = Q(agency__versions__path__startswith=place.path)
    posts = posts_owing(period, where).select_related("staff")
    people = [Person(post) for post in posts.order_by("staff__name_sort", "staff__code", "pk")]
    by_form = {one.post.form_id: one for one in people if one.post.form_id}
    forms = list(SelfAssessment.objects.filter(pk__in=list(by_form)).exclude(state=AssessmentState.DRAFT))
    managers, authorities = _columns(forms)
    rights = standings(user, period, forms)
    sampled = _sampled(period, forms)
    for form in forms:
        by_form[form.pk].standing = rights[form.pk]
        _fill(
            by_form[form.pk],
            form,
            managers.get(form.pk),
            authorities.get(form.pk),
            period,
            sampled,
        )
    middle = middle_of([one.own for one in people if one.own is not None])
    for one in people:
        one.unusual = unusual(one.own, one.managed, middle)
    return people


def _columns(
    forms: Collection[SelfAssessment],
) -> tuple[dict[UUID, ManagerReview], dict[UUID, Review]]:
    seen = [form.pk for form in forms if form.state in SHOWN]
    managers = ManagerReview.objects.filter(pk__in=seen).select_related("reviewer", "signed_for")
    done = [form.pk for form in forms if form.state == AssessmentState.REVIEWED]
    authorities = Review.objects.filter(pk__in=done).select_related("reviewer", "signed_for")
    return {row.pk: row for row in managers}, {row.pk: row for row in authorities}


def _sampled(period: Period, forms: Collection[SelfAssessment]) -> frozenset[tuple[int, int]]:
    """Whom the month's draw took, by agency and person."""
    if not forms:
        return frozenset()
    drawn = SampledPerson.objects.filter(
        draw=period.pk, agency__in={form.agency_id for form in forms}
    ).order_by("pk")
    return frozenset(drawn.values_list("agency_id", "staff_id"))


def _fill(
    person: Person,
    form: SelfAssessment,
    manager: ManagerReview | None,
    authority: Review | None,
    period: Period,
    sampled: frozenset[tuple[int, int]],
) -> None:
    person.form = form
    form.period = period
    sent_on = clock.local_day(form.submitted_at) if form.submitted_at else None
    person.late = is_late(sent_on, period.self_due_on)
    person.sampled = (form.agency_id, form.staff_id) in sampled
    if not person.is_sent or person.is_closed_to_reader:
        return
    person.loaded = load_set(form.criteria_set_id)
    person.manager, person.authority = manager, authority
    weights = weights_of(person.loaded.rules)
    columns = columns_of(form.scores, form.state, _said(manager), _said(authority))
    person.columns = columns
    person.own = points_in_cents(columns.own, weights)
    person.managed = points_in_cents(columns.manager, weights) if columns.manager else None
    person.decided = points_in_cents(columns.authority, weights) if columns.authority else None
    person.changed = sum(mine != theirs for mine, theirs in zip(columns.own, columns.standing, strict=True))


def _said(column: Any) -> dict[str, Any] | None:
    """A column's changes; one that changes nothing is still a column."""
    return None if column is None else column.changes or {}


def ranked(people: Collection[Person]) -> list[Ranked]:
    """The people as the quota's meter takes them."""
    return [
        Ranked(
            person_type=one.post.staff.person_type,
            leads=one.post.is_leader,
            points=None if one.points is None else from_cents(one.points),
            decided=one.decided is not None,
        )
        for one in people
    ]
