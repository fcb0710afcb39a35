"""Whose right a head uses on a form: an own role or a lent one, for the manager's column or the decision.

Rights follow the post held now over where the unit stood on the period's last day (RELIABILITY 2.3.2). A
lent right never reaches the giver's own form, nor anybody their own.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from agencies.enums import Position, Role
from agencies.models import AgencyVersion, Delegation, Posting, RoleGrant
from core import clock
from core.access import Allowed, Denied, Verdict
from evaluations.models import Period, SelfAssessment
from evaluations.models.assessments import REVIEWERS

if TYPE_CHECKING:
    from agencies.models import User

HEADS = (Position.HEAD, Position.UNIT_HEAD)
OWN = "Không ai tự nhận xét phiếu của chính mình; cấp trên trực tiếp làm việc này."
NOT_A_HEAD = "Chỉ thủ trưởng cơ quan hoặc trưởng bộ phận mới nhận xét phiếu."
OUT_OF_REACH = "Người này không thuộc bộ phận do bạn phụ trách."
BY_THE_SUPERIOR = "Phiếu của người đứng đầu do cấp trên trực tiếp nhận xét."
OF_THE_GIVER = "Bạn đang được ủy quyền bởi chính người này nên không nhận xét, quyết định phiếu của họ."
BY_THE_AGENCY_HEAD = "Thủ trưởng cơ quan quyết định; trưởng bộ phận cho nhận xét trước."
BY_THE_UNIT_HEAD = "Nhận xét bước đầu do trưởng bộ phận của người này thực hiện."


class Right(NamedTuple):
    """A head's role over an agency, one's own (``giver`` None) or lent by a user who is a certain person."""

    role: str
    agency_id: int
    giver: int | None = None
    giver_staff: int | None = None

    @property
    def is_own(self) -> bool:
        """Whether the user holds the role themselves."""
        return self.giver is None


@dataclass(frozen=True, slots=True)
class Standing:
    """What a user may do with one form, and by which right."""

    manage: Verdict
    review: Verdict
    manage_right: Right | None = None
    review_right: Right | None = None

    @property
    def is_unreadable(self) -> bool:
        """Whether the form is not the user's to read either: of who lent the right, or of another's unit."""
        return self.reason in (OF_THE_GIVER, OUT_OF_REACH)

    @property
    def reason(self) -> str:
        """Why the user neither gives the manager's column nor decides; empty if they may do either."""
        if self.review or self.manage:
            return ""
        return getattr(self.review, "reason", "")


def rights_of(user: "User", on: date) -> tuple[Right, ...]:
    """The head's roles that ``user`` holds or borrows on ``on``; kept on the user for one request."""
    kept = getattr(user, "_head_rights", None)
    if kept is None or kept[0] != on:
        kept = user._head_rights = (on, _rights(user, on))  # type: ignore[attr-defined]
    found: tuple[Right, ...] = kept[1]
    return found


def _rights(user: "User", on: date) -> tuple[Right, ...]:
    if not user.is_active:
        return ()
    own = RoleGrant.objects.as_of(on).filter(user=user, role__in=REVIEWERS).order_by("agency_id")
    lent = Delegation.objects.living(on).filter(receiver=user, role__in=REVIEWERS).order_by("pk")
    return (
        *(Right(*row) for row in own.values_list("role", "agency_id")),
        *(Right(*row) for row in lent.values_list("role", "agency_id", "giver_id", "giver__staff_id")),
    )


def standings(user: "User", period: Period, forms: Collection[SelfAssessment]) -> dict[UUID, Standing]:
    """What ``user`` may do with each of several forms of one period, by a fixed number of queries."""
    on = period.last_day
    rights = rights_of(user, clock.today())
    if not rights:
        return {form.pk: _refused(OWN if form.staff_id == user.staff_id else NOT_A_HEAD) for form in forms}
    units = {form.unit_id for form in forms}
    versions = AgencyVersion.objects.as_of(on).filter(agency__in=units).order_by("agency_id")
    paths = dict(versions.values_list("agency_id", "path"))
    led_by = _heads_of(units, on)
    return {
        form.pk: _standing(
            user, form, rights, paths.get(form.unit_id, ""), (form.unit_id, form.staff_id) in led_by
        )
        for form in forms
    }


def _heads_of(units: Collection[int], on: date) -> set[tuple[int, int]]:
    """Who heads which unit on a day, by post or by role."""
    posts = Posting.objects.as_of(on).filter(agency__in=units, position__in=HEADS).order_by("id")
    roles = RoleGrant.objects.as_of(on).filter(
        agency__in=units, role__in=REVIEWERS, user__staff__isnull=False
    )
    return {*posts.values_list("agency_id", "staff_id"), *roles.values_list("agency_id", "user__staff_id")}


def _standing(
    user: "User", form: SelfAssessment, rights: Iterable[Right], path: str, is_head: bool
) -> Standing:
    """``is_head``: the person heads the unit of their form, which then waits for whoever stands above it."""
    if form.staff_id == user.staff_id:
        return _refused(OWN)
    above = path.removesuffix(f"{form.unit_id}/") if is_head else path
    over = [right for right in rights if f"/{right.agency_id}/" in path]
    usable = [
        right
        for right in over
        if f"/{right.agency_id}/" in above and (right.is_own or right.giver_staff != form.staff_id)
    ]
    review = _best(usable, Role.AGENCY_HEAD, above)
    manage = _best(usable, Role.UNIT_HEAD, above)
    if review or manage:
        return Standing(
            Allowed() if manage else Denied(BY_THE_UNIT_HEAD),
            Allowed() if review else Denied(BY_THE_AGENCY_HEAD),
            manage,
            review,
        )
    if not over:
        return _refused(OUT_OF_REACH)
    given = any(right.giver_staff == form.staff_id for right in over if not right.is_own)
    return _refused(OF_THE_GIVER if given else BY_THE_SUPERIOR)


def _best(rights: Iterable[Right], role: Role, path: str) -> Right | None:
    """One's own right before a lent one, the nearest agency first."""
    found = [right for right in rights if right.role == role]
    return max(found, key=lambda right: (right.is_own, path.index(f"/{right.agency_id}/")), default=None)


def _refused(reason: str) -> Standing:
    return Standing(Denied(reason), Denied(reason))
