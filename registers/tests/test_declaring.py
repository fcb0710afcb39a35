"""An agency declares, corrects and takes back; the same thing twice is refused with words."""

from datetime import date
from uuid import uuid4

import pytest

from agencies.models import Posting
from agencies.tests.factories import RECORDED
from core.errors import Conflict
from core.models import AuditEntry
from core.transitions import TransitionRefused
from registers.actions.declare import declare_entry, edit_entry, withdraw_entry
from registers.actions.refusals import AlreadyEntered, EntryRefused, Stale
from registers.enums import EntryState
from registers.models import Entry
from registers.rules.catalogue import BY_CODE
from registers.tests.conftest import NOW

pytestmark = pytest.mark.django_db


def test_a_declared_entry_waits_and_is_in_the_trail(registers) -> None:
    entry = registers.declare("yearly_plan")
    assert (entry.state, entry.version, entry.declared_on) == ("declared", 1, date(2026, 11, 20))
    assert AuditEntry.objects.get(event="register_entry.declared").agency_id == entry.agency_id


def test_the_same_form_again_gives_the_same_entry(registers) -> None:
    form_id = uuid4()
    first = registers.declare("yearly_plan", form_id=form_id)
    assert registers.declare("yearly_plan", form_id=form_id).pk == first.pk
    assert Entry.objects.count() == AuditEntry.objects.filter(event="register_entry.declared").count() == 1


@pytest.mark.parametrize("given", [{"number": "6/KH-STP"}, {"day": date(2026, 1, 21)}])
def test_the_same_form_saying_otherwise_is_a_conflict(registers, given) -> None:
    form_id = uuid4()
    registers.declare("yearly_plan", form_id=form_id)
    with pytest.raises(Conflict):
        registers.declare("yearly_plan", form_id=form_id, **given)


@pytest.mark.parametrize("other", ["staff", "unit", "title"])
def test_the_same_form_about_another_person_unit_or_act_is_a_conflict(registers, other) -> None:
    cast, form_id = registers.cast, uuid4()
    first = {"staff": cast.officer.staff_id, "unit": cast.unit.pk, "title": "Lời lẽ thiếu chuẩn mực"}
    changed = {"staff": cast.unit_head.staff_id, "unit": cast.other_unit.pk, "title": "Đi muộn"}
    entry = registers.declare("breach", form_id=form_id, **first)
    assert registers.declare("breach", form_id=form_id, **first).pk == entry.pk
    with pytest.raises(Conflict):
        registers.declare("breach", form_id=form_id, **{**first, other: changed[other]})


def test_another_persons_form_is_a_conflict(registers) -> None:
    form_id = uuid4()
    registers.declare("yearly_plan", form_id=form_id)
    with pytest.raises(Conflict):
        registers.declare("yearly_plan", form_id=form_id, actor=registers.cast.unit_head)


def test_a_second_plan_of_the_year_is_refused_with_where_the_first_stands(registers) -> None:
    registers.declare("yearly_plan")
    with pytest.raises(AlreadyEntered, match="số 5/KH-STP"):
        registers.declare("yearly_plan", number="8/KH-STP")


def test_a_plan_taken_back_makes_room(registers) -> None:
    entry = registers.declare("yearly_plan")
    withdraw_entry(entry=entry, reason="Nhầm năm.", seen_version=1, actor=registers.cast.head, at=NOW)
    assert registers.declare("yearly_plan").state == EntryState.DECLARED


def test_a_month_of_figures_stands_once(registers) -> None:
    registers.declare("dossiers")
    registers.declare("dossiers", details={"month": 9})
    with pytest.raises(AlreadyEntered):
        registers.declare("dossiers", details={"total": 300})


def test_a_unit_of_another_agency_is_refused(registers) -> None:
    with pytest.raises(EntryRefused) as refused:
        registers.declare("code_of_conduct", unit=registers.cast.commune.pk)
    assert set(refused.value.errors) == {"unit"}


def test_what_the_register_asks_for_is_asked_for_by_the_act_too(registers) -> None:
    with pytest.raises(EntryRefused) as refused:
        registers.declare("yearly_plan", number="")
    assert set(refused.value.errors) == {"number"}


class TestEditing:
    def _edit(self, registers, entry, **given):
        seen = given.pop("seen_version", 1)
        contents = registers.contents(entry.register, **given)
        return edit_entry(
            entry=entry, contents=contents, seen_version=seen, actor=registers.cast.head, at=NOW
        )

    def test_a_correction_waits_again(self, registers) -> None:
        entry = registers.decide(registers.declare("yearly_plan"), "refuse")
        edited = self._edit(registers, entry, number="7/KH-STP", seen_version=2)
        assert (edited.state, edited.reason, edited.decided_by, edited.version) == ("declared", "", None, 3)
        assert edited.number == "7/KH-STP"

    def test_what_was_verified_is_no_longer_the_agencys_to_change(self, registers) -> None:
        entry = registers.verified("yearly_plan")
        with pytest.raises(TransitionRefused):
            self._edit(registers, entry, number="7/KH-STP", seen_version=2)

    def test_an_old_version_is_refused(self, registers) -> None:
        entry = registers.declare("yearly_plan")
        self._edit(registers, entry, number="7/KH-STP")
        with pytest.raises(Stale):
            self._edit(registers, entry, number="8/KH-STP")

    def test_an_entry_does_not_become_another_one(self, registers) -> None:
        registers.declare("dossiers")
        entry = registers.declare("dossiers", details={"month": 9})
        with pytest.raises(AlreadyEntered):
            self._edit(registers, entry)


class TestBreaches:
    """NĐ 233/2026 Điều 14.3 điểm a, b (one act once), điểm c (where it happened)."""

    def _declare(self, registers, **given):
        staff = given.pop("staff", registers.cast.officer.staff_id)
        return registers.declare("breach", staff=staff, **given)

    def test_it_belongs_to_the_unit_where_the_person_worked(self, registers) -> None:
        assert self._declare(registers).unit == registers.cast.unit

    def test_the_same_act_in_another_year_is_refused(self, registers) -> None:
        self._declare(registers)
        with pytest.raises(AlreadyEntered, match=r"Điều 14\.3 điểm a, b"):
            self._declare(registers, year=2027, number="9/TB-STP")

    def test_the_same_act_under_another_heading_of_the_same_conclusion_is_refused(self, registers) -> None:
        self._declare(registers)
        with pytest.raises(AlreadyEntered, match="một lần"):
            self._declare(registers, details={"breach": "TT"})

    def test_another_act_of_the_person_is_another_entry(self, registers) -> None:
        self._declare(registers)
        self._declare(registers, number="4/TB-STP", details={"happened_on": "2026-05-29"})
        assert Entry.objects.count() == 2

    def test_after_a_transfer_it_stays_with_the_agency_where_it_happened(self, registers) -> None:
        """Điểm c: the new agency cannot enter it, the old one still can."""
        cast = registers.cast
        moved_on = date(2026, 6, 1)
        Posting.objects.filter(staff=cast.officer.staff).update(ends_on=moved_on)
        Posting.objects.create(
            staff=cast.officer.staff,
            agency=cast.commune,
            title="Công chức",
            starts_on=moved_on,
            recorded_at=RECORDED,
        )
        with pytest.raises(EntryRefused, match="điểm c"):
            declare_entry(
                form_id=uuid4(),
                register=BY_CODE["breach"],
                contents=registers.contents("breach", staff=cast.officer.staff_id, agency=cast.commune.pk),
                actor=cast.other_head,
                at=NOW,
            )
        entry = self._declare(registers)
        assert (entry.agency, entry.unit) == (cast.department, cast.unit)

    def test_handling_points_to_a_verified_breach_of_the_same_agency(self, registers) -> None:
        breach = self._declare(registers)
        with pytest.raises(EntryRefused) as refused:
            registers.declare("breach_handling", details={"breach": str(breach.pk)})
        assert set(refused.value.errors) == {"breach"}
        registers.decide(breach)
        assert registers.declare("breach_handling", details={"breach": str(breach.pk)}).title

    def test_it_is_not_handled_before_it_is_concluded(self, registers) -> None:
        breach = registers.decide(self._declare(registers))
        with pytest.raises(EntryRefused, match="10/06/2026"):
            registers.declare("breach_handling", day=date(2026, 6, 9), details={"breach": str(breach.pk)})

    def test_it_is_handled_once(self, registers) -> None:
        breach = registers.decide(self._declare(registers))
        registers.declare("breach_handling", details={"breach": str(breach.pk)})
        with pytest.raises(AlreadyEntered):
            registers.declare("breach_handling", number="61/QĐ", details={"breach": str(breach.pk)})

    def test_an_award_is_for_somebody_who_works_there(self, registers) -> None:
        contents = registers.contents(
            "breach", staff=registers.cast.stranger.staff_id, details={"award": "merit"}
        )
        with pytest.raises(EntryRefused, match="không công tác"):
            declare_entry(
                form_id=uuid4(),
                register=BY_CODE["award"],
                contents=contents,
                actor=registers.cast.head,
                at=NOW,
            )
