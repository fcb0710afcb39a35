"""Addresses of plans, draws, orders and teams."""

from django.urls import path

from evaluations.views import planning

PLANS, DRAWS, VISIT = "kiem-tra/ke-hoach/", "kiem-tra/rut-tham/", "kiem-tra/<uuid:pk>/"
urlpatterns = [
    path(PLANS, planning.plan_list, name="plan_list"),
    path(f"{PLANS}moi/", planning.plan_create, name="plan_create"),
    path(f"{PLANS}mau/", planning.plan_template, name="plan_template"),
    path(f"{PLANS}<uuid:pk>/", planning.plan_detail, name="plan_detail"),
    path(f"{PLANS}<uuid:pk>/ban-hanh/", planning.plan_issue, name="plan_issue"),
    path(f"{PLANS}<uuid:pk>/nhap/", planning.plan_import, name="plan_import"),
    path(f"{PLANS}<uuid:pk>/xuat/<str:ending>/", planning.plan_export, name="plan_export"),
    path(f"{PLANS}<uuid:pk>/dong/moi/", planning.line_create, name="line_create"),
    path(f"{PLANS}dong/<uuid:pk>/", planning.line_edit, name="line_edit"),
    path(f"{PLANS}dong/<uuid:pk>/bo/", planning.line_drop, name="line_drop"),
    path(f"{PLANS}dong/<uuid:pk>/lap/", planning.line_order, name="line_order"),
    path("kiem-tra/do-phu/", planning.coverage, name="coverage"),
    path("kiem-tra/goi-y/", planning.suggestions, name="suggestions"),
    path(DRAWS, planning.draw_list, name="draw_list"),
    path(f"{DRAWS}moi/", planning.draw_create, name="draw_create"),
    path(f"{DRAWS}<uuid:pk>/", planning.draw_detail, name="draw_detail"),
    path(f"{DRAWS}<uuid:pk>/cong-bo/", planning.draw_reveal, name="draw_reveal"),
    path(f"{DRAWS}<uuid:pk>/rut-lai/", planning.draw_redo, name="draw_redo"),
    path(f"{DRAWS}<uuid:pk>/tai-ve/", planning.draw_export, name="draw_export"),
    path("kiem-tra/lich-di/", planning.day_route, name="day_route"),
    path("kiem-tra/nguoi-than/", planning.relative_list, name="relative_list"),
    path("kiem-tra/nguoi-than/khai/", planning.relative_declare, name="relative_declare"),
    path("kiem-tra/nguoi-than/<uuid:pk>/ket-thuc/", planning.relative_end, name="relative_end"),
    path(f"{VISIT}quyet-dinh/", planning.inspection_order, name="inspection_order"),
    path(f"{VISIT}doan/", planning.inspection_team, name="inspection_team"),
    path(f"{VISIT}thong-bao/", planning.inspection_notice, name="inspection_notice"),
]
