"""Addresses of real visits and of paper slips."""

from django.urls import path

from feedback.api import visits as visits_api
from feedback.views.slips.entry import slip_entry
from feedback.views.slips.paper import slip_paper
from feedback.views.visits.clients import visit_client_revoke, visit_clients
from feedback.views.visits.codes import visit_codes
from feedback.views.visits.importing import visit_import, visit_template
from feedback.views.visits.lists import visit_list, visit_lists
from feedback.views.visits.rating import rate_with_token
from feedback.views.visits.tokens import visit_key, visit_page, visit_sign

urlpatterns = [
    path("luot-den/", visit_page, name="visit_page"),
    # two calls without a cookie; their own addresses so that nginx keeps no line of them
    path("luot-den/ma/", visit_key, name="visit_key"),
    path("luot-den/ky/", visit_sign, name="visit_sign"),
    path("luot-den/danh-gia/<slug:code>/", rate_with_token, name="rate_visit"),
    path("mot-cua/", visit_lists, name="visit_lists"),
    path("mot-cua/nhap/", visit_import, name="visit_import"),
    path("mot-cua/mau-luot-den.csv", visit_template, name="visit_template"),
    path("mot-cua/ma-moi/", visit_codes, name="visit_codes"),
    path("mot-cua/danh-sach/<uuid:pk>/", visit_list, name="visit_list"),
    path("mot-cua/ket-noi/", visit_clients, name="visit_clients"),
    path("mot-cua/ket-noi/<int:pk>/thu-hoi/", visit_client_revoke, name="visit_client_revoke"),
    path("api/mot-cua/luot-den/", visits_api.visits, name="api_visits"),
    path("quay/<int:pk>/phieu-giay/", slip_entry, name="slip_entry"),
    path("quay/<int:pk>/phieu-giay-<slug:language>.pdf", slip_paper, name="slip_paper"),
]
