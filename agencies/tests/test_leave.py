"""Leave: what may be recorded, by whom, from a form and from a sheet."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from agencies.actions.import_leave import LeaveImportRefused, import_leave
from agencies.actions.record_leave import LeaveRefused, record_leave
from agencies.actions.withdraw_leave import withdraw_leave
from agencies.enums import Role
from agencies.gather.leave import people_of, template
from agencies.models import Delegation, Leave, StaffMember, User
from agencies.rules.leave import HEADINGS, LeaveFacts, People, Row, errors_of, read_sheet
from agencies.tests.cast import Cast, cast
from core.documents.sheets import read_rows
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry

__all__ = ["cast"]

AT = datetime(2026, 11, 10, 3, tzinfo=UTC)
TODAY = date(2026, 11, 10)
FACTS = LeaveFacts("maternity", date(2026, 11, 2), date(2027, 5, 4), "12/QĐ-STP")
HEAD = [heading for _field, heading in HEADINGS]


@pytest.fixture(autouse=True)
def the_day(time_machine: Any) -> None:
    time_machine.move_to(AT, tick=False)


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        (FACTS, ""),
        (FACTS._replace(ends_on=None), ""),
        (FACTS._replace(ends_on=FACTS.starts_on), "ends_on"),
        (FACTS._replace(ends_on=date(2026, 11, 1)), "ends_on"),
        (FACTS._replace(ends_on=date(2030, 1, 1)), "ends_on"),
        (FACTS._replace(starts_on=date(2062, 11, 2), ends_on=None), "starts_on"),
        (FACTS._replace(document="x" * 201), "document"),
    ],
)
def test_what_may_be_recorded(facts: LeaveFacts, wrong: str) -> None:
    assert list(errors_of(facts, TODAY)) == ([wrong] if wrong else [])


def _record(cast: Cast, actor: User, form_id: UUID | None = None, facts: LeaveFacts = FACTS) -> Leave:
    return record_leave(form_id=form_id or uuid4(), staff=cast.officer.staff, facts=facts, actor=actor, at=AT)


@pytest.mark.parametrize("who", ["unit_head", "head", "admin"])
def test_heads_and_home_affairs_record(cast: Cast, who: str) -> None:
    leave = _record(cast, getattr(cast, who))
    assert (leave.kind, leave.starts_on, leave.ends_on) == FACTS[:3]
    entry = AuditEntry.objects.get(event="leave.recorded")
    assert "maternity" not in str(entry.after)


@pytest.mark.parametrize(
    "who", ["officer", "colleague", "other_unit_head", "other_head", "inspector", "leader"]
)
def test_others_do_not(cast: Cast, who: str) -> None:
    with pytest.raises(AccessRefused):
        _record(cast, getattr(cast, who))


def test_nobody_records_their_own(cast: Cast) -> None:
    with pytest.raises(AccessRefused, match="cấp trên"):
        record_leave(form_id=uuid4(), staff=cast.head.staff, facts=FACTS, actor=cast.head, at=AT)


def test_a_deputy_neither_records_nor_reads_the_leave_of_who_lent_the_role(cast: Cast) -> None:
    """RELIABILITY 2.3.7: the giver may not record their own, so a lent role is not for it either."""
    days = {"starts_on": TODAY, "ends_on": date(2026, 11, 20), "reason": "Đi công tác"}
    Delegation.objects.create(
        giver=cast.head, receiver=cast.colleague, role=Role.AGENCY_HEAD, agency=cast.department, **days
    )
    deputy = User.objects.get(pk=cast.colleague.pk)
    _record(cast, deputy)
    with pytest.raises(AccessRefused):
        record_leave(form_id=uuid4(), staff=cast.head.staff, facts=FACTS, actor=deputy, at=AT)
    record_leave(form_id=uuid4(), staff=cast.head.staff, facts=FACTS, actor=cast.admin, at=AT)
    seen = Leave.objects.visible_to(deputy, TODAY).values_list("staff", flat=True)
    assert list(seen) == [cast.officer.staff_id]


def test_the_same_form_again_gives_the_first_answer(cast: Cast) -> None:
    form_id = uuid4()
    assert _record(cast, cast.head, form_id) == _record(cast, cast.head, form_id)
    assert Leave.objects.count() == 1
    with pytest.raises(Conflict):
        _record(cast, cast.head, form_id, FACTS._replace(kind="sick"))
    with pytest.raises(Conflict):
        _record(cast, cast.head, form_id, FACTS._replace(ends_on=None))


def test_two_leaves_do_not_share_a_day(cast: Cast) -> None:
    first = _record(cast, cast.head)
    with pytest.raises(LeaveRefused, match="02/11/2026"):
        _record(cast, cast.head, facts=FACTS._replace(starts_on=date(2027, 5, 3), ends_on=None))
    _record(cast, cast.head, facts=FACTS._replace(starts_on=date(2027, 5, 4), ends_on=None))
    withdraw_leave(leave=first, reason="Ghi nhầm người", actor=cast.unit_head, at=AT)
    _record(cast, cast.head, facts=FACTS)


def test_taken_back_it_stays_as_a_row_and_counts_no_more(cast: Cast) -> None:
    leave = _record(cast, cast.head)
    for _twice in range(2):
        withdraw_leave(leave=leave, reason="Ghi nhầm người", actor=cast.head, at=AT)
    assert not Leave.objects.standing().exists()
    assert Leave.objects.get().withdrawn_by == cast.head
    assert AuditEntry.objects.filter(event="leave.withdrawn").count() == 1
    with pytest.raises(AccessRefused):
        withdraw_leave(leave=leave, reason="Không phải việc mình", actor=cast.officer, at=AT)


def test_who_sees_it(cast: Cast) -> None:
    _record(cast, cast.head)
    seen = {who for who in vars(cast) if isinstance(getattr(cast, who), User)}
    seen = {who for who in seen if Leave.objects.visible_to(getattr(cast, who), TODAY).exists()}
    assert seen == {"officer", "unit_head", "head", "admin"}


def test_a_sheet_is_read_with_every_problem_by_its_cell() -> None:
    people = People({"vl1": (7, "Bùi Thị Ánh")}, {7: [(date(2026, 12, 1), date(2026, 12, 5))]})
    rows = [
        HEAD,
        ["VL1", "bui thi anh", "Nghỉ thai sản", date(2026, 11, 2), "04/11/2026", "12/QĐ"],
        [],
        ["VL9", "", "Nghỉ chơi", "31/02/2026", "hôm qua", ""],
        ["VL1", "Ai Khác", "", "", "", ""],
        ["VL1", "", "sick", "03/11/2026", "", ""],
        ["VL1", "", "Nghỉ ốm", "30/11/2026", "02/12/2026", ""],
        ["VL1", "", "Nghỉ ốm", "10/11/2026", "09/11/2026", ""],
    ]
    reading = read_sheet(rows, people, TODAY)
    assert reading.rows == (Row(7, LeaveFacts("maternity", date(2026, 11, 2), date(2026, 11, 4), "12/QĐ")),)
    cells = [problem.cell for problem in reading.problems]
    assert cells == ["A4", "C4", "D4", "E4", "A5", "C5", "D5", "D6", "D7", "E8"]


@pytest.mark.parametrize("rows", [[], [["Mã"]], [HEAD], [HEAD, []]])
def test_a_sheet_without_rows_is_a_problem(rows: list[list[str]]) -> None:
    assert read_sheet(rows, People({}), TODAY).problems


def test_the_template_is_read_back(cast: Cast) -> None:
    rows = read_rows(template([("VL1", "Bùi Thị Ánh")]), most_rows=10, most_columns=10)
    assert rows[0] == HEAD
    assert set(people_of(cast.unit_head, TODAY).codes.values()) == {
        (cast.officer.staff_id, "Bùi Thị Ánh"),
        (cast.colleague.staff_id, "Huỳnh Văn Đạt"),
    }


def test_an_import_is_all_or_none(cast: Cast) -> None:
    mine = Row(cast.officer.staff_id, FACTS)
    other = Row(StaffMember.objects.get(user=cast.stranger).pk, FACTS)
    with pytest.raises(LeaveImportRefused):
        import_leave(form_id=uuid4(), rows=[mine, other], actor=cast.head, at=AT)
    assert not Leave.objects.exists()
    form_id = uuid4()
    assert import_leave(form_id=form_id, rows=[mine], actor=cast.head, at=AT) == 1
    assert import_leave(form_id=form_id, rows=[mine], actor=cast.head, at=AT) == 0
    with pytest.raises(LeaveImportRefused):
        import_leave(form_id=uuid4(), rows=[mine], actor=cast.head, at=AT)
