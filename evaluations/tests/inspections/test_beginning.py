"""Creating an inspection, forming its team, checking in, cancelling."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from agencies.enums import Role
from agencies.models import AgencySuccession, Posting, Reorganisation
from agencies.tests.factories import grant, make_agency, make_staff, make_user
from core.access import Denied, may
from core.errors import AccessRefused, Conflict, PeriodClosed
from core.models import AuditEntry
from core.transitions import TransitionRefused
from evaluations.actions.inspections import cancel_inspection, check_in, create_inspection
from evaluations.actions.inspections.check_in import NotYet
from evaluations.actions.inspections.create import NotRated
from evaluations.actions.inspections.locking import NoPeriod
from evaluations.actions.open_period import open_period
from evaluations.models import Inspection, TeamMember
from evaluations.tests.inspections.conftest import AT, DAY, close


@pytest.fixture
def create(cast, month):
    """Create an inspection of the commune; keywords replace the usual arguments."""

    def do(**given):
        usual = {
            "form_id": uuid4(),
            "agency": cast.commune,
            "visited_on": DAY,
            "mode": "planned",
            "order_number": "15/QĐ-SNV",
            "actor": cast.inspector,
            "at": AT,
        }
        return create_inspection(**(usual | given))

    return do


def test_the_creator_leads_and_the_others_are_members(create, cast, member):
    inspection = create(members=[member, cast.inspector])
    roles = dict(TeamMember.objects.filter(inspection=inspection).values_list("user", "role"))
    assert roles == {cast.inspector.pk: "leader", member.pk: "member"}
    assert (inspection.state, inspection.period.starts_on) == ("draft", date(2026, 11, 1))


def test_the_audit_entry_does_not_name_the_agency_to_its_readers(create, cast):
    inspection = create()
    entry = AuditEntry.objects.get(event="inspection.created")
    assert (entry.subject_id, entry.agency_id) == (str(inspection.pk), None)
    assert entry.after["agency"] == cast.commune.code


def test_the_same_form_again_gives_the_same_inspection(create):
    form_id = uuid4()
    assert create(form_id=form_id) == create(form_id=form_id)
    assert (Inspection.objects.count(), AuditEntry.objects.filter(event="inspection.created").count()) == (
        1,
        1,
    )


def test_the_same_form_with_other_content_is_a_conflict(create, cast):
    form_id = uuid4()
    create(form_id=form_id)
    with pytest.raises(Conflict):
        create(form_id=form_id, agency=cast.department)


def test_it_refuses_a_closed_month(create, month):
    close(month)
    with pytest.raises(PeriodClosed):
        create()


def test_it_refuses_a_month_that_is_not_open(create):
    with pytest.raises(NoPeriod, match="12/2026"):
        create(visited_on=date(2026, 12, 1))


def test_it_refuses_a_division_and_an_agency_that_has_ended(create, cast):
    with pytest.raises(NotRated):
        create(agency=cast.unit)
    ended = make_agency("Xã Cũ", "commune", cast.province, ends_on=date(2026, 11, 1))
    with pytest.raises(NotRated):
        create(agency=ended)


def test_a_member_may_not_come_from_the_agency(create, cast):
    native = make_user(make_staff("Người Xã", cast.commune))
    grant(native, Role.INSPECTOR, cast.province)
    with pytest.raises(AccessRefused, match="Người Xã.*không được phân công tại cơ quan này"):
        create(members=[native])
    assert not Inspection.objects.exists()


class TestConflictOfInterest:
    """Nobody inspects where they work, worked, or what that became."""

    def verdict(self, user, agency):
        user.__dict__.pop("_scope", None)
        return may(user, "inspection.create", agency)

    def test_an_inspector_may_inspect_elsewhere(self, cast):
        assert self.verdict(cast.inspector, cast.commune)
        assert self.verdict(cast.inspector, None)

    def test_not_where_they_work(self, cast):
        assert "từng công tác" in self.verdict(cast.inspector, cast.home_affairs).reason

    def test_not_where_they_once_worked_even_in_a_division(self, cast):
        Posting.objects.create(
            staff=cast.inspector.staff,
            agency=cast.unit,
            title="Chuyên viên",
            starts_on=date(2020, 1, 1),
            ends_on=date(2024, 1, 1),
            recorded_at=AT,
        )
        assert not self.verdict(cast.inspector, cast.department)
        assert self.verdict(cast.inspector, cast.commune)

    def test_not_what_their_old_agency_became(self, cast):
        old = make_agency(
            "Xã Cũ", "commune", cast.province, starts_on=date(2015, 1, 1), ends_on=date(2025, 7, 1)
        )
        Posting.objects.create(
            staff=cast.inspector.staff,
            agency=old,
            title="Công chức",
            starts_on=date(2016, 1, 1),
            ends_on=date(2019, 1, 1),
            recorded_at=AT,
        )
        merger = Reorganisation.objects.create(
            decision_number="1687/NQ",
            title="Sắp xếp",
            decided_on=date(2025, 6, 16),
            in_force_on=date(2025, 7, 1),
        )
        AgencySuccession.objects.create(
            reorganisation=merger, kind="merge", predecessor=old, successor=cast.commune
        )
        assert not self.verdict(cast.inspector, cast.commune)

    def test_others_may_not_inspect_at_all(self, cast):
        for user in (cast.head, cast.officer, cast.admin, cast.leader, cast.operator):
            assert isinstance(self.verdict(user, cast.commune), Denied)

    def test_not_outside_the_reach_of_the_role(self, cast):
        local = make_user(make_staff("Người Kiểm", cast.home_affairs))
        grant(local, Role.INSPECTOR, cast.department)
        assert self.verdict(local, cast.department)
        assert "không bao gồm" in self.verdict(local, cast.commune).reason


def test_checking_in_starts_the_visit(draft, cast):
    started = check_in(inspection=draft, visited_on=DAY, actor=cast.inspector, at=AT)
    assert (started.state, started.started_at, started.version) == ("on_site", AT, 2)


def test_checking_in_twice_changes_nothing(on_site, cast):
    again = check_in(inspection=on_site, visited_on=DAY, actor=cast.inspector, at=AT + timedelta(hours=1))
    assert (again.started_at, again.version) == (AT, 2)
    assert AuditEntry.objects.filter(event="inspection.checked_in").count() == 1


def test_the_day_of_checking_in_decides_the_month(draft, cast):
    october = open_period(kind="month", day=date(2026, 10, 1), actor=None, at=AT)
    started = check_in(inspection=draft, visited_on=date(2026, 10, 30), actor=cast.inspector, at=AT)
    assert started.period == october


def test_nobody_checks_in_ahead_of_the_day(draft, cast):
    with pytest.raises(NotYet):
        check_in(inspection=draft, visited_on=DAY + timedelta(days=1), actor=cast.inspector, at=AT)


def test_the_day_is_vietnams_day(draft, cast):
    late = datetime(2026, 11, 11, 17, 30, tzinfo=UTC)
    assert check_in(inspection=draft, visited_on=DAY, actor=cast.inspector, at=late).visited_on == DAY


def test_a_cancelled_inspection_keeps_its_reason_and_does_not_start(draft, cast):
    cancelled = cancel_inspection(
        inspection=draft, reason="Trùng đoàn thanh tra", actor=cast.inspector, at=AT
    )
    assert cancelled.state == "cancelled"
    assert AuditEntry.objects.get(event="inspection.cancelled").reason == "Trùng đoàn thanh tra"
    with pytest.raises(TransitionRefused):
        check_in(inspection=draft, visited_on=DAY, actor=cast.inspector, at=AT)


def test_the_guard_of_the_database_stops_a_check_in_into_a_closed_month(draft, month):
    close(month)
    with pytest.raises(IntegrityError, match="period_closed"), transaction.atomic():
        Inspection.objects.filter(pk=draft.pk).update(state="on_site")


def test_an_inspection_that_never_began_can_be_cancelled_after_its_month_has_closed(draft, cast, month):
    close(month)
    cancelled = cancel_inspection(inspection=draft, reason="Hết kỳ", actor=cast.inspector, at=AT)
    assert cancelled.state == "cancelled"
