"""Closed lists of the evaluation domain: stored codes are short English, labels are what the screen shows."""

from django.db.models import TextChoices


class Measure(TextChoices):
    """How a criterion turns what was seen into a value in [0, 1] (S2)."""

    RATIO = "ratio", "Tỷ lệ đạt"
    BOOLEAN = "yes_no", "Có hoặc không"
    SCALE = "scale", "Thang điểm 0–10"
    LEVELS = "levels", "Các mức có điểm"
    DEDUCTION = "deduction", "Trừ theo vụ việc đã xác minh"
    COUNT_DEDUCT = "count_deduct", "Trừ theo lượt vi phạm quan sát"
    CITIZEN_5 = "citizen_mean", "Điểm trung bình của người dân (1–5)"
    SURVEY_5 = "survey_mean", "Điểm trung bình khảo sát (1–5)"
    CHECKLIST = "checklist", "Danh mục kiểm tra"
    BONUS = "bonus", "Điểm thưởng có minh chứng"
    COUNT = "count", "Số lượng so với mức cần đạt"


class Source(TextChoices):
    """Who speaks about a criterion (S1); the order is the order of every breakdown."""

    INSPECTION = "inspection", "Kiểm tra"
    SELF_ASSESSMENT = "self_assessment", "Tự đánh giá"
    REVIEW = "review", "Người đứng đầu đánh giá"
    CITIZEN = "citizen", "Người dân"
    REGISTER = "register", "Sổ theo dõi, dữ liệu"


class AppliesTo(TextChoices):
    """Whom a criterion is about; ``agency`` criteria are not asked of people."""

    ALL = "all", "Mọi người"
    LEADERS = "leaders", "Người giữ chức vụ lãnh đạo"
    COUNTER = "counter", "Người trực tiếp tiếp công dân"
    NO_COUNTER = "no_counter", "Người không trực tiếp tiếp công dân"
    UNIFORM = "uniform", "Người mặc trang phục ngành"
    AGENCY = "agency", "Cơ quan, đơn vị"


class NotApplicable(TextChoices):
    """What happens to the points of a criterion that does not apply (S5)."""

    FULL_MARKS = "full_marks", "Tính điểm tối đa"
    REDISTRIBUTE = "redistribute", "Chia đều trong nhóm"
    LEAVE_OUT = "leave_out", "Bỏ khỏi mẫu số"


class SetState(TextChoices):
    """Life of a criteria set; a published set is never edited."""

    DRAFT = "draft", "Dự thảo"
    PUBLISHED = "published", "Đã ban hành"
    RETIRED = "retired", "Đã thôi áp dụng"


class PeriodKind(TextChoices):
    """Length of an assessment period."""

    MONTH = "month", "Tháng"
    QUARTER = "quarter", "Quý"
    YEAR = "year", "Năm"


class PeriodState(TextChoices):
    """Life of an assessment period; a closed period never changes (S15)."""

    SCHEDULED = "scheduled", "Chưa mở"
    OPEN = "open", "Đang mở"
    CLOSED = "closed", "Đã chốt"


class InspectionMode(TextChoices):
    """Kind of an inspection."""

    PLANNED = "planned", "Theo kế hoạch"
    UNANNOUNCED = "unannounced", "Đột xuất"
    THEMATIC = "thematic", "Chuyên đề"
    FOLLOW_UP = "follow_up", "Phúc tra"


class InspectionState(TextChoices):
    """Life of an inspection; only a concluded one counts in a score."""

    DRAFT = "draft", "Đang chuẩn bị"
    ON_SITE = "on_site", "Đang kiểm tra"
    CONCLUDED = "concluded", "Đã kết luận"
    CANCELLED = "cancelled", "Đã hủy"


class AssessmentState(TextChoices):
    """Life of a self-assessment form; codes are short because a row is kept per person and month."""

    DRAFT = "draft", "Đang làm"
    SUBMITTED = "sent", "Đã nộp"
    RETURNED = "back", "Trả lại"
    REVIEWED = "done", "Đã nhận xét"


class Confidence(TextChoices):
    """How much evidence stands behind a score (S10)."""

    A = "A", "A – nhiều bằng chứng"
    B = "B", "B – bằng chứng vừa phải"
    C = "C", "C – ít bằng chứng"


class Grade(TextChoices):
    """Grades of every shipped set (S9); the last three belong to Circular 01/2018/TT-VPCP only."""

    EXCELLENT = "excellent", "Xuất sắc"
    GOOD = "good", "Tốt"
    COMPLETED = "completed", "Đạt"
    NOT_COMPLETED = "not_completed", "Chưa đạt"
    NOT_GRADED = "not_graded", "Chưa xếp loại"
    FAIR = "fair", "Khá"
    AVERAGE = "average", "Trung bình"
    WEAK = "weak", "Yếu"


class Severity(TextChoices):
    """Weight of a finding; a confirmed critical one caps the grade (S8)."""

    NONE = "none", "Không vi phạm"
    MINOR = "minor", "Nhẹ"
    MAJOR = "major", "Nặng"
    CRITICAL = "critical", "Đặc biệt nghiêm trọng"
