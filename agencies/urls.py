"""Addresses of agencies, people, roles and accounts."""

from django.urls import path

from agencies.views import agencies, delegations, leave, leave_import, people, roles, tree

urlpatterns = [
    path("co-quan/", tree.agency_tree, name="agency_tree"),
    path("co-quan/<int:pk>/", agencies.agency_detail, name="agency_detail"),
    path("can-bo/", people.person_list, name="person_list"),
    path("can-bo/<int:pk>/", people.person_detail, name="person_detail"),
    path("can-bo/<int:pk>/nghi/", leave.leave_record, name="leave_record"),
    path("nghi/", leave.leave_list, name="leave_list"),
    path("nghi/nhap/", leave_import.leave_import, name="leave_import"),
    path("nghi/mau/", leave_import.leave_template, name="leave_template"),
    path("nghi/<uuid:pk>/rut/", leave.leave_withdraw, name="leave_withdraw"),
    path("uy-quyen/", delegations.delegation_list, name="delegation_list"),
    path("uy-quyen/moi/", delegations.delegation_give, name="delegation_give"),
    path("uy-quyen/<int:pk>/ket-thuc/", delegations.delegation_end, name="delegation_end"),
    path("vai-tro/", roles.role_list, name="role_list"),
    path("vai-tro/<uuid:pk>/thoi/", roles.role_end, name="role_end"),
    path("vai-tro/tai-khoan/", roles.user_list, name="user_list"),
    path("vai-tro/tai-khoan/<int:user_id>/giao/", roles.role_grant, name="role_grant"),
    path("vai-tro/tai-khoan/<int:user_id>/khoa/", roles.user_disable, name="user_disable"),
    path("vai-tro/tai-khoan/<int:user_id>/mo-khoa/", roles.user_enable, name="user_enable"),
]
