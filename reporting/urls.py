"""Addresses of the first page, the dashboards and the way down from a figure to its rows."""

from django.urls import path

from reporting import views
from reporting.views import public, release, scenarios

AGENCY = "bang-diem/co-quan/<int:agency>/"
RELEASE = "ky-danh-gia/<int:pk>/cong-bo/"

urlpatterns = [
    path("", views.home, name="home"),
    path("co-quan-toi/", views.my_agency, name="my_agency"),
    path("bang-diem/", views.province_dashboard, name="province_dashboard"),
    path("bang-diem/xep-hang/", views.province_ranking, name="province_ranking"),
    path("bang-diem/ban-do-nhiet/", views.province_heatmap, name="province_heatmap"),
    path("bang-diem/cac-phan/", views.province_parts, name="province_parts"),
    path(AGENCY, views.agency_dashboard, name="agency_dashboard"),
    path(f"{AGENCY}giai-thich/", views.agency_explanation, name="agency_explanation"),
    path(f"{AGENCY}nhom/<str:code>/", views.group_detail, name="group_detail"),
    path(f"{AGENCY}tieu-chi/<str:code>/", views.criterion_detail, name="criterion_detail"),
    path(f"{AGENCY}tieu-chi/<str:code>/<str:source>/", views.source_detail, name="source_detail"),
    path("bang-diem/gia-dinh/", scenarios.scenario_list, name="scenario_list"),
    path("bang-diem/gia-dinh/moi/", scenarios.scenario_new, name="scenario_new"),
    path("bang-diem/gia-dinh/so-sanh/", scenarios.scenario_compare, name="scenario_compare"),
    path("bang-diem/gia-dinh/<uuid:pk>/", scenarios.scenario_detail, name="scenario_detail"),
    path("bang-diem/gia-dinh/<uuid:pk>/tinh-lai/", scenarios.scenario_recompute, name="scenario_recompute"),
    path("bang-diem/gia-dinh/<uuid:pk>/xoa/", scenarios.scenario_delete, name="scenario_delete"),
    path("xep-hang-cong-bo/", release.release_list, name="release_list"),
    path(RELEASE, release.release_detail, name="release_detail"),
    path(f"{RELEASE}de-nghi/", release.release_ask, name="release_ask"),
    path(f"{RELEASE}phat-hanh/", release.release_publish, name="release_publish"),
    path(f"{RELEASE}rut/", release.release_withdraw, name="release_withdraw"),
    path("ket-qua-van-hoa-cong-vu/", public.public_results, name="public_results"),
    path("ket-qua-van-hoa-cong-vu/du-lieu.csv", public.public_results_file, name="public_results_file"),
]
