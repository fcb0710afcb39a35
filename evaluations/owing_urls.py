"""Who owes a form in a month, reminders and the board of completion: addresses."""

from django.urls import path

from evaluations.views.owing import board, names, notes, reminders

urlpatterns = [
    path("phieu/tien-do/", board.owing_board, name="owing_board"),
    path("phieu/tien-do/tai-ve/<str:ending>/", board.owing_export, name="owing_export"),
    path("phieu/tien-do/danh-sach/", names.owing_names, name="owing_names"),
    path("phieu/tien-do/danh-sach/<str:ending>/", names.owing_names_export, name="owing_names_export"),
    path("phieu/tien-do/nhac/", reminders.owing_remind, name="owing_remind"),
    path(
        "phieu/tien-do/chuyen-di/<int:period_pk>/<int:agency_pk>/<int:staff_pk>/",
        notes.transfer_note,
        name="transfer_note",
    ),
]
