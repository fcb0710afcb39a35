"""The gap between the voices, and how heads score: addresses."""

from django.urls import path

from evaluations.views.calibration import (
    calibration,
    calibration_agency,
    calibration_follow_up,
    calibration_judging,
    calibration_mark,
    calibration_patterns,
)

urlpatterns = [
    path("doi-chieu/", calibration, name="calibration"),
    path("doi-chieu/cach-cham/", calibration_judging, name="calibration_judging"),
    path("doi-chieu/cach-dien/", calibration_patterns, name="calibration_patterns"),
    path("doi-chieu/co-quan/<int:agency>/", calibration_agency, name="calibration_agency"),
    path("doi-chieu/co-quan/<int:agency>/danh-dau/", calibration_mark, name="calibration_mark"),
    path("doi-chieu/dau/<uuid:pk>/", calibration_follow_up, name="calibration_follow_up"),
]
