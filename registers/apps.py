"""The app registers."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RegistersConfig(AppConfig):
    """What agencies declare with evidence; knows agencies and days, not periods or scores."""

    name = "registers"
    verbose_name = "Sổ theo dõi"

    def ready(self) -> None:
        autodiscover_modules("declarations", "access")
