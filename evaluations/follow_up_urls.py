"""Addresses of explanations, reports, conclusions and recommendations."""

from django.urls import path

from evaluations.views import follow_up

urlpatterns = [
    path("kiem-tra/<uuid:pk>/giai-trinh/", follow_up.inspection_findings, name="inspection_findings"),
    path(
        "kiem-tra/<uuid:pk>/giai-trinh/<int:criterion_id>/",
        follow_up.explanation_submit,
        name="explanation_submit",
    ),
    path("kiem-tra/<uuid:pk>/nhat-tri/", follow_up.explanation_agree, name="explanation_agree"),
    path("kiem-tra/giai-trinh/<uuid:pk>/tra-loi/", follow_up.explanation_judge, name="explanation_judge"),
    path("kiem-tra/tep/<uuid:pk>/", follow_up.follow_up_photo, name="follow_up_photo"),
    path("kiem-tra/tep/<uuid:pk>/nho/", follow_up.follow_up_thumbnail, name="follow_up_thumbnail"),
    path("kiem-tra/<uuid:pk>/bao-cao/", follow_up.inspection_report, name="inspection_report"),
    path("kiem-tra/<uuid:pk>/gia-han/", follow_up.report_extend, name="report_extend"),
    path("kiem-tra/<uuid:pk>/ket-luan/", follow_up.inspection_conclude, name="inspection_conclude"),
    path("kiem-tra/<uuid:pk>/phuc-tra/", follow_up.inspection_follow_up, name="inspection_follow_up"),
    path("kiem-tra/<uuid:pk>/doi-chieu/", follow_up.inspection_comparison, name="inspection_comparison"),
    path("kien-nghi/", follow_up.recommendation_list, name="recommendation_list"),
    path("kien-nghi/qua-han/", follow_up.overdue_board, name="overdue_board"),
    path("kien-nghi/nhac-han/", follow_up.chaser_preview, name="chaser_preview"),
    path("kien-nghi/<uuid:pk>/", follow_up.recommendation_detail, name="recommendation_detail"),
    path("kien-nghi/<uuid:pk>/bao-cao/", follow_up.recommendation_answer, name="recommendation_answer"),
    path("kien-nghi/<uuid:pk>/xac-nhan/", follow_up.recommendation_verify, name="recommendation_verify"),
    path("thoi-han/", follow_up.due_terms, name="due_terms"),
]
