"""Who may create, fill in and conclude an inspection (RELIABILITY: the inspection record)."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models import Agency, AgencySuccession, AgencyVersion, Posting
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models import Inspection, TeamMember

if TYPE_CHECKING:
    from agencies.models import User

NOT_AN_INSPECTOR = "Chỉ người đang được giao vai trò kiểm tra mới làm được việc này."
NOT_IN_TEAM = "Chỉ thành viên đoàn kiểm tra mới làm được việc này."
NOT_LEADER = "Chỉ trưởng đoàn kiểm tra mới làm được việc này."
OUT_OF_REACH = "Vai trò kiểm tra của bạn không bao gồm cơ quan này."
OWN_AGENCY = "Bạn đang hoặc đã từng công tác tại cơ quan này nên không được tham gia kiểm tra."

READERS = (Role.INSPECTOR, Role.HOME_AFFAIRS, Role.LEADER, Role.AGENCY_HEAD)


def reads_inspections(user: "User") -> bool:
    """Whether the list of inspections is of use to ``user``: those whose roles may see one."""
    return scope_of(user, clock.today()).has(*READERS)


def own_agencies(user: "User") -> frozenset[int]:
    """Agencies that ``user`` must not inspect: where they work or ever worked, and what those became."""
    if user.staff_id is None:
        return frozenset()
    posts = Posting.objects.filter(staff=user.staff_id).values("agency")
    seats = AgencyVersion.objects.filter(agency__in=posts).values_list("agency", "rated_agency")
    worked = {agency for seat in seats for agency in seat if agency is not None}
    became = AgencySuccession.objects.filter(predecessor__in=worked).values_list("successor", flat=True)
    return frozenset(worked | set(became))


@permission("inspection.create", "Lập cuộc kiểm tra")
def may_create(user: "User", agency: Agency | None) -> Verdict:
    """Inspectors, for an agency within their reach where they have never worked."""
    today = clock.today()
    scope = scope_of(user, today)
    if not scope.has(Role.INSPECTOR):
        return Denied(NOT_AN_INSPECTOR)
    if agency is None:
        return Allowed()
    standing = AgencyVersion.objects.as_of(today).filter(agency=agency).first()
    if standing is None or not scope.covers(standing.path, {Role.INSPECTOR}):
        return Denied(OUT_OF_REACH)
    return Denied(OWN_AGENCY) if agency.pk in own_agencies(user) else Allowed()


@permission("inspection.start", "Bắt đầu kiểm tra")
def may_start(user: "User", inspection: Inspection) -> Verdict:
    """Any member of the team."""
    return _member(user, inspection)


@permission("inspection.record", "Ghi nhận khi kiểm tra")
def may_record(user: "User", inspection: Inspection) -> Verdict:
    """Any member of the team."""
    return _member(user, inspection)


@permission("inspection.conclude", "Kết luận kiểm tra")
def may_conclude(user: "User", inspection: Inspection) -> Verdict:
    """The leader of the team alone."""
    return _member(user, inspection, leading=True)


@permission("inspection.cancel", "Hủy cuộc kiểm tra")
def may_cancel(user: "User", inspection: Inspection) -> Verdict:
    """The leader of the team alone."""
    return _member(user, inspection, leading=True)


def _member(user: "User", inspection: Inspection, *, leading: bool = False) -> Verdict:
    """A post taken in the inspected agency after the team was formed ends the right at once."""
    member = TeamMember.objects.filter(inspection=inspection, user=user).first()
    if member is None:
        return Denied(NOT_IN_TEAM)
    if not scope_of(user, clock.today()).has(Role.INSPECTOR):
        return Denied(NOT_AN_INSPECTOR)
    if leading and member.role != TeamMember.TeamRole.LEADER:
        return Denied(NOT_LEADER)
    return Denied(OWN_AGENCY) if inspection.agency_id in own_agencies(user) else Allowed()
