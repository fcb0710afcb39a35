"""Addresses of official documents and their verification."""

from django.urls import path

from evaluations.views import documents

urlpatterns = [
    path("kiem-tra/<uuid:pk>/bien-ban/", documents.inspection_minutes, name="inspection_minutes"),
    path("kiem-tra/<uuid:pk>/bien-ban/phu-luc/", documents.minutes_addendum, name="minutes_addendum"),
    path("van-ban/", documents.document_list, name="document_list"),
    path("van-ban/the-thuc/", documents.document_style_edit, name="document_style"),
    path("van-ban/<uuid:pk>/", documents.document_detail, name="document_detail"),
    path("van-ban/<uuid:pk>/tep/<str:ending>/", documents.document_file, name="document_file"),
    path("xac-minh/", documents.document_verify_form, name="document_verify_form"),
    path("xac-minh/<slug:code>/", documents.document_verify, name="document_verify"),
]
