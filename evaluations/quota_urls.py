"""Quotas of the top grade and their exceptions: addresses."""

from django.urls import path

from evaluations.views.reviews import quota

urlpatterns = [
    path("ty-le-xuat-sac/<int:period_pk>/<int:agency_pk>/", quota.quota_detail, name="quota_detail"),
    path("ty-le-xuat-sac/<int:period_pk>/<int:agency_pk>/cho-phep/", quota.quota_except, name="quota_except"),
]
