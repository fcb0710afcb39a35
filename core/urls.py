"""Addresses of core: what a person was told, and what the machine has done."""

from django.urls import path

from core.views import notifications

urlpatterns = [
    path("thong-bao/", notifications.notification_list, name="notification_list"),
    path("thong-bao/da-doc/", notifications.notification_read_all, name="notification_read_all"),
    path("thong-bao/<int:pk>/", notifications.notification_open, name="notification_open"),
]
