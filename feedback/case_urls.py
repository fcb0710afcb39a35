"""Addresses of released cases: the desk of agencies and Home Affairs, and the answers for everybody."""

from django.urls import path

from feedback.views.cases import acts, board, detail, lists, photos, public, templates

urlpatterns = [
    path("phan-anh/tra-loi/", public.answers, name="public_answers"),
    path("phan-anh/so/", lists.case_list, name="case_list"),
    path("phan-anh/so/xuat.xlsx", lists.case_export, name="case_export"),
    path("phan-anh/so/qua-han/", board.case_board, name="case_board"),
    path("phan-anh/so/mau/", templates.reply_templates, name="reply_templates"),
    path("phan-anh/so/mau/moi/", templates.reply_template_new, name="reply_template_new"),
    path("phan-anh/so/mau/<int:pk>/", templates.reply_template_edit, name="reply_template_edit"),
    path("phan-anh/so/anh/<uuid:pk>/", photos.case_photo, name="case_photo"),
    path("phan-anh/so/anh/<uuid:pk>/nho/", photos.case_thumbnail, name="case_thumbnail"),
    path("phan-anh/so/<uuid:pk>/", detail.case_detail, name="case_detail"),
    path("phan-anh/so/<uuid:pk>/giao/", acts.case_assign, name="case_assign"),
    path("phan-anh/so/<uuid:pk>/tra-loi/", acts.case_answer, name="case_answer"),
    path("phan-anh/so/<uuid:pk>/gia-han/", acts.case_extend, name="case_extend"),
    path("phan-anh/so/<uuid:pk>/bao/", acts.case_escalate, name="case_escalate"),
    path("phan-anh/so/<uuid:pk>/gop/", acts.case_merge, name="case_merge"),
    path("phan-anh/so/<uuid:pk>/tach-ra/", acts.case_separate, name="case_separate"),
    path("phan-anh/so/<uuid:pk>/tach/", acts.case_split, name="case_split"),
    path("phan-anh/so/<uuid:pk>/ket-luan/", acts.case_judge, name="case_judge"),
    path("phan-anh/so/<uuid:pk>/soan-cong-khai/", acts.case_propose, name="case_propose"),
    path("phan-anh/so/<uuid:pk>/cong-khai/", acts.case_publish, name="case_publish"),
    path("phan-anh/so/<uuid:pk>/thoi-cong-khai/", acts.case_unpublish, name="case_unpublish"),
    path("phan-anh/so/<uuid:pk>/mo-lai/", acts.case_reopen, name="case_reopen"),
]
