"""What the pages of a release share: finding the period's newest release, the way back, states in words."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from core import clock
from evaluations.enums import ReleaseState
from evaluations.models import Period, PeriodSnapshot, RankingRelease

RANKINGS = "Xếp hạng công bố"
KINDS = {ReleaseState.PREVIEW: "info", ReleaseState.RELEASED: "ok", ReleaseState.WITHDRAWN: "bad"}


def closed_period(pk: int) -> PeriodSnapshot:
    """The newest snapshot of the period with its period, else 404: what is not closed has no ranking."""
    snapshots = PeriodSnapshot.objects.filter(period=pk, replaced_by=None).select_related("period")
    return get_object_or_404(snapshots)


def visible_release(request: HttpRequest, snapshot: PeriodSnapshot) -> RankingRelease | None:
    """The release of the snapshot if there is one that the person may read."""
    user: Any = request.user
    visible = RankingRelease.objects.visible_to(user, clock.today()).filter(snapshot=snapshot)
    return visible.select_related("asked_by", "released_by", "withdrawn_by").first()


def release_or_404(request: HttpRequest, pk: int) -> RankingRelease:
    """The release of the period's newest snapshot, or 404."""
    snapshot = closed_period(pk)
    release = visible_release(request, snapshot)
    if release is None:
        raise Http404("Kỳ này chưa có xếp hạng nào để xem.")
    release.snapshot = snapshot
    return release


def trail(period: Period, here: str = "") -> list[tuple[str, str]]:
    """The way back."""
    root = (RANKINGS, reverse("release_list"))
    if not here:
        return [root, (period.label, "")]
    return [root, (period.label, reverse("release_detail", args=[period.pk])), (here, "")]
