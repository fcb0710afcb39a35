"""Addresses of assessment, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("evaluations.assessment_urls")),
    path("", include("evaluations.inspection_urls")),
    path("", include("evaluations.period_urls")),
]
