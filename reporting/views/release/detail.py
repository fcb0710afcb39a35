"""A period's ranking: previewed, released or withdrawn, as whoever looks may see it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from agencies.enums import ComparisonGroup
from core import clock
from core.access import Denied, may
from core.dates import format_day, format_moment
from core.documents.files import file_response
from core.documents.of_table import document
from evaluations.actions.releases import shown_of
from evaluations.enums import ReleaseState
from evaluations.gather.releases.table import ReleasedTable, released_before, table_of
from evaluations.gather.releases.withdrawn import withdrawal_reason
from evaluations.models import PeriodSnapshot, RankingRelease
from reporting.tables import releases as tables
from reporting.tables.cells import Table
from reporting.views.release.frame import KINDS, closed_period, trail, visible_release

GROUPS = {group.value: group.label for group in ComparisonGroup}


@require_safe
def release_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The table inside each comparison group, bands first, ties shared, most improved beside highest.

    Before anybody asked for a release, Home Affairs sees how it would look and what to do.
    """
    return ranking_page(request, pk)


def ranking_page(request: HttpRequest, pk: int, *, refused: str = "", status: int = 200) -> HttpResponse:
    """The page of the period's ranking as it stands now; ``refused`` says why an act was not done."""
    user: Any = request.user
    snapshot = closed_period(pk)
    release = visible_release(request, snapshot)
    may_ask = bool(may(user, "ranking.ask_release", snapshot))
    if release is None and not may_ask:
        raise Http404("Kỳ này chưa có xếp hạng nào để xem.")
    before = released_before(snapshot.period)
    groups = _groups(table_of(snapshot, before))
    compared = f"{before.period.label.lower()}, bản chốt {before.revision}" if before else ""
    if "xuat" in request.GET:
        return _export(request, snapshot, release, groups, compared)
    context = {
        "trail": trail(snapshot.period),
        "period": snapshot.period,
        "snapshot": snapshot,
        "release": release,
        "groups": groups,
        "compared": compared,
        "refused": refused,
        "shown": shown_of(release) if release else None,
        "made": format_moment(snapshot.made_at),
        **_standing(release),
        "withdrawn_why": withdrawal_reason(release) if release else "",
        **_acts(user, release, snapshot, may_ask=may_ask),
    }
    return render(request, "reporting/release/detail.html", context, status=status)


def _groups(found: ReleasedTable) -> list[dict[str, Any]]:
    return [
        {
            "label": GROUPS[group.group],
            "places": tables.places_table(group, GROUPS[group.group], found),
            "improved": tables.improved_table(group, found.names),
            "unranked": tables.unranked_table(group, found.names),
        }
        for group in found.groups
    ]


def _standing(release: RankingRelease | None) -> dict[str, Any]:
    """The state in words, and who stands for it."""
    if release is None:
        return {"state": "Chưa đề nghị công bố", "kind": "neutral", "lines": [], "is_preview": False}
    lines = [_said(release.asked_by, "đề nghị", release.asked_at)]
    if release.state == ReleaseState.PREVIEW:
        lines.append(f"Cơ quan xem trước đến hết ngày {format_day(release.preview_until)}")
    if release.released_at and release.state == ReleaseState.RELEASED:
        lines.append(_said(release.released_by, "công bố", release.released_at))
    if release.withdrawn_at and release.state == ReleaseState.WITHDRAWN:
        lines.append(_said(release.withdrawn_by, "rút", release.withdrawn_at))
    if release.is_public:
        lines.append("Có trên trang công khai khi đã công bố")
    state = ReleaseState(release.state)
    return {
        "state": state.label,
        "kind": KINDS[state],
        "lines": lines,
        "is_preview": state == ReleaseState.PREVIEW,
    }


def _said(who: Any, act: str, at: datetime | None) -> str:
    """ "Lê Thị Nội công bố 23/10/2026 09:00"; of the demonstration's months nobody is named."""
    words = f"{who} {act}" if who else act.capitalize()
    return f"{words} {format_moment(at)}"


def _acts(
    user: Any, release: RankingRelease | None, snapshot: PeriodSnapshot, *, may_ask: bool
) -> dict[str, Any]:
    """The buttons there are, and why one that is expected is not."""
    verdict = may(user, "ranking.release", release)
    is_preview = release is not None and release.state == ReleaseState.PREVIEW
    over = release is not None and clock.today() > release.preview_until
    why = ""
    if is_preview and release is not None and may_ask:
        if not over:
            why = f"Công bố được từ ngày sau {format_day(release.preview_until)}, khi cơ quan đã xem xong."
        elif isinstance(verdict, Denied):
            why = verdict.reason
    shows_publicly = release is not None and release.is_public and release.state == ReleaseState.RELEASED
    return {
        "may_ask": may_ask and (release is None or release.state == ReleaseState.WITHDRAWN),
        "may_release": is_preview and over and bool(verdict),
        "may_withdraw": may_ask and release is not None and release.state != ReleaseState.WITHDRAWN,
        "why_not": why,
        "public_url": f"{reverse('public_results')}?ky={snapshot.period.starts_on:%Y-%m}"
        if shows_publicly and settings.PUBLIC_RESULTS
        else "",
    }


def _export(
    request: HttpRequest,
    snapshot: PeriodSnapshot,
    release: RankingRelease | None,
    groups: list[dict[str, Any]],
    compared: str,
) -> HttpResponse:
    wanted = request.GET.get("bang", "")
    every: list[Table] = [group[name] for group in groups for name in ("places", "improved", "unranked")]
    chosen = next((table for table in every if table.key == wanted), None)
    if request.GET["xuat"] != "xlsx" or chosen is None:
        raise Http404("Không có bảng này để xuất.")
    state = _standing(release)["state"]
    lines = [f"{snapshot.period.label}, bản chốt {snapshot.revision}", state, f"Mã chốt {snapshot.digest}"]
    if compared:
        lines.append(f"Mức tăng, giảm so với {compared}")
    file = document(chosen, title=f"Xếp hạng {snapshot.period.label.lower()}", at=clock.now(), lines=lines)
    return file_response(file, "xlsx")
