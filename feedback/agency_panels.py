"""What this app adds to an agency's page."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from agencies.models import AgencyVersion, User
from agencies.models.scope import scope_of
from agencies.panels import Panel, register
from core import clock
from core.access import may
from core.numbers import format_integer, format_points
from feedback.access.voice import VOICE_READERS
from feedback.gather.complaints import complaint_series
from feedback.gather.letters.work import letters_of
from feedback.gather.voice.agency import month_point
from feedback.models import Counter
from feedback.rules.release import telling_day
from feedback.rules.response import response_words

MOST_YEARS = 6
"""Years of the complaint series that fit on a panel, the newest."""


def complaints_panel(user: User, version: AgencyVersion, on: date) -> Panel | None:
    """How the complaint series of an agency ran; units without a score of their own have none."""
    if version.ends_on is None and version.rated_agency_id != version.agency_id:
        return None
    series = complaint_series(version.agency, on, version.ends_on)
    if not series:
        return None
    shown = series[-MOST_YEARS:]
    return Panel(
        label="Phản ánh, kiến nghị theo năm",
        value=" → ".join("—" if one.count is None else str(one.count) for one in shown),
        hint=str(shown[0].year) if len(shown) == 1 else f"{shown[0].year}–{shown[-1].year}",
        url=reverse("complaint_years", args=[version.agency_id]),
        symbol="message-square",
    )


def letters_panel(user: User, version: AgencyVersion, on: date) -> Panel | None:
    """How many letters an agency sent this year, and how many it owes; for those who may read them."""
    if version.rated_agency_id != version.agency_id or not may(user, "letter.read", version):
        return None
    sent, owing = letters_of(version.agency_id, on)
    if not sent and not owing:
        return None
    return Panel(
        label=f"Thư gửi người dân, {on.year}",
        value=format_integer(sent),
        hint=f"{format_integer(owing)} hồ sơ cần thư xin lỗi" if owing else "Không hồ sơ nào cần xin lỗi",
        url=reverse("letter_register", args=[version.agency_id]),
        symbol="mail",
    )


def counters_panel(user: User, version: AgencyVersion, on: date) -> Panel | None:
    """How many counters the agency and its units run; those who may print codes open them from here."""
    units = AgencyVersion.objects.as_of(on).under(version.agency).values("agency")
    count = Counter.objects.as_of(on).filter(agency__in=units, revoked_at=None).count()
    if not count:
        return None
    url = (
        f"{reverse('counter_list')}?{urlencode({'q': version.short_name})}"
        if may(user, "counter.list")
        else ""
    )
    return Panel(label="Quầy đang nhận đánh giá", value=format_integer(count), url=url, symbol="qr-code")


def voice_panel(user: User, version: AgencyVersion, on: date) -> Panel | None:
    """What citizens say of a rated agency this month, for those who may read it (two queries)."""
    is_rated = version.rated_agency_id == version.agency_id
    if not is_rated or not version.has_counter:
        return None
    if not scope_of(user, on).covers(version.path, VOICE_READERS):
        return None
    today = telling_day(clock.now())
    point = month_point(version.agency_id, clock.month_start(today), today=today)
    one = point.told
    return Panel(
        label="Người dân nói gì",
        value=f"{format_points(one.mean)}/5" if one else "Chưa đủ lượt",
        hint=f"n = {format_integer(one.answers)}; trả lời: {response_words(one.answers, point.visits)}"
        if one
        else "công bố theo nhóm từ 5 lượt",
        url=reverse("voice_agency", args=[version.agency_id]),
        symbol="megaphone",
    )


register(counters_panel, order=30)
register(voice_panel, order=35)
register(complaints_panel, order=40)
register(letters_panel, order=42)
