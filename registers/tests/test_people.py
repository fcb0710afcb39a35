"""Lists of people: who may be on them, when they are final, and what they come to."""

from datetime import date

import pytest

from agencies.models import AgencySuccession, Posting, Reorganisation
from agencies.tests.factories import RECORDED, make_staff, make_user
from registers.actions.people import Listed, add_by_code, mark_people
from registers.actions.refusals import EntryRefused, NotNow
from registers.gather.counts import counted
from registers.gather.people import KnownFact, known_of
from registers.tests.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db


def _codes(*users) -> list[str]:
    return [user.staff.code for user in users]


def test_codes_are_added_all_or_none(registers) -> None:
    cast = registers.cast
    entry = registers.declare("training")
    with pytest.raises(EntryRefused, match="VL9"):
        add_by_code(entry=entry, codes=[*_codes(cast.officer), "VL9"], actor=cast.head, at=NOW)
    assert not entry.people.exists()
    codes = [_codes(cast.officer)[0].lower(), *_codes(cast.colleague, cast.officer)]
    assert add_by_code(entry=entry, codes=codes, actor=cast.head, at=NOW) == Listed(2, 0, 0)
    assert add_by_code(entry=entry, codes=_codes(cast.officer), actor=cast.head, at=NOW) == Listed(0, 0, 1)


def test_people_of_another_agency_are_not_listed(registers) -> None:
    entry = registers.declare("training")
    with pytest.raises(EntryRefused, match="không công tác"):
        add_by_code(entry=entry, codes=_codes(registers.cast.stranger), actor=registers.cast.head, at=NOW)


def test_who_worked_there_that_day_is_listed_though_gone_since(registers) -> None:
    cast = registers.cast
    Posting.objects.filter(staff=cast.officer.staff).update(ends_on=date(2026, 8, 1))
    entry = registers.declare("training")
    assert add_by_code(entry=entry, codes=_codes(cast.officer), actor=cast.head, at=NOW).added == 1


def test_a_verified_list_is_final(registers) -> None:
    cast = registers.cast
    entry = registers.verified("training", people=[cast.officer])
    with pytest.raises(NotNow, match="đợt mới"):
        mark_people(entry=entry, add=[cast.colleague.staff_id], actor=cast.head, at=NOW)


def test_a_register_without_lists_takes_nobody(registers) -> None:
    with pytest.raises(NotNow):
        mark_people(
            entry=registers.declare("yearly_plan"),
            add=[registers.cast.officer.staff_id],
            actor=registers.cast.head,
            at=NOW,
        )


class TestCounts:
    def _of(self, registers, code):
        pk = registers.cast.department.pk
        count = counted([pk], TODAY)[pk].counts.get(code)
        return None if count is None else (count.k, count.n)

    def test_only_verified_lists_count_and_everybody_once(self, registers) -> None:
        """CQ-05; the department has five people: head, two unit heads, officer, colleague."""
        cast = registers.cast
        registers.verified("training", people=[cast.officer, cast.colleague])
        registers.verified("training", day=date(2026, 6, 1), people=[cast.officer])
        registers.declare("training", day=date(2026, 7, 1), people=[cast.head])
        assert self._of(registers, "CQ-05") == (2, 5)

    def test_a_pledge_signed_elsewhere_goes_with_the_person(self, registers) -> None:
        """CQ-06: a person signs once a year, and moves; whoever has left is in neither number."""
        cast = registers.cast
        registers.verified("pledge", people=[cast.officer])
        came = make_staff("Trần Thị Đến", cast.commune)
        registers.verified("pledge", agency=cast.commune.pk, actor=cast.other_head, people=[make_user(came)])
        Posting.objects.filter(staff=came).update(ends_on=date(2026, 9, 1))
        Posting.objects.create(
            staff=came,
            agency=cast.unit,
            title="Chuyên viên",
            starts_on=date(2026, 9, 1),
            recorded_at=RECORDED,
        )
        assert self._of(registers, "CQ-06") == (2, 6)
        Posting.objects.filter(staff=cast.officer.staff).update(ends_on=date(2026, 10, 1))
        assert self._of(registers, "CQ-06") == (1, 5)

    def test_last_years_pledges_do_not_count(self, registers) -> None:
        registers.verified("pledge", year=2025, day=date(2025, 12, 1), people=[registers.cast.officer])
        pk = registers.cast.department.pk
        found = counted([pk], TODAY)
        assert pk not in found or "CQ-06" not in found[pk].counts

    def test_rules_are_outdated_by_a_reorganisation_until_reviewed(self, registers) -> None:
        cast = registers.cast
        registers.verified("internal_rules")
        assert self._of(registers, "CQ-02") == (1, 4)
        act = Reorganisation.objects.create(
            decision_number="1/NQ",
            title="Sắp xếp",
            decided_on=date(2026, 6, 1),
            in_force_on=date(2026, 7, 1),
        )
        AgencySuccession.objects.create(
            reorganisation=act, kind="transfer", predecessor=cast.commune, successor=cast.department
        )
        assert self._of(registers, "CQ-02") == (0, 4)
        registers.verified("rule_review")
        assert self._of(registers, "CQ-02") == (1, 4)

    def test_it_costs_the_same_for_one_agency_and_many(self, registers, django_assert_num_queries) -> None:
        cast = registers.cast
        registers.verified("training", people=[cast.officer])
        registers.verified("yearly_plan", agency=cast.commune.pk, actor=cast.other_head)
        with django_assert_num_queries(7):
            counted([cast.department.pk], TODAY)
        with django_assert_num_queries(7):
            counted([cast.department.pk, cast.commune.pk], TODAY)


def test_what_is_known_of_a_person(registers) -> None:
    cast = registers.cast
    registers.verified("pledge", people=[cast.officer])
    registers.declare("training", day=date(2026, 11, 5), people=[cast.officer, cast.colleague])
    registers.verified("training", day=date(2026, 10, 5), people=[cast.officer])
    month = (date(2026, 11, 1), date(2026, 12, 1))
    assert known_of(cast.officer.staff_id, *month) == (
        KnownFact("pledge", "Ký cam kết 2026", date(2026, 2, 10), True),
        KnownFact("training", "Lớp giao tiếp", date(2026, 11, 5), False),
    )
    assert known_of(cast.head.staff_id, *month) == ()
