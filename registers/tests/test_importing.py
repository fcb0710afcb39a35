"""Sheets: every problem named by its cell, rows of one session made one entry, all kept or none."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from registers.actions.import_entries import ImportRefused, import_entries, troubles
from registers.models import Entry, EntryPerson
from registers.rules.catalogue import BY_CODE, REGISTERS, Register
from registers.rules.import_cells import Book
from registers.rules.importing import Line, codes_in, headings, read_sheet
from registers.tests.conftest import NOW, TODAY

BOOK = Book(
    agency=1,
    year=2026,
    today=TODAY,
    units={"phong hanh chinh": 10},
    staff={"VL1": 101, "VL2": 102},
    entries={"3/tb-stp": ("5f6f0c9e-1847-4a6b-9c1d-0a2b3c4d5e6f",), "4/tb": ("a", "b")},
)


def sheet(code: str, *rows: dict) -> list[list]:
    """Rows of a register's sheet from cells by field."""
    columns = headings(BY_CODE[code])
    return [[one.label for one in columns], *([row.get(one.name) for one in columns] for row in rows)]


def read(code: str, *rows: dict):
    return read_sheet(BY_CODE[code], sheet(code, *rows), BOOK)


PLAN = {"day": datetime(2026, 1, 20), "number": "5/KH", "title": "Kế hoạch"}  # noqa: DTZ001
RULE = {"day": "03/02/2026", "number": "9/QĐ", "title": "Quy chế làm việc", "rule": "Quy chế làm việc"}
SESSION = {"day": "15/05/2026", "title": "Lớp giao tiếp", "form": "Lớp tập huấn, bồi dưỡng"}


def test_a_row_becomes_an_entry() -> None:
    (line,) = read("yearly_plan", PLAN).lines
    assert line.contents.day == date(2026, 1, 20)
    assert (line.row, line.contents.year, line.contents.number) == (2, 2026, "5/KH")


def test_rows_of_one_session_are_one_entry_with_its_people() -> None:
    reading = read(
        "training",
        {**SESSION, "people": "VL1"},
        {**SESSION, "people": "vl2, VL1"},
        {**SESSION, "title": "Khác"},
    )
    assert [(line.row, line.people) for line in reading.lines] == [(2, (101, 102)), (4, ())]


@pytest.mark.parametrize(
    ("code", "row", "cell", "words"),
    [
        ("yearly_plan", PLAN | {"year": "hai nghìn"}, "A2", "bốn chữ số"),
        ("yearly_plan", PLAN | {"day": None}, "B2", "Hãy ghi"),
        ("yearly_plan", PLAN | {"day": "32/01/2026"}, "B2", "không phải là ngày"),
        ("yearly_plan", PLAN | {"day": "01/12/2026"}, "B2", "sau hôm nay"),
        ("yearly_plan", PLAN | {"number": ""}, "C2", "Hãy ghi"),
        ("yearly_plan", PLAN | {"title": "a" * 301}, "D2", "300 ký tự"),
        ("internal_rules", RULE | {"rule": "Luật"}, "E2", "Chọn một trong"),
        ("internal_rules", RULE | {"rule": None}, "E2", "Hãy ghi"),
        ("code_of_conduct", RULE | {"unit": "Phòng Lạ"}, "E2", "không có phòng"),
        ("code_of_conduct", RULE | {"posted": "có lẽ"}, "F2", "x"),
        ("training", SESSION | {"people": "VL1 VL9"}, "H2", "VL9"),
        ("dossiers", {"day": "03/11/2026", "month": 13, "total": 1, "online": 1}, "D2", "từ 1 đến 12"),
        ("dossiers", {"day": "03/11/2026", "month": 1, "total": 1, "online": 2}, "F2", "nhiều hơn"),
        ("breach_handling", {"day": "03/07/2026", "number": "6/QĐ", "breach": "99/TB"}, "D2", "Không có mục"),
        ("breach_handling", {"day": "03/07/2026", "number": "6/QĐ", "breach": "4/TB"}, "D2", "2 mục"),
    ],
)
def test_a_problem_is_named_by_its_cell(code: str, row: dict, cell: str, words: str) -> None:
    reading = read(code, row)
    assert reading.lines == ()
    assert cell in {one.cell for one in reading.problems}
    assert words in next(one.text for one in reading.problems if one.cell == cell)


def test_the_same_thing_twice_in_a_sheet_is_a_problem() -> None:
    (problem,) = read("yearly_plan", PLAN, PLAN | {"number": "6/KH"}).problems
    assert (problem.cell, problem.text) == ("A3", "Trùng với hàng 2.")


def test_other_headings_and_empty_sheets_are_refused() -> None:
    assert read_sheet(BY_CODE["yearly_plan"], [], BOOK).problems[0].cell == "A1"
    assert read("yearly_plan").problems[0].cell == "A2"
    wrong = read_sheet(BY_CODE["yearly_plan"], [["Năm", "Ngày"], ["2026", "20/01/2026"]], BOOK)
    assert "B1" in {one.cell for one in wrong.problems}


def test_codes_are_found_before_they_are_looked_up() -> None:
    rows = sheet("training", SESSION | {"people": "vl1;VL2\nVL3"})
    assert codes_in(BY_CODE["training"], rows) == {"VL1", "VL2", "VL3"}


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.code)
def test_every_register_has_a_sheet(register: Register) -> None:
    labels = [one.label for one in headings(register)]
    assert len(labels) == len(set(labels)) < 30


@pytest.mark.django_db
class TestKeeping:
    def _lines(self, registers, *codes: str) -> list[Line]:
        return [
            Line(row, registers.contents("dossiers", details={"month": int(code)}))
            for row, code in enumerate(codes, start=2)
        ]

    def _import(self, registers, lines, form_id=None):
        return import_entries(
            form_id=form_id or uuid4(),
            register=BY_CODE["dossiers"],
            agency=registers.cast.department,
            lines=lines,
            actor=registers.cast.head,
            at=NOW,
        )

    def test_all_are_kept_and_a_repeat_keeps_none(self, registers) -> None:
        form_id = uuid4()
        lines = self._lines(registers, "1", "2", "3")
        assert self._import(registers, lines, form_id) == 3
        assert self._import(registers, lines, form_id) == 0
        assert Entry.objects.waiting().count() == 3

    def test_one_bad_line_keeps_none(self, registers) -> None:
        registers.declare("dossiers", details={"month": 2})
        with pytest.raises(ImportRefused, match="Hàng 3"):
            self._import(registers, self._lines(registers, "1", "2", "3"))
        assert Entry.objects.count() == 1

    def test_what_only_the_database_knows_is_said_before_a_person_agrees(self, registers) -> None:
        registers.declare("dossiers", details={"month": 2})
        (problem,) = troubles(BY_CODE["dossiers"], self._lines(registers, "1", "2"), TODAY)
        assert problem.cell == "A3"
        assert "đã có trong sổ" in problem.text

    def test_people_come_with_their_session(self, registers) -> None:
        cast = registers.cast
        line = Line(2, registers.contents("training"), (cast.officer.staff_id, cast.colleague.staff_id))
        import_entries(
            form_id=uuid4(),
            register=BY_CODE["training"],
            agency=cast.department,
            lines=[line],
            actor=cast.head,
            at=NOW,
        )
        assert EntryPerson.objects.count() == 2
