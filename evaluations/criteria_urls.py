"""Addresses of criteria sets: reading, editing drafts, publishing, changes and files."""

from django.urls import path

from evaluations.criteria_publishing_urls import PUBLISHING
from evaluations.views.criteria import drafts, groups, pictures, reading, rows, rules

READING = [
    path("tieu-chi/", reading.criteria_set_list, name="criteria_set_list"),
    path("tieu-chi/<int:pk>/", reading.criteria_set_detail, name="criteria_set_detail"),
    path("tieu-chi/muc/<int:pk>/", reading.criterion_page, name="criterion_page"),
    path("tieu-chi/anh/<uuid:pk>/", pictures.criterion_picture, name="criterion_picture"),
    path("tieu-chi/anh/<uuid:pk>/nho/", pictures.criterion_thumbnail, name="criterion_thumbnail"),
]
DRAFTING = [
    path("tieu-chi/soan/", drafts.draft_start, name="criteria_draft_start"),
    path("tieu-chi/<int:pk>/soan/", drafts.draft_bench, name="criteria_draft"),
    path("tieu-chi/<int:pk>/soan/thong-tin/", drafts.draft_head, name="criteria_draft_head"),
    path("tieu-chi/<int:pk>/soan/quy-tac/", rules.draft_rules, name="criteria_draft_rules"),
    path("tieu-chi/<int:pk>/soan/xoa/", drafts.draft_delete, name="criteria_draft_delete"),
    path("tieu-chi/<int:pk>/soan/nhom/", groups.criteria_group_add, name="criteria_group_add"),
    path("tieu-chi/soan/nhom/<int:pk>/", groups.criteria_group_edit, name="criteria_group_edit"),
    path("tieu-chi/soan/nhom/<int:pk>/chuyen/", groups.criteria_group_move, name="criteria_group_move"),
    path("tieu-chi/soan/nhom/<int:pk>/xoa/", groups.criteria_group_remove, name="criteria_group_remove"),
    path("tieu-chi/<int:pk>/soan/muc/", rows.criterion_add, name="criterion_add"),
    path("tieu-chi/soan/muc/<int:pk>/", rows.criterion_edit, name="criterion_edit"),
    path("tieu-chi/soan/muc/<int:pk>/chuyen/", rows.criterion_move, name="criterion_move"),
    path("tieu-chi/soan/muc/<int:pk>/chep/", rows.criterion_copy, name="criterion_copy"),
    path("tieu-chi/soan/muc/<int:pk>/xoa/", rows.criterion_remove, name="criterion_remove"),
    path("tieu-chi/soan/muc/<int:pk>/anh/", pictures.criterion_pictures, name="criterion_pictures"),
    path("tieu-chi/anh/<uuid:pk>/bo/", pictures.criterion_picture_remove, name="criterion_picture_remove"),
]
urlpatterns = [*READING, *DRAFTING, *PUBLISHING]
