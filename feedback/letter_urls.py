"""Addresses of letters and of the overdue dossiers that drive the apologies."""

from django.urls import path

from feedback.api.dossiers import overdue_dossiers
from feedback.views.letters import detail, dossiers, home, importing, templates, writing

urlpatterns = [
    path("thu/", home.letter_home, name="letter_home"),
    path("thu/mau/", templates.letter_templates, name="letter_templates"),
    path("thu/mau/moi/", templates.letter_template_new, name="letter_template_new"),
    path("thu/mau/<int:pk>/", templates.letter_template_edit, name="letter_template_edit"),
    path("thu/ho-so/<uuid:pk>/", dossiers.dossier_detail, name="dossier_detail"),
    path("thu/ho-so/<uuid:pk>/da-tra/", dossiers.dossier_finish, name="dossier_finish"),
    path("thu/<uuid:pk>/", detail.letter_detail, name="letter_detail"),
    path("thu/<uuid:pk>/sua/", writing.letter_edit, name="letter_edit"),
    path("thu/<uuid:pk>/ban-hanh/", detail.letter_issue, name="letter_issue"),
    path("thu/<uuid:pk>/gui/", detail.letter_send, name="letter_send"),
    path("thu/<uuid:pk>/huy/", detail.letter_void, name="letter_void"),
    path("thu/<uuid:pk>/tep.<slug:ending>", detail.letter_file, name="letter_file"),
    path("thu/<int:agency>/", home.letter_register, name="letter_register"),
    path("thu/<int:agency>/xuat.xlsx", home.letter_export, name="letter_export"),
    path("thu/<int:agency>/ho-so/", dossiers.dossier_list, name="dossier_list"),
    path("thu/<int:agency>/ho-so/nhap/", importing.dossier_import, name="dossier_import"),
    path("thu/<int:agency>/ho-so/mau.csv", importing.dossier_template, name="dossier_template"),
    path("thu/<int:agency>/soan/<slug:kind>/", writing.letter_new, name="letter_new"),
    path("api/mot-cua/ho-so-tre-hen/", overdue_dossiers, name="overdue_dossiers"),
]
