"""The anonymous staff survey. Taking a ballot and casting it leave no event: events have moments."""

from core import audit, jobs, outbox

audit.declare(
    survey__opened="Mở khảo sát ẩn danh",
    survey__keys_made="Tạo khóa ký phiếu khảo sát",
    survey__counted="Kiểm phiếu khảo sát ẩn danh",
)

SURVEY_KEYS = "survey.keys"
"""Surveys of a month wait for their keys: payload {"period": id}."""
outbox.declare_topic(SURVEY_KEYS, "evaluations.tasks.make_survey_keys")
jobs.declare_job(SURVEY_KEYS, "Tạo khóa ký phiếu khảo sát")

SURVEY_NIGHT = "evaluations.survey_night"
jobs.declare_job(SURVEY_NIGHT, "Xáo và kiểm phiếu khảo sát ẩn danh")
