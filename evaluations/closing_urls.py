"""Addresses of the days before a close, of the close itself, and of what follows it."""

from django.urls import path

from evaluations.views.closing import (
    objections,
    period_page,
    preview,
    signing_agency,
    signing_list,
    signing_unit,
)

PERIOD = "ky-danh-gia/<int:pk>/"

urlpatterns = [
    path(PERIOD, period_page.period_detail, name="period_detail"),
    path(f"{PERIOD}xem-truoc/", preview.period_preview, name="period_preview"),
    path(f"{PERIOD}ky/", signing_list.sign_list, name="sign_list"),
    path(f"{PERIOD}ky/tat-ca/", signing_list.sign_all_ready, name="sign_all_ready"),
    path("ky-danh-gia/<int:period_pk>/ky/<int:agency_pk>/", signing_agency.sign_agency, name="sign_agency"),
    path("ky-danh-gia/<int:period_pk>/ky/bo-phan/<int:unit_pk>/", signing_unit.sign_unit, name="sign_unit"),
    path(f"{PERIOD}y-kien/", objections.objection_list, name="objection_list"),
    path(
        "ky-danh-gia/<int:period_pk>/y-kien/<int:agency_pk>/",
        objections.objection_raise,
        name="objection_raise",
    ),
    path("ky-danh-gia/y-kien/<uuid:pk>/", objections.objection_detail, name="objection_detail"),
    path("ky-danh-gia/y-kien/<uuid:pk>/tra-loi/", objections.objection_answer, name="objection_answer"),
]
