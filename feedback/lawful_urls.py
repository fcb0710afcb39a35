"""Addresses of the list of where complaints and denunciations go."""

from django.urls import path

from feedback.views.lawful_bodies import pages

urlpatterns = [
    path("", pages.lawful_bodies, name="lawful_bodies"),
    path("moi/", pages.lawful_body_new, name="lawful_body_new"),
    path("<uuid:pk>/", pages.lawful_body_edit, name="lawful_body_edit"),
]
