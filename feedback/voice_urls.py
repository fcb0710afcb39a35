"""Addresses of what citizens say."""

from django.urls import path

from feedback.views.voice import pages

urlpatterns = [
    path("nguoi-dan/", pages.voice_home, name="voice_home"),
    path("nguoi-dan/<int:agency>/", pages.voice_agency, name="voice_agency"),
    path("nguoi-dan/<int:agency>/quay/<int:counter>/", pages.voice_counter, name="voice_counter"),
]
