"""Telling heads of a ranking to look at, and that it is released; and Home Affairs that it waits for one."""

from datetime import datetime

from django.urls import reverse

from agencies.gather.heads import heads_on, home_affairs_on
from core import clock
from core.dates import format_day
from core.notifications import notify
from evaluations.declarations.releases import (
    RANKING_ASKED,
    RANKING_PREVIEW,
    RANKING_RELEASED,
    RANKING_WITHDRAWN,
)
from evaluations.models import AgencyResult, RankingRelease


def tell_preview(release: RankingRelease, *, at: datetime) -> int:
    """Tell every head of a rated agency that the ranking may be looked at; how many are new."""
    period = release.snapshot.period
    rated = AgencyResult.objects.filter(period=period).values_list("agency_id", flat=True)
    return notify(
        RANKING_PREVIEW,
        recipients=heads_on(rated, clock.local_day(at)),
        key=f"{RANKING_PREVIEW.name}:{release.pk}:{at.isoformat()}",
        context={"period": period.label.lower(), "until": format_day(release.preview_until)},
        url=_page(release),
        at=at,
    )


def tell_asked(release: RankingRelease, *, at: datetime) -> int:
    """Tell the others at Home Affairs, one of whom is to release it."""
    others = home_affairs_on(clock.local_day(at))
    if release.asked_by_id is not None:
        others = others.exclude(pk=release.asked_by_id)
    return notify(
        RANKING_ASKED,
        recipients=others,
        key=f"{RANKING_ASKED.name}:{release.pk}:{at.isoformat()}",
        context={"period": release.snapshot.period.label.lower(), "who": str(release.asked_by)},
        url=_page(release),
        at=at,
    )


def tell_released(release: RankingRelease, *, at: datetime) -> int:
    """Tell every head that the ranking is released."""
    snapshot = release.snapshot
    rated = AgencyResult.objects.filter(period=snapshot.period).values_list("agency_id", flat=True)
    return notify(
        RANKING_RELEASED,
        recipients=heads_on(rated, clock.local_day(at)),
        key=f"{RANKING_RELEASED.name}:{release.pk}:{at.isoformat()}",
        context={"period": snapshot.period.label.lower(), "revision": snapshot.revision},
        url=_page(release),
        at=at,
    )


def tell_withdrawn(release: RankingRelease, *, reason: str, at: datetime) -> int:
    """Tell every head, who saw the ranking, that it stands no more, and why."""
    snapshot = release.snapshot
    rated = AgencyResult.objects.filter(period=snapshot.period).values_list("agency_id", flat=True)
    return notify(
        RANKING_WITHDRAWN,
        recipients=heads_on(rated, clock.local_day(at)),
        key=f"{RANKING_WITHDRAWN.name}:{release.pk}:{at.isoformat()}",
        context={
            "period": snapshot.period.label.lower(),
            "revision": snapshot.revision,
            "reason": reason.rstrip("."),
        },
        url=reverse("release_list"),
        at=at,
    )


def _page(release: RankingRelease) -> str:
    return reverse("release_detail", args=[release.snapshot.period_id])
