"""Addresses of a person's own self-assessments."""

from django.urls import path

from evaluations.views.assessments import boxes, detail, evidence, own

urlpatterns = [
    path("phieu/", own.assessment_list, name="assessment_list"),
    path("phieu/hien-tai/", own.assessment_current, name="assessment_current"),
    path("phieu/dang-cho/", own.assessment_waiting, name="assessment_waiting"),
    path("phieu/<int:period_pk>/<int:agency_pk>/", own.assessment_edit, name="assessment_edit"),
    path("phieu/<int:period_pk>/<int:agency_pk>/ban-luu/", own.assessment_kept, name="assessment_kept"),
    path("phieu/<int:period_pk>/<int:agency_pk>/luu/", own.assessment_save, name="assessment_save"),
    path("phieu/<int:period_pk>/<int:agency_pk>/nop/", own.assessment_submit, name="assessment_submit"),
    path("phieu/<uuid:pk>/", detail.assessment_detail, name="assessment_detail"),
    path("phieu/<uuid:pk>/y-kien/", boxes.assessment_reply, name="assessment_reply"),
    path("phieu/<uuid:pk>/kien-nghi/", boxes.appeal_ask, name="appeal_ask"),
    path("phieu/<uuid:pk>/xin-mo-lai/", boxes.reopen_ask, name="reopen_ask"),
    path("phieu/<uuid:pk>/minh-chung/", evidence.assessment_evidence, name="assessment_evidence"),
    path("phieu/minh-chung/<uuid:pk>/", evidence.evidence_file, name="evidence_file"),
    path("phieu/minh-chung/<uuid:pk>/go/", evidence.evidence_remove, name="evidence_remove"),
]
