"""Telling the person and the heads what happened to a form; reasons and scores stay in the portal."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from agencies.models import User
from core.dates import format_month
from core.notifications import Kind, notify
from evaluations.models import SelfAssessment


def tell_person(
    kind: Kind, form: SelfAssessment, *, occasion: str, at: datetime, context: Mapping[str, Any] | None = None
) -> int:
    """Tell the person whose form it is; ``occasion`` sets apart what may happen twice to one version."""
    return tell_users(
        kind,
        User.objects.filter(staff=form.staff_id, is_active=True).order_by("pk"),
        form,
        occasion=occasion,
        at=at,
        context=context,
        url=reverse("assessment_detail", args=[form.pk]),
    )


def tell_users(
    kind: Kind,
    users: Iterable[User],
    form: SelfAssessment,
    *,
    occasion: str,
    at: datetime,
    url: str,
    context: Mapping[str, Any] | None = None,
) -> int:
    """Tell some users of one form; the month is in every context. Returns how many are new."""
    return notify(
        kind,
        recipients=users,
        key=f"{kind.name}:{form.pk}:{form.version}:{occasion}",
        context={"month": format_month(form.period.starts_on), **(context or {})},
        url=url,
        at=at,
    )
