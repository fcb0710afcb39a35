"""The app reporting."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Reads everything and changes nothing: dashboards, rankings, drill-down and their exports."""

    name = "reporting"
    verbose_name = "Báo cáo"
