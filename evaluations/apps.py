"""The app evaluations."""

from django.apps import AppConfig


class EvaluationsConfig(AppConfig):
    """Criteria, periods, inspections, self-assessments and the scores they give."""

    name = "evaluations"
    verbose_name = "Đánh giá"
