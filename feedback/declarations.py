"""The closed lists of this app: audit events and outbox topics, each declared once."""

from core import audit, outbox

audit.declare(
    counter__created="Lập quầy tiếp nhận",
    counter__revoked="Thu hồi mã QR của quầy",
)

RATED = "feedback.rated"
"""A citizen rated an agency: payload {"agency": id of the rated agency, "day": "2026-11-02"}."""

# By name: feedback knows neither months nor scores, evaluations knows both.
outbox.declare_topic(RATED, "evaluations.feedback_tasks.ratings_came")
