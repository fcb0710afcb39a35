"""Who may create, fill in and conclude an inspection (RELIABILITY: the inspection record)."""

from typing import TYPE_CHECKING

from django.db.models import Q

from agencies.enums import Role
from agencies.models import Agency, AgencySuccession, AgencyVersion, Posting
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models import Inspection, RelativeDeclaration, TeamMember

if TYPE_CHECKING:
    from agencies.models import User

NOT_AN_INSPECTOR = "Chỉ người đang được giao vai trò kiểm tra mới làm được việc này."
NOT_IN_TEAM = "Chỉ thành viên đoàn kiểm tra mới làm được việc này."
NOT_LEADER = "Chỉ trưởng đoàn kiểm tra mới làm được việc này."
NOT_RELEASED = "Kết quả ghi nhận chỉ xem được sau khi biên bản được ban hành."
OUT_OF_REACH = "Vai trò kiểm tra của bạn không bao gồm cơ quan này."
OWN_AGENCY = (
    "Bạn đang hoặc đã từng công tác tại cơ quan này, hoặc đã khai có người thân công tác ở đây, "
    "nên không được tham gia kiểm tra."
)
NOT_ASSIGNED = "không được phân công tại cơ quan này"
"""Told to others instead of OWN_AGENCY: why is between the inspector and the portal."""

READERS = (Role.INSPECTOR, Role.HOME_AFFAIRS, Role.LEADER, Role.AGENCY_HEAD)


def reads_inspections(user: "User") -> bool:
    """Whether the list of inspections is of use to ``user``: those whose roles may see one."""
    return scope_of(user, clock.today()).has(*READERS)


def own_agencies(user: "User") -> frozenset[int]:
    """Agencies that ``user`` must not inspect, and what those became.

    Where they work or ever worked, and where a relative works whom they declared.
    """
    posts = Posting.objects.filter(staff__isnull=False, staff=user.staff_id).values("agency")
    relatives = RelativeDeclaration.objects.visible_to(user).standing().values("agency")
    involved = Q(agency__in=posts) | Q(agency__in=relatives)
    seats = AgencyVersion.objects.filter(involved).values_list("agency", "rated_agency")
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


@permission("inspection.read_record", "Xem kết quả ghi nhận")
def may_read_record(user: "User", inspection: Inspection) -> Verdict:
    """The team and Home Affairs at any time; the inspected and leaders once it is released to them."""
    readable = Inspection.objects.record_visible_to(user, clock.today()).filter(pk=inspection.pk)
    return Allowed() if readable.exists() else Denied(NOT_RELEASED)


@permission("inspection.issue_minutes", "Ban hành biên bản")
def may_issue_minutes(user: "User", inspection: Inspection) -> Verdict:
    """The leader of the team alone."""
    return _member(user, inspection, leading=True)


@permission("inspection.report", "Báo cáo kết quả kiểm tra")
def may_report(user: "User", inspection: Inspection) -> Verdict:
    """The leader of the team alone."""
    return _member(user, inspection, leading=True)


@permission("inspection.lapse", "Hết hạn kết luận")
def may_lapse(user: "User", inspection: Inspection) -> Verdict:
    """Nobody: the calendar alone does it."""
    return Denied("Việc này do hệ thống thực hiện khi quá hạn, không ai bấm được.")


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
