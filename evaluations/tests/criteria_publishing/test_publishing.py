"""Publishing takes two people; what was seen is published; who retires leaves nobody without a set."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from agencies.models import User
from agencies.tests.cast import Cast
from core.errors import Conflict
from core.models import AuditEntry, Notification
from core.transitions import TransitionRefused
from evaluations.actions.criteria.ask_publish import (
    AskedAlready,
    Inconsistent,
    NotAsked,
    ReasonMissing,
    ask_publish,
    withdraw_ask,
)
from evaluations.actions.criteria.publish import SamePerson, publish
from evaluations.actions.criteria.retire import RetireReasonMissing, StillNeeded, retire
from evaluations.actions.criteria.storing import store_definition
from evaluations.actions.open_period import open_period
from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import shipped_set
from evaluations.gather.criteria.chosen import NEVER, chosen_sets, counts_from, given_by
from evaluations.gather.criteria.pinned import changed_in, pinned_periods
from evaluations.gather.sets import load_set
from evaluations.models import CriteriaSet, Criterion, PeriodSet
from evaluations.rules.set_choice import Offered, choose
from evaluations.tests.criteria_publishing.conftest import AT, LATER


def ask(draft: CriteriaSet, actor: User, *accepted: str, reason: str = "") -> CriteriaSet:
    return ask_publish(
        draft=draft, accepted=accepted, reason=reason, seen_edition=draft.edition, actor=actor, at=AT
    )


def test_one_asks_and_another_publishes(draft: CriteriaSet, cast: Cast, second: User) -> None:
    ask(draft, cast.admin)
    published = publish(draft=draft, seen_edition=0, actor=second, at=LATER)
    assert (published.state, published.asked_by, published.published_by) == ("published", cast.admin, second)
    assert publish(draft=draft, seen_edition=0, actor=second, at=LATER) == published
    events = (
        AuditEntry.objects.filter(subject_id=str(draft.pk)).order_by("pk").values_list("event", flat=True)
    )
    assert list(events) == ["criteria_set.publish_asked", "criteria_set.published"]
    told = Notification.objects.order_by("pk").values_list("kind", "recipient")
    assert set(told) == {
        ("criteria_set.publish_asked", second.pk),
        ("criteria_set.published", cast.admin.pk),
    }


def test_who_asks_does_not_decide_and_the_database_stands_behind_it(
    draft: CriteriaSet, cast: Cast, second: User
) -> None:
    with pytest.raises(NotAsked):
        publish(draft=draft, seen_edition=0, actor=second, at=AT)
    ask(draft, cast.admin)
    with pytest.raises(SamePerson, match="quản trị khác"):
        publish(draft=draft, seen_edition=0, actor=cast.admin, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        CriteriaSet.objects.filter(pk=draft.pk).update(published_by=cast.admin)


def test_what_was_edited_since_is_not_published(draft: CriteriaSet, cast: Cast, second: User) -> None:
    ask(draft, cast.admin)
    CriteriaSet.objects.filter(pk=draft.pk).update(edition=1)
    with pytest.raises(Conflict, match="đã được sửa"):
        publish(draft=draft, seen_edition=0, actor=second, at=AT)


def test_asking_again_is_the_same_and_a_second_asker_is_told(
    draft: CriteriaSet, cast: Cast, second: User
) -> None:
    ask(draft, cast.admin)
    ask(draft, cast.admin)
    assert AuditEntry.objects.filter(event="criteria_set.publish_asked").count() == 1
    with pytest.raises(AskedAlready, match=cast.admin.display_name):
        ask(draft, second)


def test_an_inconsistency_is_read_and_accepted_with_a_reason(draft: CriteriaSet, cast: Cast) -> None:
    CriteriaSet.objects.filter(pk=draft.pk).update(declared_total=Decimal(99))
    with pytest.raises(Inconsistent, match="Tổng ghi 99"):
        ask(draft, cast.admin)
    with pytest.raises(ReasonMissing):
        ask(draft, cast.admin, "total_sum:tổng")
    asked = ask(draft, cast.admin, "total_sum:tổng", reason="Biểu gốc ghi vậy.")
    assert (asked.accepted, asked.accepted_reason) == (["total_sum:tổng"], "Biểu gốc ghi vậy.")


def test_a_scoring_set_accepts_nothing_that_breaks_scoring(draft: CriteriaSet, cast: Cast) -> None:
    criterion = draft.criteria.order_by("position")[0]
    Criterion.objects.filter(pk=criterion.pk).update(weights={"inspection": 90})
    with pytest.raises(Inconsistent):
        ask(draft, cast.admin, f"weights:{criterion.code}", reason="Thôi.")


def test_a_fault_that_came_later_stops_the_second_person(
    draft: CriteriaSet, cast: Cast, second: User
) -> None:
    ask(draft, cast.admin)
    CriteriaSet.objects.filter(pk=draft.pk).update(declared_total=Decimal(99))
    with pytest.raises(Inconsistent):
        publish(draft=draft, seen_edition=0, actor=second, at=AT)


def test_a_request_is_given_back_with_a_reason_or_taken_back(
    draft: CriteriaSet, cast: Cast, second: User
) -> None:
    ask(draft, cast.admin)
    with pytest.raises(ReasonMissing):
        withdraw_ask(draft=draft, reason="", actor=second, at=LATER)
    given = withdraw_ask(draft=draft, reason="Thiếu nhóm trang phục.", actor=second, at=LATER)
    assert given.asked_by is None
    assert Notification.objects.get(kind="criteria_set.ask_returned").recipient == cast.admin
    ask(draft, cast.admin)
    assert withdraw_ask(draft=draft, reason="", actor=cast.admin, at=LATER).asked_by is None


def test_a_set_is_retired_only_when_every_group_keeps_one(
    draft: CriteriaSet, in_force: CriteriaSet, cast: Cast, second: User
) -> None:
    period = open_period(kind="month", day=date(2026, 11, 5), actor=None, at=AT)
    with pytest.raises(StillNeeded, match="Xã, phường"):
        retire(criteria_set=in_force, reason="Đã có bộ mới.", actor=cast.admin, at=LATER)
    ask(draft, cast.admin)
    publish(draft=draft, seen_edition=0, actor=second, at=LATER)
    with pytest.raises(RetireReasonMissing):
        retire(criteria_set=in_force, reason=" ", actor=cast.admin, at=LATER)
    retired = retire(criteria_set=in_force, reason="Đã có bộ mới.", actor=cast.admin, at=LATER)
    assert retired.state == "retired"
    load_set.cache_clear()
    assert load_set(in_force.pk).set_id == PeriodSet.objects.filter(period=period)[0].criteria_set_id
    with pytest.raises(TransitionRefused):
        retire(
            criteria_set=store_definition(replace(shipped_set("qd1847_2018"), version=9)),
            reason="Thử.",
            actor=cast.admin,
            at=LATER,
        )


def test_one_person_does_not_bring_an_old_set_back(
    draft: CriteriaSet, in_force: CriteriaSet, cast: Cast, second: User
) -> None:
    ask(draft, cast.admin)
    newer = publish(draft=draft, seen_edition=0, actor=second, at=LATER)
    before = chosen_sets()
    with pytest.raises(StillNeeded, match="để chấm: Sở, ban, ngành; Xã.*ban hành bộ thay thế trước"):
        retire(criteria_set=newer, reason="Quay về bộ cũ.", actor=cast.admin, at=LATER)
    newer.refresh_from_db()
    assert (newer.state, chosen_sets()) == ("published", before)
    communes = theirs("xa", "commune")
    with pytest.raises(StillNeeded, match="chấm: Xã, phường, đặc khu\\..*nêu đích danh nhóm"):
        retire(criteria_set=communes, reason="Quay về bộ chung.", actor=cast.admin, at=LATER)


def theirs(code: str, *groups: str) -> CriteriaSet:
    """A published set of its own for some groups."""
    definition = replace(shipped_set("qd1847_2018"), code=code, comparison_groups=groups, title=code)
    return publish_criteria_set(definition=definition, accepted=frozenset(), actor=None, at=LATER)


def test_a_draft_tells_whom_it_would_score_instead_of_what(draft: CriteriaSet, in_force: CriteriaSet) -> None:
    communes = theirs("xa", "commune")
    told = [(one.group.value, one.before, one.after, one.changes) for one in given_by(draft, LATER)]
    assert told == [
        ("department", in_force, draft, True),
        ("commune", communes, communes, False),
        ("service_unit", in_force, draft, True),
    ]
    theirs("khac", "department", "service_unit")
    assert not any(one.changes for one in given_by(draft, LATER))
    assert counts_from(draft, LATER) == NEVER
    draft.is_scoring = False
    assert given_by(draft, LATER) == []


OLD, NEW = AT, LATER
CHOICES = [
    ("the newest", [Offered(1, [], OLD), Offered(2, [], NEW)], 2),
    ("one that names the group", [Offered(1, ["commune"], OLD), Offered(2, [], NEW)], 1),
    ("not one that names another", [Offered(1, [], OLD), Offered(2, ["department"], NEW)], 1),
    ("the newest that names it", [Offered(1, ["commune"], OLD), Offered(2, ["commune"], NEW)], 2),
    ("none", [Offered(2, ["department"], NEW)], None),
]


@pytest.mark.parametrize(("offered", "chosen"), [r[1:] for r in CHOICES], ids=[r[0] for r in CHOICES])
def test_a_group_is_scored_by(offered: list[Offered], chosen: int | None) -> None:
    assert choose(offered, "commune") == chosen


def test_a_set_for_communes_counts_from_the_next_opened_month(in_force: CriteriaSet) -> None:
    november = open_period(kind="month", day=date(2026, 11, 5), actor=None, at=AT)
    theirs = replace(
        shipped_set("qd1847_2018"), code="xa", comparison_groups=("commune",), title="Bộ cho cấp xã"
    )
    for_communes = publish_criteria_set(definition=theirs, accepted=frozenset(), actor=None, at=LATER)
    assert counts_from(for_communes, LATER) == "Tháng 12/2026"
    assert set(PeriodSet.objects.filter(period=november).values_list("criteria_set", flat=True)) == {
        in_force.pk
    }
    december = open_period(kind="month", day=date(2026, 12, 1), actor=None, at=LATER)
    pinned = dict(PeriodSet.objects.filter(period=december).values_list("comparison_group", "criteria_set"))
    assert pinned == {
        "commune": for_communes.pk,
        "department": in_force.pk,
        "service_unit": in_force.pk,
    }
    assert pinned == {str(group): one for group, one in chosen_sets().items()}
    assert pinned_periods(for_communes) == [(december, "Xã, phường, đặc khu")]
    (changed,) = changed_in(december.pk)
    assert (changed.groups, changed.new) == ("Xã, phường, đặc khu", for_communes)
    assert [one.sentence for one in changed.changes][:1] == [
        "Tên bộ: Bộ tiêu chí văn hóa công vụ theo Quyết định 1847/QĐ-TTg → Bộ cho cấp xã."
    ]
    assert changed_in(november.pk) == []
