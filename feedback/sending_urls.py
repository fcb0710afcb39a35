"""Public addresses of a report: where it belongs, the form, following it."""

from django.urls import path

from feedback.views.sending import following, report, steering

urlpatterns = [
    path("", steering.case_start, name="case_start"),
    path("khieu-nai/", steering.case_complaint, name="case_complaint"),
    path("to-cao/", steering.case_denunciation, name="case_denunciation"),
    path("gui/", report.case_send, name="case_send"),
    path("tra-cuu/", following.case_follow, name="case_follow"),
    path("tra-cuu/bo-sung/", following.case_message, name="case_message"),
    path("tra-cuu/ket-qua/", following.case_end, name="case_end"),
    path("tra-cuu/xoa-lien-he/", following.case_contact_erase, name="case_contact_erase"),
]
