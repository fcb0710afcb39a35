"""Addresses of criteria sets: reading, editing drafts, publishing, changes and files."""

from django.urls import path

from evaluations.views.criteria import reading

READING = [
    path("tieu-chi/", reading.criteria_set_list, name="criteria_set_list"),
    path("tieu-chi/<int:pk>/", reading.criteria_set_detail, name="criteria_set_detail"),
]
urlpatterns = [*READING]
