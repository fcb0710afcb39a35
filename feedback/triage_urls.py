"""Addresses of the custodian's desk (below the path that the key's cookie goes to) and of the terms."""

from django.urls import path

from feedback.views.triage import acts, desk, handing, later, reading, remarks, terms

urlpatterns = [
    path("niem-phong/ban-doc/", desk.triage_list, name="triage_list"),
    path("niem-phong/ban-doc/cho-gui/", desk.triage_ready_list, name="triage_ready_list"),
    path("niem-phong/ban-doc/don-dap/", desk.triage_suspects, name="triage_suspects"),
    path("niem-phong/ban-doc/<uuid:pk>/", reading.triage_case, name="triage_case"),
    path("niem-phong/ban-doc/<uuid:pk>/anh/<uuid:photo>/", reading.triage_photo, name="triage_photo"),
    path("niem-phong/ban-doc/<uuid:pk>/co-quan/", acts.triage_agency, name="triage_agency"),
    path("niem-phong/ban-doc/<uuid:pk>/duyet/", acts.triage_ready, name="triage_ready"),
    path("niem-phong/ban-doc/<uuid:pk>/doc-lai/", acts.triage_unready, name="triage_unready"),
    path("niem-phong/ban-doc/<uuid:pk>/tu-choi/", acts.triage_refuse, name="triage_refuse"),
    path("niem-phong/ban-doc/<uuid:pk>/khong-don-dap/", acts.triage_trust, name="triage_trust"),
    path("niem-phong/ban-doc/<uuid:pk>/chuyen/", handing.triage_hand_over, name="triage_hand_over"),
    path("niem-phong/ban-doc/<uuid:pk>/ban-goc/", handing.triage_original, name="triage_original"),
    path("niem-phong/ban-doc/<uuid:pk>/lien-he/", handing.triage_contact, name="triage_contact"),
    path("niem-phong/ban-doc/<uuid:pk>/ban-giao/", handing.triage_ask, name="triage_ask"),
    path("niem-phong/ban-giao/", handing.triage_handings, name="triage_handings"),
    path("niem-phong/ban-giao/<uuid:pk>/", handing.triage_handing, name="triage_handing"),
    path("niem-phong/ban-giao/<uuid:pk>/phieu/", handing.triage_slip, name="triage_slip"),
    path("niem-phong/loi-bo-sung/", later.triage_messages, name="triage_messages"),
    path("niem-phong/loi-bo-sung/<uuid:pk>/", later.triage_message, name="triage_message"),
    path("niem-phong/gop-y/", remarks.triage_remarks, name="triage_remarks"),
    path("niem-phong/gop-y/don-dap/", remarks.triage_remark_suspects, name="triage_remark_suspects"),
    path("thoi-han-phan-anh/", terms.case_terms, name="case_terms"),
]
