"""Addresses of periods."""

from django.urls import path

from evaluations.views import periods

urlpatterns = [
    path("ky-danh-gia/", periods.period_list, name="period_list"),
    path("ky-danh-gia/mo/", periods.period_open, name="period_open"),
]
