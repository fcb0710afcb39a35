"""Every address of the portal, by app."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("vhcv_portal.account_urls")),
    path("", include("core.urls")),
    path("", include("agencies.urls")),
    path("", include("feedback.complaint_urls")),
    path("", include("feedback.urls")),
    path("", include("evaluations.urls")),
    path("", include("reporting.urls")),
]
