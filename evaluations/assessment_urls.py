"""Addresses of the self-assessments (a person's own) and of their reviews (the heads')."""

from django.urls import path

from evaluations.views import assessments, reviews

urlpatterns = [
    path("phieu/", assessments.assessment_list, name="assessment_list"),
    path("phieu/hien-tai/", assessments.assessment_current, name="assessment_current"),
    path("phieu/<int:period_pk>/<int:agency_pk>/", assessments.assessment_edit, name="assessment_edit"),
    path("phieu/<int:period_pk>/<int:agency_pk>/luu/", assessments.assessment_save, name="assessment_save"),
    path(
        "phieu/<int:period_pk>/<int:agency_pk>/nop/", assessments.assessment_submit, name="assessment_submit"
    ),
    path("phieu/<uuid:pk>/", assessments.assessment_detail, name="assessment_detail"),
    path("nhan-xet/", reviews.review_list, name="review_list"),
    path("nhan-xet/duyet/", reviews.review_approve, name="review_approve"),
    path("nhan-xet/<uuid:pk>/", reviews.review_detail, name="review_detail"),
    path("nhan-xet/<uuid:pk>/luu/", reviews.review_save, name="review_save"),
    path("nhan-xet/<uuid:pk>/tra-lai/", reviews.review_return, name="review_return"),
]
