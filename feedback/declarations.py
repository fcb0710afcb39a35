"""The closed lists of this app: audit events and outbox topics, each declared once."""

from core import audit, jobs, notifications, outbox

audit.declare(
    counter__created="Lập quầy tiếp nhận",
    counter__revoked="Thu hồi mã QR của quầy",
    counter__code_replaced="Thay mã QR của quầy",
)
audit.declare(
    holder_key__made="Tạo khóa của người giữ danh tính",
    holder_key__changed="Đổi mật khẩu khóa của người giữ danh tính",
    holder_key__renewed="Tạo lại khóa của người giữ danh tính",
    vault__made="Tạo két niêm phong",
    vault__share_given="Trao phần khóa của két niêm phong",
    vault__share_ended="Thu hồi phần khóa của két niêm phong",
    vault__unlocked="Mở két niêm phong trong phiên làm việc",
    vault__opened="Mở một phong bì niêm phong",
)
audit.declare(
    visits__listed="Nhập danh sách lượt đến",
    visits__key_made="Tạo khóa phiếu đến của tháng",
    visits__connected="Cấp kết nối cho hệ thống một cửa",
    visits__disconnected="Thu hồi kết nối của hệ thống một cửa",
    slips__entered="Nhập hộ phiếu giấy",
)
VISITS_NIGHT = "feedback.visits_night"
jobs.declare_job(VISITS_NIGHT, "Xáo trộn và quên mã lượt đến")

audit.declare(suspicion__decided="Quyết định tính hay không tính lượt để riêng")

SETTLE_TRACES = "feedback.settle_traces"
jobs.declare_job(SETTLE_TRACES, "Rà và xóa vết trong ngày của lượt đánh giá")

audit.declare(
    case__agency_named="Xác định cơ quan được phản ánh",
    case__resealed="Chuyển phản ánh sang két kia",
    case__ready="Duyệt phản ánh, chờ đợt gửi",
    case__unready="Đọc lại phản ánh đã duyệt",
    case__refused="Không tiếp nhận phản ánh",
    case__suspects_refused="Không tiếp nhận phản ánh gửi dồn dập",
    case__trusted="Bỏ dấu gửi dồn dập",
    case__handed_over="Chuyển nơi có thẩm quyền và hủy nội dung",
    case__original_printed="In bản gốc để bàn giao",
    case__message_released="Duyệt lời bổ sung của người gửi",
    case__message_left="Không chuyển lời bổ sung của người gửi",
    contact__asked="Đề nghị bàn giao liên hệ của người gửi",
    contact__decided="Quyết định bàn giao liên hệ của người gửi",
    contact__handed_on="In phiếu bàn giao liên hệ",
    remark__moderated="Duyệt lời góp ý kèm đánh giá",
    remark__suspects_withheld="Không chuyển lời góp ý gửi dồn dập",
    case_term__changed="Đổi thời hạn trả lời phản ánh",
)
CASE_RELEASED = notifications.declare(
    "case.released", "Có phản ánh mới của người dân", sample={"day": "12/03/2026"}
)
RELEASE_BATCH = "feedback.release_batch"
jobs.declare_job(RELEASE_BATCH, "Gửi đợt phản ánh đã duyệt")

RATED = "feedback.rated"
"""A citizen rated an agency: payload {"agency": id of the rated agency, "day": "2026-11-02"}."""

# By name: feedback knows neither months nor scores, evaluations knows both.
outbox.declare_topic(RATED, "evaluations.feedback_tasks.ratings_came")

audit.declare(
    case__assigned="Giao phản ánh cho bộ phận",
    case__answered="Trả lời phản ánh",
    case__extended="Gia hạn phản ánh",
    case__escalated="Báo phản ánh lên Sở Nội vụ",
    case__merged="Gộp phản ánh trùng",
    case__separated="Tách phản ánh đã gộp",
    case__split="Tách phản ánh theo cơ quan",
    case__judged="Kết luận phản ánh đúng hay không",
    case__proposed_public="Soạn bản công khai của câu trả lời",
    case__published="Công khai câu trả lời",
    case__unpublished="Thôi công khai câu trả lời",
    case__reopened="Mở lại phản ánh đã trả lời",
    case__exported="Xuất sổ phản ánh",
    reply_template__saved="Ghi mẫu trả lời",
)
CASE_ASSIGNED = notifications.declare(
    "case.assigned", "Được giao phản ánh", sample={"short": "A1B2C3", "due": "12/03/2026"}
)
CASE_DUE = notifications.declare(
    "case.due",
    "Nhắc hạn trả lời phản ánh",
    sample={"agency": "Sở Tư pháp", "lines": ["2 phản ánh quá hạn, lâu nhất 3 ngày"]},
)
CASE_OVERDUE = notifications.declare(
    "case.overdue", "Phản ánh quá hạn lâu", sample={"count": "4", "agencies": "3"}
)
CASE_ESCALATED = notifications.declare(
    "case.escalated",
    "Cơ quan báo vướng mắc về phản ánh",
    sample={"short": "A1B2C3", "agency": "Sở Tư pháp"},
)
CASE_VERDICT = notifications.declare(
    "case.verdict",
    "Kết luận về phản ánh",
    sample={"short": "A1B2C3", "result": "Đúng", "criterion": "GT-04"},
)
PUBLIC_ANSWER = notifications.declare(
    "case.public_answer",
    "Chờ duyệt công khai câu trả lời",
    sample={"short": "A1B2C3", "agency": "Sở Tư pháp"},
)

REMIND_CASES = "feedback.remind_cases"
jobs.declare_job(REMIND_CASES, "Nhắc hạn trả lời phản ánh")

CASE_JUDGED = "feedback.case_judged"
"""What a case counts for has changed: payload {"agency": id of the rated agency, "day": "2026-11-02"}."""
outbox.declare_topic(CASE_JUDGED, "evaluations.feedback_tasks.cases_judged")

audit.declare(
    letter__drafted="Soạn thư gửi người dân",
    letter__edited="Sửa nháp thư",
    letter__voided="Hủy nháp thư",
    letter__issued="Ban hành thư",
    letter__mail_asked="Gửi thư qua thư điện tử",
    letter__mail_refused="Máy chủ thư từ chối địa chỉ",
    letter__sent="Thư đã gửi",
    letter__exported="Xuất sổ thư",
    letter_template__saved="Ghi mẫu thư",
    dossiers__imported="Nhập danh sách hồ sơ trễ hẹn",
    dossier__finished="Ghi ngày trả kết quả",
)
LETTER_MAIL = "feedback.letter_mail"
"""An issued letter is to leave by e-mail: payload {"letter": its id}."""
outbox.declare_topic(LETTER_MAIL, "feedback.tasks.send_letters")

LETTER_OWED = notifications.declare(
    "letter.owed",
    "Hồ sơ cần thư xin lỗi",
    sample={
        "agency": "Sở Tư pháp",
        "lines": ["2 hồ sơ: hôm nay là ngày làm việc cuối để gửi đúng hạn"],
    },
)
REMIND_APOLOGIES = "feedback.remind_apologies"
jobs.declare_job(REMIND_APOLOGIES, "Nhắc thư xin lỗi đến hạn")

audit.declare(
    lawful_body__recorded="Thêm nơi nhận khiếu nại, tố cáo",
    lawful_body__changed="Sửa nơi nhận khiếu nại, tố cáo",
    case__entered="Nhập hộ phản ánh trên giấy",
)
