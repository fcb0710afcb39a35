"""Addresses by which cases are tied to inspections."""

from django.urls import path

from evaluations.views import case_links

urlpatterns = [
    path("phan-anh/so/<uuid:pk>/gan-kiem-tra/", case_links.case_link_make, name="case_link_make"),
    path("phan-anh/lien-quan/<uuid:pk>/bo/", case_links.case_link_remove, name="case_link_remove"),
]
