"""Addresses of what a second office keys in for citizens."""

from django.urls import path

from feedback.views.assisted import enter

urlpatterns = [
    path("", enter.case_enter, name="case_enter"),
]
