"""Who may record on a phone, send what it recorded, and take over what a colleague left on it."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, may, permission
from evaluations.access.inspections import NOT_AN_INSPECTOR, NOT_IN_TEAM
from evaluations.models import CaptureDevice, CaptureDownload, Inspection, TeamMember

if TYPE_CHECKING:
    from agencies.models import User

OTHER_USER = "Máy này đang giữ dữ liệu của {name}. Hãy đăng nhập đúng tài khoản đó để gửi."
REVOKED = "Máy này đã bị thu hồi quyền ghi nhận. Dữ liệu còn trên máy được giữ để bàn giao cho trưởng đoàn."
STILL_WORKING = "Người ghi vẫn đang làm việc nên chỉ người đó gửi được bản ghi của mình."


def is_cut_off(device: CaptureDevice) -> bool:
    """Whether the device may send no more by itself: revoked, its user disabled or no longer an inspector."""
    return device.revoked_at is not None or not bool(may(device.user, "capture.use"))


@permission("capture.use", "Dùng ứng dụng ghi nhận tại chỗ")
def may_use(user: "User", _thing: object) -> Verdict:
    """Whoever holds the role of inspector today."""
    return Allowed() if scope_of(user, clock.today()).has(Role.INSPECTOR) else Denied(NOT_AN_INSPECTOR)


@permission("capture.send", "Gửi bản ghi tại chỗ của mình")
def may_send(user: "User", inspection: Inspection) -> Verdict:
    """An inspector on the team, or one who was when the visit was taken along on their phone."""
    verdict = may_use(user, None)
    if not verdict:
        return verdict
    if was_on_team(user, inspection):
        return Allowed()
    return Denied(NOT_IN_TEAM)


def was_on_team(user: "User", inspection: Inspection) -> bool:
    """Whether the user is on the team, or was when the visit was downloaded."""
    if TeamMember.objects.filter(inspection=inspection, user=user).exists():
        return True
    return CaptureDownload.objects.filter(inspection=inspection, device__user=user).exists()


@permission("capture.revoke", "Thu hồi máy ghi nhận")
def may_revoke(user: "User", download: CaptureDownload) -> Verdict:
    """The leader of a visit that the phone took along, and whoever uses the phone."""
    if download.device.user_id == user.pk:
        return Allowed()
    return may(user, "inspection.issue_minutes", download.inspection)


@permission("capture.take_over", "Nhận bàn giao bản ghi trên máy")
def may_take_over(user: "User", inspection: Inspection) -> Verdict:
    """The leader of the team, as for cancelling and concluding."""
    return may(user, "inspection.issue_minutes", inspection)
