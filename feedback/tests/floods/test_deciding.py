"""Home Affairs and inspectors look into what was set aside; the agency learns only how many."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from agencies.enums import Role
from agencies.models import Delegation, User
from agencies.tests.cast import Cast
from agencies.tests.factories import grant
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry, OutboxMessage
from core.small_counts import Tally
from feedback.actions.suspicions.decide import DayNotOver, decide_suspicion
from feedback.enums import StuffingPattern, SuspicionState
from feedback.gather.suspicions import beside_usual
from feedback.models import Counter, Rating, RatingSuspicion
from feedback.tests.conftest import AT
from feedback.tests.factories import make_counter, make_ratings

DAY = date(2026, 11, 18)
LIST = reverse("suspicion_list")


def stuffed(counter: Counter, count: int = 25, day: date = DAY) -> RatingSuspicion:
    """A pattern of one device that gave one star each time."""
    row = RatingSuspicion.objects.create(counter=counter, day=day, pattern=StuffingPattern.SOURCE)
    ratings = make_ratings(counter, day, *[1] * count)
    Rating.objects.filter(pk__in=[one.pk for one in ratings]).update(suspicion=row)
    return row


def decide(row: RatingSuspicion, actor: User, state: str = "cleared", version: int = 1) -> RatingSuspicion:
    return decide_suspicion(
        suspicion=row, state=state, reason="Đoàn học sinh đến cùng lúc", version=version, actor=actor, at=AT
    )


def test_clearing_counts_them_again_and_makes_the_month_stale(cast: Cast, counter: Counter) -> None:
    row = stuffed(counter)
    assert not Rating.objects.counted().exists()
    decide(row, cast.admin)
    assert Rating.objects.counted().count() == 25
    assert OutboxMessage.objects.get().payload == {"agency": cast.department.pk, "day": "2026-11-18"}
    entry = AuditEntry.objects.get(event="suspicion.decided")
    assert (entry.before["state"], entry.after["state"]) == ("set_aside", "cleared")
    assert entry.reason == "Đoàn học sinh đến cùng lúc"


def test_it_is_reversible(cast: Cast, counter: Counter) -> None:
    row = stuffed(counter)
    decide(row, cast.inspector)
    decide(row, cast.admin, "confirmed", version=2)
    assert not Rating.objects.counted().exists()
    assert AuditEntry.objects.filter(event="suspicion.decided").count() == 2


def test_the_same_decision_twice_changes_nothing(cast: Cast, counter: Counter) -> None:
    row = stuffed(counter)
    decide(row, cast.admin)
    assert decide(row, cast.admin).version == 2
    assert AuditEntry.objects.filter(event="suspicion.decided").count() == 1


def test_who_read_an_older_version_is_told(cast: Cast, counter: Counter) -> None:
    row = stuffed(counter)
    decide(row, cast.admin)
    with pytest.raises(Conflict, match="Người khác vừa quyết định"):
        decide(row, cast.inspector, "confirmed")


def test_while_the_day_runs_nobody_decides(cast: Cast, counter: Counter) -> None:
    with pytest.raises(DayNotOver):
        decide(stuffed(counter, day=date(2026, 11, 20)), cast.admin)


def test_nobody_decides_about_the_counter_of_their_own_agency(cast: Cast) -> None:
    row = stuffed(make_counter(cast.home_affairs))
    with pytest.raises(AccessRefused, match="nơi bạn làm việc"):
        decide(row, cast.admin)
    grant(cast.stranger, Role.HOME_AFFAIRS, cast.province)
    assert decide(row, cast.stranger).state == SuspicionState.CLEARED


def test_a_lent_role_decides_nothing_about_the_counters_of_its_giver(cast: Cast, counter: Counter) -> None:
    days = {"starts_on": DAY, "ends_on": date(2026, 12, 1)}
    lent = {"role": Role.HOME_AFFAIRS, "agency": cast.province, **days}
    Delegation.objects.create(giver=cast.admin, receiver=cast.stranger, **lent)
    assert decide(stuffed(counter), cast.stranger).state == SuspicionState.CLEARED
    with pytest.raises(AccessRefused, match="người ủy quyền"):
        decide(stuffed(make_counter(cast.home_affairs)), cast.stranger)


def test_while_the_day_runs_no_number_and_no_stars_are_told(
    client: Client, cast: Cast, counter: Counter
) -> None:
    row = stuffed(counter, 25, date(2026, 11, 20))
    make_ratings(counter, date(2026, 11, 20), *[5] * 9)
    client.force_login(cast.admin)
    assert "Chờ hết ngày" in client.get(LIST).text
    page = client.get(reverse("suspicion_detail", args=[row.pk])).text
    assert "Chờ hết ngày" in page
    assert "1 – Rất không hài lòng" not in page
    assert "5 – Rất hài lòng" not in page


def test_neighbouring_patterns_tell_no_day_s_stars_by_subtraction(cast: Cast, counter: Counter) -> None:
    first, second = stuffed(counter), stuffed(counter, day=date(2026, 11, 19))
    make_ratings(counter, date(2026, 10, 16), *[4] * 9)
    make_ratings(counter, date(2026, 11, 19), *[5] * 9)
    told = [beside_usual(row, today=date(2026, 11, 20)).usual for row in (first, second)]
    assert told[0] == told[1] == [Tally("4 – Hài lòng", 9, 0)]


def test_the_counters_of_the_own_agency_or_of_the_lender_s_are_not_seen(
    client: Client, cast: Cast, counter: Counter
) -> None:
    stuffed(counter)
    own = stuffed(make_counter(cast.home_affairs))
    lent = {"role": Role.HOME_AFFAIRS, "agency": cast.province}
    days = {"starts_on": DAY, "ends_on": date(2026, 12, 1)}
    Delegation.objects.create(giver=cast.admin, receiver=cast.stranger, **lent, **days)
    for user in (cast.admin, cast.stranger):
        client.force_login(user)
        assert RatingSuspicion.objects.visible_to(user, date(2026, 11, 20)).count() == 1
        assert client.get(reverse("suspicion_detail", args=[own.pk])).status_code == 404


@pytest.mark.parametrize("who", ["head", "officer", "leader", "custodian"])
def test_others_see_none_of_it(client: Client, cast: Cast, counter: Counter, who: str) -> None:
    row = stuffed(counter)
    client.force_login(getattr(cast, who))
    assert client.get(LIST).status_code == 403
    assert client.get(reverse("suspicion_detail", args=[row.pk])).status_code == 404
    assert client.post(reverse("suspicion_decide", args=[row.pk]), {"state": "cleared"}).status_code == 404
    with pytest.raises(AccessRefused):
        decide(row, getattr(cast, who))


def test_the_pages_tell_numbers_and_take_a_decision(client: Client, cast: Cast, counter: Counter) -> None:
    row = stuffed(counter)
    make_ratings(counter, date(2026, 10, 16), 5, 5, 5, 5, 5, 4, 3)
    client.force_login(cast.admin)
    assert "Nhiều lượt từ một thiết bị" in client.get(LIST).text
    here = reverse("suspicion_detail", args=[row.pk])
    page = client.get(here).text
    assert "1 – Rất không hài lòng" in page
    assert "Các mức ít lượt, gộp chung" in page
    done = client.post(
        reverse("suspicion_decide", args=[row.pk]),
        {"state": "confirmed", "reason": "Cùng một máy", "version": 1},
    )
    assertRedirects(done, here)
    assert "Đã xác nhận, không tính" in client.get(here).text


@pytest.mark.parametrize("changes", [{"reason": ""}, {"state": "set_aside"}, {"state": ""}])
def test_a_decision_needs_a_choice_and_a_reason(
    client: Client, cast: Cast, counter: Counter, changes: dict[str, str]
) -> None:
    row = stuffed(counter)
    client.force_login(cast.admin)
    given = {"state": "cleared", "reason": "Cùng một máy", "version": "1"} | changes
    assert client.post(reverse("suspicion_decide", args=[row.pk]), given).status_code == 422
    row.refresh_from_db()
    assert row.state == SuspicionState.SET_ASIDE


def test_lists_cost_the_same_at_any_size(client: Client, cast: Cast, counter: Counter) -> None:
    for day in range(1, 19):
        stuffed(counter, 3, date(2026, 11, day))
    client.force_login(cast.admin)
    with assertNumQueries(8):
        assert client.get(LIST).status_code == 200


def test_a_choice_of_state_narrows_the_list(client: Client, cast: Cast, counter: Counter) -> None:
    decide(stuffed(counter), cast.admin)
    client.force_login(cast.admin)
    assert "18/11/2026" in client.get(LIST, {"trang-thai": "cleared"}).text
    assert "18/11/2026" not in client.get(LIST, {"trang-thai": "set_aside"}).text
    assert client.get(LIST, {"trang-thai": "la"}).status_code == 200
