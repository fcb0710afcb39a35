"""Corrections of closed periods: what is recorded, who is told, and the nightly look for late facts."""

from core import audit, jobs, notifications, outbox

audit.declare(
    correction__asked="Đề nghị điều chỉnh kỳ đã chốt",
    correction__granted="Điều chỉnh kỳ đã chốt",
    correction__refused="Không điều chỉnh kỳ đã chốt",
)

CORRECTION_ASKED = notifications.declare(
    "correction.asked",
    "Có đề nghị điều chỉnh kỳ đã chốt",
    sample={"period": "Tháng 03/2026", "cause": "Sai sót khi nhập hoặc tính"},
)
CORRECTION_GRANTED = notifications.declare(
    "correction.granted",
    "Kỳ đã chốt được điều chỉnh",
    sample={"period": "Tháng 03/2026", "revision": 2},
)
CORRECTION_REFUSED = notifications.declare(
    "correction.refused",
    "Đề nghị điều chỉnh không được chấp nhận",
    sample={"period": "Tháng 03/2026"},
)

FIND_LATE_FACTS = "evaluations.find_late_facts"
jobs.declare_job(FIND_LATE_FACTS, "Tìm sự việc đến sau khi chốt kỳ")

LATE_FACT = "corrections.late_fact"
"""Something came after a period's close: payload {"period": id}."""

outbox.declare_topic(LATE_FACT, "evaluations.tasks.late_facts_came")
