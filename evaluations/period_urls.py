"""Addresses of periods and criteria sets."""

from django.urls import path

from evaluations.views import criteria, periods

urlpatterns = [
    path("ky-danh-gia/", periods.period_list, name="period_list"),
    path("ky-danh-gia/mo/", periods.period_open, name="period_open"),
    path("tieu-chi/", criteria.criteria_set_list, name="criteria_set_list"),
    path("tieu-chi/<int:pk>/", criteria.criteria_set_detail, name="criteria_set_detail"),
]
