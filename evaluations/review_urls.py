"""Addresses of the heads: forms to judge, decide and reopen, appeals, Excel, and NĐ 335."""

from django.urls import path

from evaluations.views.reviews import bulk, forms, nd335, requests, workbook

urlpatterns = [
    path("nhan-xet/", bulk.review_list, name="review_list"),
    path("nhan-xet/duyet/", bulk.review_approve, name="review_approve"),
    path("nhan-xet/de-nghi/", requests.review_requests, name="review_requests"),
    path("nhan-xet/de-nghi/<uuid:pk>/", requests.reopen_detail, name="reopen_detail"),
    path("nhan-xet/de-nghi/<uuid:pk>/quyet-dinh/", requests.reopen_decide, name="reopen_decide"),
    path("nhan-xet/kien-nghi/<uuid:pk>/", requests.appeal_detail, name="appeal_detail"),
    path("nhan-xet/kien-nghi/<uuid:pk>/giai-quyet/", requests.appeal_decide, name="appeal_decide"),
    path("nhan-xet/<int:period_pk>/excel/", workbook.review_import, name="review_import"),
    path("nhan-xet/<int:period_pk>/<int:agency_pk>/excel/", workbook.review_workbook, name="review_workbook"),
    path("nhan-xet/<int:period_pk>/<int:agency_pk>/nd335/", nd335.nd335_unit, name="nd335_unit"),
    path("nhan-xet/<int:period_pk>/<int:agency_pk>/nd335/<str:ending>/", nd335.nd335_file, name="nd335_file"),
    path("nhan-xet/<uuid:pk>/", forms.review_detail, name="review_detail"),
    path("nhan-xet/<uuid:pk>/luu/", forms.review_save, name="review_save"),
    path("nhan-xet/<uuid:pk>/tra-lai/", forms.review_return, name="review_return"),
    path("nhan-xet/<uuid:pk>/nd335/", nd335.nd335_person, name="nd335_person"),
]
