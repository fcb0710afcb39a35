"""Addresses of periods."""

from django.urls import path

from evaluations.views import over_time, periods

urlpatterns = [
    path("ky-danh-gia/", periods.period_list, name="period_list"),
    path("ky-danh-gia/mo/", periods.period_open, name="period_open"),
    path("ky-danh-gia/<int:pk>/trung-binh/", over_time.period_means, name="period_means"),
]
