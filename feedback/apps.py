"""The app feedback."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """What citizens say: ratings at a counter; knows agencies and days, not periods or scores."""

    name = "feedback"
    verbose_name = "Người dân đánh giá"
