"""Addresses of the comparison of inspectors."""

from django.urls import path

from evaluations.views.fairness import double_order, double_sample, fairness

urlpatterns = [
    path("kiem-tra/cong-bang/", fairness, name="fairness"),
    path("kiem-tra/cong-bang/kiem-tra-lap/", double_sample, name="double_sample"),
    path("kiem-tra/cong-bang/kiem-tra-lap/<uuid:pk>/", double_order, name="double_order"),
]
