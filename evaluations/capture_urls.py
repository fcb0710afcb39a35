"""Addresses of the capture app on the phone and of what it sends."""

from django.urls import URLPattern, path

from evaluations.views.capture import api_devices, api_pack, api_photos, api_records, settling, shell

APP = "kiem-tra/tai-cho/"
API = f"{APP}api/"
urlpatterns: list[URLPattern] = [
    path(APP, shell.capture_app, name="capture_app"),
    path(f"{APP}sw.js", shell.capture_worker, name="capture_worker"),
    path(f"{APP}manifest.webmanifest", shell.capture_manifest, name="capture_manifest"),
    path(f"{API}phien/", api_devices.capture_session, name="capture_session"),
    path(f"{API}may/", api_devices.capture_register, name="capture_register"),
    path(f"{API}may/<uuid:pk>/", api_devices.capture_status, name="capture_status"),
    path(f"{API}goi/", api_pack.capture_pack, name="capture_pack"),
    path(f"{API}ban-ghi/", api_records.capture_records, name="capture_records"),
    path(f"{API}anh/<uuid:pk>/", api_photos.capture_photo, name="capture_photo"),
    path(f"{API}ban-giao/", api_devices.capture_handover, name="capture_handover"),
    path("kiem-tra/<uuid:pk>/dong-bo/", settling.inspection_settle, name="inspection_settle"),
    path(
        "kiem-tra/<uuid:pk>/dong-bo/thu-hoi/<uuid:device>/",
        settling.inspection_device_revoke,
        name="inspection_device_revoke",
    ),
    path("kiem-tra/anh-may/<uuid:pk>/", settling.captured_photo, name="captured_photo"),
]
