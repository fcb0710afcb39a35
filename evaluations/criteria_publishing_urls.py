"""Addresses of publishing criteria sets, of what changed in them, and of their files."""

from django.urls import path

from evaluations.views.criteria import changes, files, publishing, trial

PUBLISHING = [
    path("tieu-chi/nhap/", files.criteria_set_import, name="criteria_import"),
    path("tieu-chi/<int:pk>/tep/<str:ending>/", files.criteria_set_file, name="criteria_set_file"),
    path("tieu-chi/<int:pk>/ban-hanh/", publishing.criteria_set_publish, name="criteria_set_publish"),
    path("tieu-chi/<int:pk>/ban-hanh/de-nghi/", publishing.criteria_set_ask, name="criteria_set_ask"),
    path("tieu-chi/<int:pk>/ban-hanh/quyet-dinh/", publishing.criteria_set_issue, name="criteria_set_issue"),
    path(
        "tieu-chi/<int:pk>/ban-hanh/tra-lai/",
        publishing.criteria_set_give_back,
        name="criteria_set_give_back",
    ),
    path("tieu-chi/<int:pk>/thoi-ap-dung/", publishing.criteria_set_retire, name="criteria_set_retire"),
    path("tieu-chi/<int:pk>/cham-thu/", trial.criteria_set_dry_run, name="criteria_set_dry_run"),
    path("tieu-chi/<int:pk>/thay-doi/", changes.criteria_set_changes, name="criteria_set_changes"),
]
