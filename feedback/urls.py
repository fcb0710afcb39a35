"""Addresses of the citizens' side: the public page of a counter, and counters for the province."""

from django.urls import path

from feedback.views import counter_acts, counters, rating

# A code is letters, digits, "-" and "_": what else is typed finds no address at all.
urlpatterns = [
    path("danh-gia/<slug:token>/", rating.rate, name="rate_counter"),
    path("danh-gia/<slug:token>/cam-on/", rating.thanks, name="rate_thanks"),
    path("quay/", counters.counter_list, name="counter_list"),
    path("quay/moi/", counter_acts.counter_create, name="counter_create"),
    path("quay/<int:pk>/", counters.counter_detail, name="counter_detail"),
    path("quay/<int:pk>/to-dan/", counters.counter_poster, name="counter_poster"),
    path("quay/<int:pk>/thu-hoi/", counter_acts.counter_revoke, name="counter_revoke"),
]
