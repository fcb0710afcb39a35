"""Addresses of the citizens' side: the public page of a counter, and counters for the province."""

from django.urls import path

from feedback.views import counter_acts, counters, posters, rating

# Whatever stands in the place of a code is answered by the citizen's page: a torn code may read as anything.
urlpatterns = [
    path("danh-gia/<str:code>/", rating.rate, name="rate_counter"),
    path("danh-gia/<str:code>/cam-on/", rating.thanks, name="rate_thanks"),
    path("quay/", counters.counter_list, name="counter_list"),
    path("quay/moi/", counter_acts.counter_create, name="counter_create"),
    path("quay/<int:pk>/", counters.counter_detail, name="counter_detail"),
    path("quay/<int:pk>/to-dan/<str:size>-<str:language>.pdf", posters.counter_poster, name="counter_poster"),
    path(
        "quay/co-quan/<int:pk>/to-dan/<str:size>-<str:language>.pdf",
        posters.agency_posters,
        name="agency_posters",
    ),
    path("quay/<int:pk>/thay-ma/", counter_acts.counter_replace, name="counter_replace"),
    path("quay/<int:pk>/thu-hoi/", counter_acts.counter_revoke, name="counter_revoke"),
]
