"""Asking, granting and refusing: two people, one new snapshot, nothing else of the month changes."""

import json
from collections.abc import Callable
from uuid import uuid4

import pytest

from agencies.models import User
from agencies.tests.cast import Cast
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry, Notification
from evaluations.actions.corrections import grant_correction, refuse_correction
from evaluations.actions.corrections.refusals import AlreadyDecided, BaseMoved, CorrectionRefused
from evaluations.enums import LineKind, ReleaseState
from evaluations.models import AgencyResult, Correction, Period, PeriodSnapshot, RankingRelease
from evaluations.rules.corrections.lines import Said
from evaluations.tests.corrections.conftest import AT, Closed

Ask = Callable[..., Correction]
WORDS = "Biên bản số 5 đúng như đề nghị."


def granted(correction: Correction, actor: User, base: int) -> PeriodSnapshot:
    grant_correction(correction=correction, decision=WORDS, seen_base=base, actor=actor, at=AT)
    return PeriodSnapshot.objects.get(correction=correction)


def test_asking_moves_nothing_and_tells_who_decides(ask: Ask, cast: Cast, second_admin: User) -> None:
    before = list(AgencyResult.objects.order_by("pk").values())
    correction = ask()
    assert list(AgencyResult.objects.order_by("pk").values()) == before
    assert PeriodSnapshot.objects.count() == 1
    ranks = {
        agency: next(one for one in moves if one[0] == "rank")
        for agency, moves in correction.moves["agencies"].items()
    }
    assert ranks == {
        str(cast.department.pk): ["rank", "1", "2"],
        str(cast.home_affairs.pk): ["rank", "2", "1"],
    }
    told = set(Notification.objects.filter(kind="correction.asked").values_list("recipient", flat=True))
    assert told == {second_admin.pk, cast.head.pk}


def test_the_same_form_asks_once_and_other_content_is_a_conflict(ask: Ask, closed: Closed) -> None:
    form = uuid4()
    assert ask(form_id=form) == ask(form_id=form)
    assert Correction.objects.count() == 1
    with pytest.raises(Conflict):
        ask(closed.line(after=Said(10, 1)), form_id=form)


def test_who_asks_may_not_decide(ask: Ask, closed: Closed, cast: Cast) -> None:
    with pytest.raises(AccessRefused, match="người đề nghị"):
        granted(ask(), cast.admin, closed.snapshot.pk)


def test_a_grant_is_a_new_snapshot_that_names_the_old_one(
    ask: Ask, closed: Closed, cast: Cast, second_admin: User
) -> None:
    correction = ask()
    snapshot = granted(correction, second_admin, closed.snapshot.pk)
    correction.refresh_from_db()
    assert (snapshot.revision, snapshot.replaces, snapshot.previous_digest) == (
        2,
        closed.snapshot,
        closed.snapshot.digest,
    )
    assert (snapshot.asked_by, snapshot.made_by) == (cast.admin, second_admin)
    assert (correction.state, correction.decided_by) == ("granted", second_admin)
    mirrored = AgencyResult.objects.get(agency=cast.department, period=closed.period)
    assert (mirrored.rank, mirrored.snapshot) == (2, snapshot)
    moves = {key: after for key, _before, after in correction.moves["agencies"][str(cast.department.pk)]}
    assert moves["total"] == f"{mirrored.total.normalize():f}"
    assert Period.objects.get(pk=closed.period.pk).state == "closed"
    told = Notification.objects.get(kind="correction.granted", recipient=cast.head)
    assert told.url == f"/ky-danh-gia/{closed.period.pk}/cac-ban/"
    entry = AuditEntry.objects.get(event="correction.granted")
    assert entry.after["digest"] == snapshot.digest


def test_agencies_that_no_line_names_keep_the_same_inputs(
    ask: Ask, closed: Closed, cast: Cast, second_admin: User
) -> None:
    new = granted(ask(), second_admin, closed.snapshot.pk)

    def payloads(snapshot: PeriodSnapshot, kind: str) -> dict[int | None, str]:
        return dict(snapshot.lines.filter(kind=kind).order_by("position").values_list("agency", "payload"))

    for kind in (LineKind.SET, LineKind.TREE, LineKind.OWED):
        assert payloads(new, kind) == payloads(closed.snapshot, kind)
    old, now = payloads(closed.snapshot, LineKind.INPUTS), payloads(new, LineKind.INPUTS)
    assert {agency for agency in old if old[agency] != now[agency]} == {cast.department.pk}
    old, now = payloads(closed.snapshot, LineKind.RESULT), payloads(new, LineKind.RESULT)
    assert old[cast.commune.pk] == now[cast.commune.pk]
    assert json.loads(now[cast.home_affairs.pk]) == json.loads(old[cast.home_affairs.pk]) | {"rank": 1}


def test_the_second_decider_is_told_by_whom_it_was_decided(
    ask: Ask, closed: Closed, cast: Cast, second_admin: User
) -> None:
    correction = ask(actor=cast.head)
    granted(correction, second_admin, closed.snapshot.pk)
    again = grant_correction(
        correction=correction, decision=WORDS, seen_base=closed.snapshot.pk, actor=second_admin, at=AT
    )
    assert again.state == "granted"
    with pytest.raises(AlreadyDecided, match="Mai Thị Quyết đã quyết định"):
        refuse_correction(correction=correction, decision="Không đủ căn cứ.", actor=cast.admin, at=AT)
    assert PeriodSnapshot.objects.count() == 2


def test_a_request_seen_on_an_old_revision_is_shown_again_and_then_granted(
    ask: Ask, closed: Closed, second_admin: User
) -> None:
    first, second = ask(), ask(closed.line("TT-04", Said(10, 5)))
    newest = granted(first, second_admin, closed.snapshot.pk)
    with pytest.raises(BaseMoved):
        granted(second, second_admin, closed.snapshot.pk)
    assert granted(second, second_admin, newest.pk).revision == 3


def test_what_another_correction_changed_is_not_overwritten(
    ask: Ask, closed: Closed, second_admin: User
) -> None:
    first, second = ask(), ask(closed.line(after=Said(10, 4)))
    newest = granted(first, second_admin, closed.snapshot.pk)
    with pytest.raises(CorrectionRefused, match="TT-01"):
        granted(second, second_admin, newest.pk)
    refuse_correction(correction=second, decision="Đã sửa ở bản 2.", actor=second_admin, at=AT)
    second.refresh_from_db()
    assert second.state == "refused"
    with pytest.raises(BaseMoved):
        ask(closed.line("TT-04", Said(10, 5)))


def test_a_head_asks_for_the_own_agency_alone(ask: Ask, closed: Closed, cast: Cast) -> None:
    assert ask(actor=cast.head).asked_by == cast.head
    with pytest.raises(AccessRefused):
        ask(actor=cast.other_head)


@pytest.mark.parametrize(
    ("code", "after", "words"),
    [
        ("TT-01", Said(10, 9), "giống số đã chốt"),
        ("TT-01", Said(10, 11), "không được lớn hơn 10"),
        ("XX-99", Said(10, 5), "không có trong kỳ"),
    ],
)
def test_a_line_that_cannot_be_is_refused(
    ask: Ask, closed: Closed, code: str, after: Said, words: str
) -> None:
    with pytest.raises(CorrectionRefused, match=words):
        ask(closed.line(code, after))


def test_the_old_ranking_is_withdrawn(ask: Ask, closed: Closed, cast: Cast, second_admin: User) -> None:
    RankingRelease.objects.create(
        snapshot=closed.snapshot,
        state=ReleaseState.RELEASED,
        preview_until=AT.date(),
        asked_at=AT,
        asked_by=cast.admin,
        released_at=AT,
        released_by=second_admin,
    )
    granted(ask(), second_admin, closed.snapshot.pk)
    release = RankingRelease.objects.get()
    assert (release.state, release.withdrawn_by) == (ReleaseState.WITHDRAWN, second_admin)
