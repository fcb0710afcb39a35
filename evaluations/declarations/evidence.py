"""The month's draw of staff who attach evidence."""

from core import audit, jobs, notifications

audit.declare(
    evidence_draw__committed="Cam kết hạt giống của mẫu minh chứng",
    evidence_draw__drawn="Rút mẫu minh chứng của tháng",
)

EVIDENCE_DRAWN = notifications.declare(
    "evidence.drawn", "Được rút vào mẫu minh chứng", sample={"month": "03/2026", "due": "05/04/2026"}
)

EVIDENCE_DRAWS = "evaluations.evidence_draws"
jobs.declare_job(EVIDENCE_DRAWS, "Rút mẫu minh chứng của tháng")
