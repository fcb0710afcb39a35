"""Addresses of the registers."""

from django.urls import path

from registers import views

urlpatterns = [
    path("mo-hinh-hay/", views.practice_list, name="practice_list"),
    path("mo-hinh-hay/<uuid:pk>/", views.practice_detail, name="practice_detail"),
    path("mo-hinh-hay/<uuid:pk>/tinh-trang/", views.practice_status, name="practice_status"),
    path("so-theo-doi/", views.register_home, name="register_home"),
    path("so-theo-doi/cho-xac-nhan/", views.register_queue, name="register_queue"),
    path("so-theo-doi/van-ban/", views.legal_documents, name="legal_documents"),
    path("so-theo-doi/van-ban/moi/", views.legal_new, name="legal_new"),
    path("so-theo-doi/van-ban/<uuid:pk>/", views.legal_edit, name="legal_edit"),
    path("so-theo-doi/chi-so/", views.external_indices, name="external_indices"),
    path("so-theo-doi/chi-so/moi/", views.index_new, name="index_new"),
    path("so-theo-doi/chi-so/nhap/", views.index_import, name="index_import"),
    path("so-theo-doi/chi-so/mau.xlsx", views.index_template, name="index_template"),
    path("so-theo-doi/chi-so/<uuid:pk>/", views.index_edit, name="index_edit"),
    path("so-theo-doi/muc/<uuid:pk>/", views.entry_detail, name="register_entry"),
    path("so-theo-doi/muc/<uuid:pk>/sua/", views.entry_edit, name="entry_edit"),
    path("so-theo-doi/muc/<uuid:pk>/xac-nhan/", views.entry_decide, name="entry_decide"),
    path("so-theo-doi/muc/<uuid:pk>/rut/", views.entry_withdraw, name="entry_withdraw"),
    path("so-theo-doi/muc/<uuid:pk>/minh-chung/", views.evidence_add, name="register_evidence"),
    path("so-theo-doi/muc/<uuid:pk>/nguoi/", views.people_add, name="people_add"),
    path("so-theo-doi/muc/<uuid:pk>/nguoi-tu-excel/", views.people_sheet, name="people_sheet"),
    path("so-theo-doi/muc/<uuid:pk>/diem-danh/", views.roll_call, name="roll_call"),
    path("so-theo-doi/tep/<uuid:pk>/", views.entry_file, name="register_file"),
    path("so-theo-doi/tep/<uuid:pk>/nho/", views.entry_thumbnail, name="register_thumbnail"),
    path("so-theo-doi/phan-cong/<uuid:pk>/nhan/", views.head_acknowledge, name="head_acknowledge"),
    path("so-theo-doi/<int:agency>/", views.agency_registers, name="agency_registers"),
    path("so-theo-doi/<int:agency>/nguoi-dung-dau/", views.responsible_heads, name="responsible_heads"),
    path("so-theo-doi/<int:agency>/<slug:slug>/", views.entry_list, name="entry_list"),
    path("so-theo-doi/<int:agency>/<slug:slug>/moi/", views.entry_new, name="entry_new"),
    path("so-theo-doi/<int:agency>/<slug:slug>/nhap/", views.entry_import, name="entry_import"),
    path("so-theo-doi/<int:agency>/<slug:slug>/mau.xlsx", views.entry_template, name="entry_template"),
    path("so-theo-doi/<int:agency>/<slug:slug>/xuat.xlsx", views.entry_export, name="entry_export"),
]
