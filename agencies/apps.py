"""The app agencies."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AgenciesConfig(AppConfig):
    """Who exists, who works there and who may act for whom, on which day."""

    name = "agencies"
    verbose_name = "Cơ quan và con người"

    def ready(self) -> None:
        autodiscover_modules("declarations", "access")
