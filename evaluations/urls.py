"""Addresses of assessment, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("evaluations.assessment_urls")),
    path("", include("evaluations.review_urls")),
    path("", include("evaluations.quota_urls")),
    path("", include("evaluations.owing_urls")),
    path("", include("evaluations.evidence_urls")),
    path("", include("evaluations.survey_urls")),
    path("", include("evaluations.calibration_urls")),
    # before the inspections: their addresses begin with the same word
    path("", include("evaluations.planning_urls")),
    path("", include("evaluations.capture_urls")),
    path("", include("evaluations.document_urls")),
    path("", include("evaluations.follow_up_urls")),
    path("", include("evaluations.fairness_urls")),
    path("", include("evaluations.inspection_urls")),
    path("", include("evaluations.case_link_urls")),
    path("", include("evaluations.criteria_urls")),
    path("", include("evaluations.correction_urls")),
    path("", include("evaluations.closing_urls")),
    path("", include("evaluations.snapshot_urls")),
    path("", include("evaluations.period_urls")),
]
