"""The month's draw of staff who attach evidence: addresses."""

from django.urls import path

from evaluations.views.evidence import (
    evidence_detail,
    evidence_draw,
    evidence_export,
    evidence_list,
    evidence_people,
)

urlpatterns = [
    path("minh-chung/", evidence_list, name="evidence_list"),
    path("minh-chung/<int:pk>/", evidence_detail, name="evidence_detail"),
    path("minh-chung/<int:pk>/rut/", evidence_draw, name="evidence_draw"),
    path("minh-chung/<int:pk>/du-lieu/", evidence_export, name="evidence_export"),
    path("minh-chung/<int:pk>/nguoi/", evidence_people, name="evidence_people"),
]
