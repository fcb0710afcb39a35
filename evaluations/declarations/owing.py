"""Who owes a form: reminders, what the agency left says, the frozen list."""

from core import audit, jobs, notifications, outbox

audit.declare(
    assessment__reminded="Nhắc người chưa nộp phiếu",
    transfer_note__written="Gửi nhận xét về người chuyển đi",
    owed_forms__frozen="Chốt danh sách phải nộp phiếu",
)

FORM_DUE = notifications.declare(
    "assessment.due",
    "Nhắc nộp phiếu tự đánh giá",
    sample={"month": "Tháng 03/2026", "due": "05/04/2026", "when": "quá hạn 2 ngày"},
)

REMIND_FORMS = "assessment.remind"
"""Remind who still owes: payload {"period": id, "by": user id, "all": whether of the whole province}."""

outbox.declare_topic(REMIND_FORMS, "evaluations.tasks.remind_chosen_forms")

REMIND_FORMS_JOB = "evaluations.remind_forms"
jobs.declare_job(REMIND_FORMS_JOB, "Nhắc nộp phiếu tự đánh giá")
