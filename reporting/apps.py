"""The app reporting."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReportingConfig(AppConfig):
    """Reads everything and changes nothing: dashboards, rankings, drill-down and their exports."""

    name = "reporting"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        autodiscover_modules("access")
