"""The app feedback."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FeedbackConfig(AppConfig):
    """What citizens say: ratings at a counter; knows agencies and days, not periods or scores."""

    name = "feedback"
    verbose_name = "Người dân đánh giá"

    def ready(self) -> None:
        autodiscover_modules("declarations", "access")
