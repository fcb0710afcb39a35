"""Who opens the anonymous survey, who answers it, and who reads what it came to."""

from typing import TYPE_CHECKING

from agencies.enums import Role
from agencies.models.scope import scope_of
from core import clock
from core.access import Allowed, Denied, Verdict, permission
from evaluations.models import Survey
from evaluations.models.results import RESULT_READERS
from evaluations.models.surveys import LEADERSHIP

if TYPE_CHECKING:
    from agencies.models import User

NOT_HOME_AFFAIRS = "Khảo sát ẩn danh do quản trị Sở Nội vụ mở."
NOT_STAFF = "Chỉ người đang công tác tại cơ quan được hỏi mới trả lời khảo sát này."
LEADS = "Khảo sát hỏi cấp dưới về lãnh đạo cơ quan nên người đứng đầu và cấp phó không trả lời."


@permission("survey.open", "Mở khảo sát ẩn danh")
def may_open(user: "User", _nothing: object) -> Verdict:
    """Home Affairs alone."""
    allowed = scope_of(user, clock.today()).has(Role.HOME_AFFAIRS)
    return Allowed() if allowed else Denied(NOT_HOME_AFFAIRS)


@permission("survey.answer", "Trả lời khảo sát ẩn danh")
def may_answer(user: "User", survey: Survey) -> Verdict:
    """Whoever works in the agency today, its leadership excepted."""
    scope = scope_of(user, clock.today())
    posts = [held.role for held in scope.workplaces if held.rated_agency_id == survey.agency_id]
    if survey.agency_id in scope.agencies_with(Role.AGENCY_HEAD) or any(post in LEADERSHIP for post in posts):
        return Denied(LEADS)
    return Allowed() if posts else Denied(NOT_STAFF)


@permission("survey.read_result", "Xem kết quả khảo sát ẩn danh")
def may_read_result(user: "User", survey: Survey) -> Verdict:
    """The province's readers, the agency's head, and those who work there."""
    today = clock.today()
    scope = scope_of(user, today)
    if scope.has(*RESULT_READERS) or survey.agency_id in scope.agencies_with(Role.AGENCY_HEAD):
        return Allowed()
    works = any(held.rated_agency_id == survey.agency_id for held in scope.workplaces)
    return Allowed() if works else Denied(NOT_STAFF)
