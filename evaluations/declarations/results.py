"""Periods, criteria sets, registers and scores."""

from core import audit, jobs, outbox

audit.declare(
    criteria_set__published="Ban hành bộ tiêu chí",
    period__opened="Mở kỳ đánh giá",
    register_fact__verified="Xác nhận số liệu sổ theo dõi",
)

RESULTS_STALE = "results.stale"
"""A fact of (agency, period) changed: payload {"agency": id, "period": id}."""

outbox.declare_topic(RESULTS_STALE, "evaluations.tasks.refresh_stale_results")

PERIOD_STALE = "results.period_stale"
"""A whole period is to be recomputed: payload {"period": id}."""

outbox.declare_topic(PERIOD_STALE, "evaluations.tasks.refresh_stale_periods")

REFRESH_RESULTS = "evaluations.refresh_results"
jobs.declare_job(REFRESH_RESULTS, "Tính điểm")
