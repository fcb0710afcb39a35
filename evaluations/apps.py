"""The app evaluations."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EvaluationsConfig(AppConfig):
    """Criteria, periods, inspections, self-assessments and the scores they give."""

    name = "evaluations"
    verbose_name = "Đánh giá"

    def ready(self) -> None:
        autodiscover_modules("declarations", "access")
        import_module("evaluations.gather.closing.proof")
