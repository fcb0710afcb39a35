"""The anonymous staff survey: addresses."""

from django.urls import path

from evaluations.views.survey import survey_cast, survey_detail, survey_list, survey_open, survey_turn

urlpatterns = [
    path("khao-sat/", survey_list, name="survey_list"),
    path("khao-sat/mo/", survey_open, name="survey_open"),
    # public, without a cookie; its own address so that nginx keeps no line of it
    path("khao-sat/bo-phieu/", survey_cast, name="survey_cast"),
    path("khao-sat/<int:pk>/", survey_detail, name="survey_detail"),
    path("khao-sat/<int:pk>/nhan-phieu/", survey_turn, name="survey_turn"),
]
