"""The entries of assessment in the primary navigation."""

from core import navigation

navigation.register(label="Kỳ đánh giá", url_name="period_list", icon="calendar", order=70)
navigation.register(label="Tiêu chí", url_name="criteria_set_list", icon="list-checks", order=71)
