"""The address of an agency's complaint series."""

from django.urls import path

from feedback.views import complaints

urlpatterns = [path("co-quan/<int:pk>/phan-anh/", complaints.complaint_years, name="complaint_years")]
