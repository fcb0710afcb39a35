"""Addresses of corrections of closed periods."""

from django.urls import path

from evaluations.views import corrections

HERE = "ky-danh-gia/dieu-chinh/"
urlpatterns = [
    path(HERE, corrections.correction_list, name="correction_list"),
    path(f"{HERE}moi/", corrections.correction_choose, name="correction_choose"),
    path(f"{HERE}moi/<int:period>/<int:agency>/", corrections.correction_pick, name="correction_pick"),
    path(f"{HERE}moi/<int:period>/<int:agency>/de-nghi/", corrections.correction_ask, name="correction_ask"),
    path(f"{HERE}<uuid:pk>/", corrections.correction_detail, name="correction_detail"),
    path(f"{HERE}<uuid:pk>/quyet-dinh/", corrections.correction_decide, name="correction_decide"),
    path(f"{HERE}<uuid:pk>/xuat/<str:ending>/", corrections.correction_export, name="correction_export"),
    path("ky-danh-gia/<int:pk>/cac-ban/", corrections.period_revisions, name="period_revisions"),
]
