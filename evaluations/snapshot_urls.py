"""Addresses of closing a period, of its receipts and of its proof."""

from django.urls import path

from evaluations.views.closing import close, export, receipts, verify

PERIOD = "ky-danh-gia/<int:period_pk>/"

urlpatterns = [
    path("ky-danh-gia/<int:pk>/chot/", close.period_close, name="period_close"),
    path(f"{PERIOD}chot/<int:revision>/xuat/", export.snapshot_export, name="snapshot_export"),
    path("ky-danh-gia/<int:pk>/bien-nhan/", receipts.receipt_list, name="receipt_list"),
    path(f"{PERIOD}bien-nhan/<int:agency_pk>/", receipts.receipt_detail, name="receipt_detail"),
    path(f"{PERIOD}bien-nhan/<int:agency_pk>/xuat/", export.agency_export, name="agency_export"),
    path(
        f"{PERIOD}bien-nhan/<int:agency_pk>/<str:size>/<str:ending>/",
        receipts.receipt_file,
        name="receipt_file",
    ),
    path("bien-nhan/", verify.receipt_verify_form, name="receipt_verify_form"),
    path("bien-nhan/<str:code>/", verify.receipt_verify, name="receipt_verify"),
]
