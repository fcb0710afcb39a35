"""Addresses of ratings that were set aside."""

from django.urls import path

from feedback.views.suspicions import pages

urlpatterns = [
    path("de-rieng/", pages.suspicion_list, name="suspicion_list"),
    path("de-rieng/<int:pk>/", pages.suspicion_detail, name="suspicion_detail"),
    path("de-rieng/<int:pk>/quyet-dinh/", pages.suspicion_decide, name="suspicion_decide"),
]
