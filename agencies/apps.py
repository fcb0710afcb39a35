"""The app agencies."""

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Who exists, who works there and who may act for whom, on which day."""

    name = "agencies"
    verbose_name = "Cơ quan và con người"
