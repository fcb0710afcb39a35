"""The app reporting."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ReportingConfig(AppConfig):
    """Reads everything and writes only its own: dashboards, drill-down, exports; scenarios it keeps."""

    name = "reporting"
    verbose_name = "Báo cáo"

    def ready(self) -> None:
        autodiscover_modules("declarations", "access")
