"""Which frameworks cap the top grade in a month, and the exceptions on record."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from evaluations.models import CriteriaSet, Period, PeriodSet, QuotaException
from evaluations.rules.reviews.frameworks import Framework, SetQuota, frameworks_on
from evaluations.rules.set_codec import rules_from_settings

NO_SET = SetQuota("", "", ())


def frameworks_of(period: Period) -> tuple[Framework, ...]:
    """What counts in ``period``: its own set's quotas, else the law's as published here (two queries)."""
    own = (
        PeriodSet.objects.filter(period=period)
        .order_by("comparison_group")
        .values_list("criteria_set__code", "criteria_set__title", "criteria_set__settings")
    )
    published = CriteriaSet.objects.published().filter(is_scoring=False).order_by("code", "version")
    rows = published.values_list("code", "title", "settings")
    by_code = {code: _set_quota(code, title, settings) for code, title, settings in rows}
    first = next((_set_quota(*row) for row in own if row[2].get("quotas")), NO_SET)
    return frameworks_on(period.last_day, first, by_code)


def _set_quota(code: str, title: str, settings: Mapping[str, Any]) -> SetQuota:
    kept = {name: settings[name] for name in ("quotas", "bands") if name in settings}
    rules = rules_from_settings(kept, (), ())
    return SetQuota(code, title, rules.quotas, rules.bands)


def exceptions_of(period: Period, agency_id: int) -> QuerySet[QuotaException]:
    """What was allowed beyond the quota in an agency's month, oldest first."""
    rows = QuotaException.objects.filter(period=period, agency=agency_id).select_related("authorised_by")
    return rows.order_by("authorised_at", "pk")
