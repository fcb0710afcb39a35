"""Every address of the portal, by app."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("vhcv_portal.account_urls")),
    path("", include("core.urls")),
    path("", include("agencies.urls")),
    path("", include("registers.urls")),
    path("", include("feedback.complaint_urls")),
    path("", include("feedback.urls")),
    path("", include("feedback.visit_urls")),
    path("", include("feedback.voice_urls")),
    path("phan-anh/", include("feedback.sending_urls")),
    path("phan-anh/nhap-ho/", include("feedback.assisted_urls")),
    path("niem-phong/", include("feedback.vault_urls")),
    path("noi-nhan-don/", include("feedback.lawful_urls")),
    path("", include("feedback.letter_urls")),
    path("", include("feedback.triage_urls")),
    path("", include("feedback.case_urls")),
    path("", include("feedback.suspicion_urls")),
    path("", include("evaluations.urls")),
    path("", include("reporting.urls")),
]
