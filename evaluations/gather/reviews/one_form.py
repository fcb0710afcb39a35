"""One form before its head: the columns with their authors, the answers of the person, what followed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from agencies.enums import Role
from agencies.gather.acting import month_head
from agencies.models import User
from core import clock
from evaluations.access.assessments import standing_of
from evaluations.access.judging import Standing
from evaluations.enums import AssessmentState, CorrectionState, ReopenState
from evaluations.gather.assessments.transfers import NoteRow, notes_about
from evaluations.gather.reviews.signing import Signing, signings
from evaluations.gather.sets import load_set
from evaluations.models import (
    Appeal,
    Correction,
    ManagerReview,
    Period,
    ReopenRequest,
    Review,
    ReviewReply,
    SelfAssessment,
)
from evaluations.rules.reviews.columns import Columns, columns_of, points, weights_of

WAITING = (AssessmentState.SUBMITTED, AssessmentState.MANAGED)


@dataclass(frozen=True, slots=True)
class FormBefore:
    """A form with all that a head reads of it. ``returned`` is the word with which it last came back.

    ``has_manager``: somebody heads the unit now. ``signing`` tells in which capacity the user would sign,
    None where they may not.
    """

    form: SelfAssessment
    columns: Columns
    weights: tuple[int, ...]
    manager: ManagerReview | None
    authority: Review | None
    returned: Review | None
    standing: Standing
    signing: Signing | None
    signed_for: User | None
    month_heads: list[User]
    has_manager: bool
    replies: list[ReviewReply]
    appeal: Appeal | None
    reopenings: list[ReopenRequest]
    transfer_notes: list[NoteRow] = field(default_factory=list)
    """What an agency that the person left in the month says of them."""

    is_hidden: bool = False
    """Whether the answers are the person's alone again: a returned form is a draft until it is sent."""

    waits_for_correction: bool = False
    """Whether an appeal was upheld after the month had closed and nobody has decided its correction (S15)."""

    @property
    def move(self) -> str:
        """What the user's part is now: "review", "manage", or nothing."""
        if self.form.state not in WAITING:
            return ""
        if self.standing.review:
            return "review"
        return "manage" if self.standing.manage and self.form.state == AssessmentState.SUBMITTED else ""

    @property
    def may_ask_reopen(self) -> bool:
        """Whether a request to open the form again may be made now by a head."""
        waits = any(one.state == ReopenState.OPEN for one in self.reopenings)
        return self.form.state == AssessmentState.REVIEWED and self.form.period.is_open and not waits

    def points_of(self, column: tuple[int | None, ...] | None) -> Decimal | None:
        """A column in points of 100."""
        return None if column is None or self.is_hidden else points(column, self.weights)


def form_before(user: User, form: SelfAssessment) -> FormBefore:
    """Everything about one visible form (a fixed number of queries)."""
    manager = ManagerReview.objects.filter(pk=form.pk).select_related("reviewer", "signed_for").first()
    review = Review.objects.filter(pk=form.pk).select_related("reviewer", "signed_for").first()
    done = form.state == AssessmentState.REVIEWED
    authority = review if done else None
    standing = standing_of(user, form)
    right = standing.review_right or standing.manage_right
    signing = signings(user, [right], form.period.last_day)[right] if right else None
    people = User.objects.filter(pk=signing.signed_for) if signing and signing.signed_for else None
    rules = load_set(form.criteria_set_id).rules
    appeal = Appeal.objects.filter(assessment=form).select_related("decided_by", "signed_for").first()
    return FormBefore(
        form=form,
        columns=columns_of(form.scores, form.state, _said(manager), _said(authority)),
        weights=weights_of(rules),
        manager=manager if form.state in (AssessmentState.MANAGED, AssessmentState.REVIEWED) else None,
        authority=authority,
        returned=review if form.state == AssessmentState.RETURNED else None,
        standing=standing,
        signing=signing,
        signed_for=people.first() if people is not None else None,
        month_heads=list(month_head(form.agency_id, form.period.last_day, Role.AGENCY_HEAD)),
        has_manager=form.unit_id != form.agency_id
        and month_head(form.unit_id, clock.today(), Role.UNIT_HEAD).exclude(staff=form.staff_id).exists(),
        replies=list(form.replies.select_related("author").order_by("written_at", "pk")),
        appeal=appeal,
        reopenings=list(form.reopenings.select_related("asked_by", "decided_by").order_by("asked_at", "pk")),
        transfer_notes=notes_about(form.period, form.staff_id),
        is_hidden=form.state == AssessmentState.RETURNED and form.staff_id != user.staff_id,
        waits_for_correction=appeal is not None and bool(still_waiting([(appeal, form.period)])),
    )


def waits_for_correction(appeal: Appeal, period: Period) -> bool:
    """Whether an appeal's changes moved no figure, for they came once the month had closed (S15)."""
    closed = period.closed_at
    return bool(appeal.changes and appeal.decided_at and closed and appeal.decided_at >= closed)


def still_waiting(appeals: Iterable[tuple[Appeal, Period]]) -> set[UUID]:
    """Of these appeals those whose correction nobody has decided yet (at most one query)."""
    late = {f"evaluations.appeal:{one.pk}": one.pk for one, of in appeals if waits_for_correction(one, of)}
    if not late:
        return set()
    decided = Correction.objects.filter(origin__in=late).exclude(state=CorrectionState.ASKED)
    return set(late.values()) - {late[origin] for origin in decided.values_list("origin", flat=True)}


def _said(column: ManagerReview | Review | None) -> dict[str, Any] | None:
    return None if column is None else column.changes or {}
