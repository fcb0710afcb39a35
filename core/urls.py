"""Addresses of core: what a person was told, and what the machine has done."""

from django.urls import path

from core.views import jobs, notifications

urlpatterns = [
    path("tac-vu-nen/", jobs.job_list, name="job_list"),
    path("tac-vu-nen/chay-lai/", jobs.job_retry_parked, name="job_retry_parked"),
    path("thong-bao/", notifications.notification_list, name="notification_list"),
    path("thong-bao/da-doc/", notifications.notification_read_all, name="notification_read_all"),
    path("thong-bao/<int:pk>/", notifications.notification_open, name="notification_open"),
]
