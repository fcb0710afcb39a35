"""Addresses of inspections."""

from django.urls import path

from evaluations.views import inspections

urlpatterns = [
    path("kiem-tra/", inspections.inspection_list, name="inspection_list"),
    path("kiem-tra/moi/", inspections.inspection_choose, name="inspection_choose"),
    path("kiem-tra/moi/<int:agency_id>/", inspections.inspection_create, name="inspection_create"),
    path("kiem-tra/anh/<uuid:pk>/", inspections.inspection_photo, name="inspection_photo"),
    path("kiem-tra/anh/<uuid:pk>/nho/", inspections.inspection_thumbnail, name="inspection_thumbnail"),
    path("kiem-tra/<uuid:pk>/", inspections.inspection_detail, name="inspection_detail"),
    path("kiem-tra/<uuid:pk>/bat-dau/", inspections.inspection_start, name="inspection_start"),
    path("kiem-tra/<uuid:pk>/tai-cho/", inspections.inspection_site, name="inspection_site"),
    path("kiem-tra/<uuid:pk>/diem-danh/", inspections.inspection_headcount, name="inspection_headcount"),
    path(
        "kiem-tra/<uuid:pk>/ghi-nhan/<int:criterion_id>/",
        inspections.inspection_observe,
        name="inspection_observe",
    ),
    path("kiem-tra/<uuid:pk>/huy/", inspections.inspection_cancel, name="inspection_cancel"),
]
