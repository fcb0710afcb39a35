"""The stories of the inspections under way: where, how, since when, how far, and what was seen there."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID, uuid5

from core import clock
from evaluations.enums import InspectionMode, InspectionState
from evaluations.rules.observing import Attendance, Finding
from vhcv_portal.demo.logins import SHOWN_AGENCY

NAMES = UUID("5f6f0c9e-1847-4a6b-9c1d-0a2b3c4d5e6f")
DIRECTOR = ("Trần Văn Định", "Giám đốc Sở Nội vụ")
TOPIC = "Chấp hành kỷ luật, kỷ cương hành chính và văn hóa công vụ"
ATTENDANCE = Attendance(present=27, on_duty_away=2, in_meeting=1, on_leave=1, unexcused=1)
SEEN = {
    "TP-04": Finding(27, 24, severity="minor", note="Ba người không đeo thẻ khi tiếp công dân."),
    "TP-01": Finding(27, 26),
    "GT-01": Finding(10, 7, note="Hai giao dịch thiếu lời chào, một giao dịch thiếu lời cảm ơn."),
    "GT-03": Finding(10, 9),
    "GT-06": Finding(5, 3, severity="minor", note="Hai cuộc gọi người nghe không xưng tên, cơ quan."),
    "TT-01": Finding(9, 8),
    "TT-06": Finding(27, 1, severity="minor", note="Một người dùng điện thoại việc riêng trong giờ."),
    "CQ-19": Finding(8, 6, note="Chưa có sơ đồ phòng làm việc và lối cho người khuyết tật."),
}


@dataclass(frozen=True, slots=True)
class Story:
    """One inspection: of which office, how, begun how many working days ago, and how far it has come."""

    key: str
    agency: str
    mode: str
    days_ago: int
    until: str
    follows: str = ""


STORIES = (
    Story("ket-luan", "so-tai-chinh", InspectionMode.PLANNED, 28, InspectionState.CONCLUDED),
    Story("bao-cao", "so-y-te", InspectionMode.PLANNED, 11, InspectionState.REPORTED),
    Story("bien-ban", SHOWN_AGENCY, InspectionMode.PLANNED, 3, InspectionState.MINUTED),
    Story("dot-xuat", "so-xay-dung", InspectionMode.UNANNOUNCED, 4, InspectionState.MINUTED),
    Story("tai-cho", "so-cong-thuong", InspectionMode.UNANNOUNCED, 0, InspectionState.ON_SITE),
    Story("bao-truoc", "so-giao-duc-va-dao-tao", InspectionMode.PLANNED, 0, InspectionState.DRAFT),
    Story("bi-mat", "so-nong-nghiep-va-moi-truong", InspectionMode.UNANNOUNCED, 0, InspectionState.DRAFT),
    Story("phuc-tra", "so-tai-chinh", InspectionMode.FOLLOW_UP, 0, InspectionState.DRAFT, "ket-luan"),
)


def name_id(*words: str) -> UUID:
    """The id of a row of the living demonstration, the same for the same words."""
    return uuid5(NAMES, "/".join(words))


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    """That hour of the day in Vietnam."""
    return datetime.combine(day, time(hour, minute), tzinfo=clock.VIETNAM)
