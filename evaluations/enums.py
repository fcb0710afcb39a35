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


class Sharing(TextChoices):
    """How the points of a group are shared among its criteria, where not by the points of each."""

    EQUAL = "equal", "Chia đều cho các tiêu chí áp dụng"


class SignStep(TextChoices):
    """Rungs of the ladder by which a month's result is signed before it is closed."""

    UNIT = "unit", "Phòng, bộ phận"
    AGENCY = "agency", "Thủ trưởng cơ quan"
    HOME_AFFAIRS = "home", "Sở Nội vụ"


class ObjectionState(TextChoices):
    """Life of an agency's objection to its provisional result."""

    OPEN = "open", "Chờ trả lời"
    UPHELD = "upheld", "Chấp nhận"
    PARTLY = "partly", "Chấp nhận một phần"
    REJECTED = "rejected", "Không chấp nhận"


class LineKind(TextChoices):
    """What a line of a closed period's snapshot holds, in the order in which they stand."""

    SET = "set", "Bộ tiêu chí"
    TREE = "tree", "Cây tổ chức"
    OWED = "owed", "Người phải nộp phiếu"
    INPUTS = "inputs", "Đầu vào"
    RESULT = "result", "Kết quả"
    SUMMARY = "summary", "Tổng hợp tỉnh"


class CorrectionCause(TextChoices):
    """Why a closed period is corrected (S15)."""

    LATE_FACT = "late_fact", "Sự việc biết sau khi chốt"
    LATE_VISIT = "late_visit", "Bản ghi kiểm tra về sau khi chốt"
    APPEAL = "appeal", "Kiến nghị được chấp nhận"
    LATE_CASE = "late_case", "Phản ánh có kết luận sau khi chốt"
    ERROR = "error", "Sai sót khi nhập hoặc tính"


class CorrectionState(TextChoices):
    """Life of a correction: one asks, another decides; a granted one is a new snapshot."""

    ASKED = "asked", "Chờ quyết định"
    GRANTED = "granted", "Đã điều chỉnh"
    REFUSED = "refused", "Không điều chỉnh"


class ReleaseState(TextChoices):
    """Life of a ranking's release: shown to the agencies first, then released by a second person."""

    PREVIEW = "preview", "Cơ quan xem trước"
    RELEASED = "released", "Đã công bố"
    WITHDRAWN = "withdrawn", "Đã rút"


class InspectionMode(TextChoices):
    """Kind of an inspection."""

    PLANNED = "planned", "Theo kế hoạch"
    UNANNOUNCED = "unannounced", "Đột xuất"
    THEMATIC = "thematic", "Chuyên đề"
    FOLLOW_UP = "follow_up", "Phúc tra"


class InspectionState(TextChoices):
    """Life of an inspection; only a concluded one counts in a score.

    ``minuted``: the signed minutes are issued and the inspected agency may explain. ``lapsed``: the
    inspectorate let its own date pass, so nothing that was found counts.
    """

    DRAFT = "draft", "Đang chuẩn bị"
    ON_SITE = "on_site", "Đang kiểm tra"
    MINUTED = "minuted", "Đã lập biên bản"
    REPORTED = "reported", "Đã báo cáo kết quả"
    CONCLUDED = "concluded", "Đã kết luận"
    LAPSED = "lapsed", "Hết hạn kết luận"
    CANCELLED = "cancelled", "Đã hủy"


class PlanState(TextChoices):
    """Life of an inspection plan; the inspected read their own announced lines once it is issued."""

    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"


class LineState(TextChoices):
    """Life of a line of the plan."""

    PLANNED = "planned", "Chưa thực hiện"
    ORDERED = "ordered", "Đã có quyết định"
    DROPPED = "dropped", "Không thực hiện"


class DocumentKind(TextChoices):
    """Official documents of an inspection; each kind has its own register and numbers by year."""

    NOTICE = "notice", "Thông báo kiểm tra"
    MINUTES = "minutes", "Biên bản kiểm tra"
    ADDENDUM = "addendum", "Phụ lục biên bản"
    REPORT = "report", "Báo cáo kết quả kiểm tra"
    CONCLUSION = "conclusion", "Thông báo kết luận kiểm tra"


class RecordKind(TextChoices):
    """What a phone sends about a visit; each record says one thing and is never changed."""

    START = "start", "Bắt đầu"
    HEADCOUNT = "headcount", "Điểm danh"
    OBSERVATION = "observation", "Ghi nhận"
    PHOTO = "photo", "Ảnh"
    SIGNATURE = "signature", "Chữ ký"
    FINISH = "finish", "Kết thúc tại chỗ"


class RecordState(TextChoices):
    """What became of a record that was received; all of them are kept."""

    APPLIED = "applied", "Đã ghi vào cuộc kiểm tra"
    HELD = "held", "Đang chờ bản ghi trước nó"
    CONFLICT = "conflict", "Khác với ghi nhận của người khác"
    SUPERSEDED = "superseded", "Đã có bản ghi sau thay thế"
    REFUSED = "refused", "Không hợp lệ"
    LATE = "late", "Đến sau khi đã lập biên bản"


class PhotoState(TextChoices):
    """How far a photograph has come: received in pieces, whole, then drawn anew in the background."""

    RECEIVING = "receiving", "Đang nhận"
    STORED = "stored", "Đã nhận đủ"
    DRAWN = "drawn", "Đã kiểm tra"
    REFUSED = "refused", "Không phải ảnh"


class ExplanationVerdict(TextChoices):
    """What the team decided; ``silent``: its date passed without an answer, so the finding lapses."""

    ACCEPTED = "accepted", "Chấp nhận"
    PARTLY = "partly", "Chấp nhận một phần"
    REJECTED = "rejected", "Không chấp nhận"
    SILENT = "silent", "Quá hạn trả lời"


class RemedyState(TextChoices):
    """Life of a recommendation, from its issue to its verification."""

    OPEN = "open", "Chưa khắc phục"
    ANSWERED = "answered", "Đã báo cáo khắc phục"
    DONE = "done", "Đã khắc phục"
    PARTLY = "partly", "Khắc phục một phần"
    NOT_DONE = "not_done", "Chưa đạt yêu cầu"


class AssessmentState(TextChoices):
    """Life of a self-assessment form; codes are short because a row is kept per person and month.

    ``seen``: the head of the unit has given the manager's column; ``done``: the competent head has decided.
    Where nobody heads the unit, or the form is that of a head, it goes from sent to done at once.
    """

    DRAFT = "draft", "Đang làm"
    SUBMITTED = "sent", "Đã nộp"
    RETURNED = "back", "Trả lại"
    MANAGED = "seen", "Trưởng bộ phận đã nhận xét"
    REVIEWED = "done", "Đã quyết định"


class Capacity(TextChoices):
    """In which right a head acted on a form; shown beside every signature."""

    OWN = "own", "Ký theo chức vụ"
    DELEGATED = "delegated", "Ký thay theo ủy quyền"
    SUCCESSOR = "successor", "Ký thay người đứng đầu của tháng đã thôi giữ chức"


class AppealState(TextChoices):
    """Life of an appeal against a decided form; the decision is final in the portal."""

    OPEN = "open", "Chờ giải quyết"
    UPHELD = "upheld", "Chấp nhận"
    PARTLY = "partly", "Chấp nhận một phần"
    REJECTED = "rejected", "Không chấp nhận"


class ReopenState(TextChoices):
    """Life of a request to reopen a decided form: one asks, another decides."""

    OPEN = "open", "Chờ quyết định"
    GRANTED = "granted", "Đồng ý mở lại"
    REFUSED = "refused", "Không mở lại"


class Owing(TextChoices):
    """Whether a person owes an agency a form in a month, and if not, why."""

    OWED = "owed", "Phải nộp"
    ON_LEAVE = "on_leave", "Nghỉ gần hết tháng"
    SHORT_STAY = "short_stay", "Công tác dưới số ngày tối thiểu"
    SECONDED_AWAY = "seconded_away", "Biệt phái, nộp ở nơi đến"
    MOVED_AWAY = "moved_away", "Đã chuyển đi, nộp ở cơ quan mới"
    LEFT = "left", "Đã thôi công tác trước cuối tháng"


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
