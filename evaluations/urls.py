"""Addresses of assessment, by subject."""

from django.urls import include, path

urlpatterns = [
    path("", include("evaluations.period_urls")),
]
