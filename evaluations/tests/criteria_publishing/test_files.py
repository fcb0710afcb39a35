"""A set leaves as Excel or CSV and comes back the same; a wrong cell is named; two steps make a draft."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from agencies.tests.cast import Cast
from core.documents.sheets import SheetRefused
from core.errors import Conflict
from evaluations.actions.criteria.import_files import ImportRefused, import_set
from evaluations.criteria_data import FRAMEWORKS, SHIPPED, shipped_set
from evaluations.gather.criteria.definition import definition_of
from evaluations.gather.criteria.files import archive, read_set_file, workbook
from evaluations.models import CriteriaSet
from evaluations.rules.set_check import check_set
from evaluations.rules.set_codec import params_from_text
from evaluations.rules.set_definition import SetDefinition, parse_set
from evaluations.rules.set_files.reading import from_book
from evaluations.rules.set_files.writing import to_book
from evaluations.rules.set_rules import Level, MeasureParams
from evaluations.rules.set_text import params_text
from evaluations.tests.criteria_publishing.conftest import AT
from evaluations.tests.rules.set_files import files

SMALL = parse_set(*files())


def uploaded(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("bo.xlsx", content)


@pytest.mark.once
@pytest.mark.parametrize("name", SHIPPED + FRAMEWORKS)
def test_a_shipped_set_leaves_and_comes_back_the_same(name: str) -> None:
    definition = shipped_set(name)
    for content in (workbook(definition), archive(definition)):
        assert read_set_file(uploaded(content)).definition == definition


def odd() -> SetDefinition:
    """What the shipped sets do not have: signs in labels, formulas, sharing, a parent, a condition."""
    first, second = SMALL.criteria
    levels = MeasureParams(levels=(Level(Decimal("6"), "Đủ; đúng|hẹn: =A1"), Level(Decimal(0), "Không")))
    band = {**SMALL.settings["bands"][0], "extra": ["Không ai bị kỷ luật", "Nộp đủ 95%"]}
    return replace(
        SMALL,
        parent="goc/2",
        comparison_groups=("commune", "department"),
        declared_parts={"person": Decimal(10)},
        declared_total=None,
        groups=(replace(SMALL.groups[0], sharing="equal"),),
        criteria=(replace(first, params=levels, statement="=1+1\nDòng hai"), second),
        settings={
            **SMALL.settings,
            "bands": [band, SMALL.settings["bands"][1]],
            "bonus_cap": None,
            "quotas": [],
        },
    )


def test_odd_signs_and_every_field_survive_both_files() -> None:
    for content in (workbook(odd()), archive(odd())):
        assert read_set_file(uploaded(content)).definition == odd()
    assert params_from_text(params_text(odd().criteria[0].params)) == odd().criteria[0].params


WRONG = [
    ("Tiêu chí", 1, 5, "nhiều", "F2", "không phải là số"),
    ("Tiêu chí", 1, 5, "1.500", "F2", "chấm hàng nghìn"),
    ("Tiêu chí", 1, 3, "Ai đó", "D2", "Mọi người"),
    ("Tiêu chí", 1, 0, "", "A2", "Thiếu “Mã tiêu chí”"),
    ("Nhóm", 0, 1, "Tên", "A1", "Thiếu cột “Tên nhóm”"),
    ("Mức xếp loại", 1, 3, "cao", "D2", "không phải là số"),
    ("Thiết lập", 0, 0, "Thiết lập", "", ""),
    ("Bộ", 6, 1, "Có lẽ", "B7", "Ghi “Có” hoặc “Không”"),
]


@pytest.mark.parametrize(("sheet", "row", "column", "text", "cell", "told"), WRONG)
def test_a_wrong_cell_is_named_by_its_sheet_and_place(
    sheet: str, row: int, column: int, text: str, cell: str, told: str
) -> None:
    book = to_book(SMALL)
    book[sheet][row][column] = text
    found = from_book(book)
    if not cell:
        assert found.definition == SMALL
        return
    assert found.definition is None
    assert [(one.sheet, one.cell) for one in found.problems][:1] == [(sheet, cell)]
    assert told in found.problems[0].text


def test_a_missing_sheet_is_told() -> None:
    book = to_book(SMALL)
    del book["Nhóm"]
    assert [one.text for one in from_book(book).problems] == [
        "Tệp thiếu trang “Nhóm”. Hãy tải tệp mẫu từ một bộ tiêu chí."
    ]


def test_numbers_typed_in_excel_are_read_as_numbers() -> None:
    rows: dict[str, list[list[object]]] = {name: [*map(list, each)] for name, each in to_book(SMALL).items()}
    rows["Tiêu chí"][1][5], rows["Tiêu chí"][1][6] = 5.5, 60
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        for name, each in rows.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(each):
                sheet.write_row(line, 0, row)
    read = read_set_file(uploaded(target.getvalue())).definition
    assert read is not None
    assert (read.criteria[0].max_points, read.criteria[0].weights["inspection"]) == (Decimal("5.5"), 60)


def zipped(head: str, table: str) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as parts:
        parts.writestr("set.json", head)
        parts.writestr("criteria.csv", table)
    return target.getvalue()


HEAD, TABLE = files()
HOSTILE = [
    ("no workbook", b"GIF89a"),
    ("a list for a title", zipped(HEAD.replace('"B\\u1ed9 m\\u1eabu"', "[1]"), TABLE)),
    ("a list for settings", zipped(HEAD.replace('"settings": {', '"settings": [], "x": {'), TABLE)),
    ("bytes that are no text", zipped(HEAD, TABLE).replace(b"set.json", b"set.jsom", 1)),
]


@pytest.mark.parametrize("content", [r[1] for r in HOSTILE], ids=[r[0] for r in HOSTILE])
def test_what_is_no_set_is_refused(content: bytes) -> None:
    with pytest.raises(SheetRefused):
        read_set_file(uploaded(content))


@pytest.mark.parametrize("points", ["NaN", "Infinity", "1E+999999999", "1E-999999999"])
def test_numbers_without_end_are_no_numbers(points: str) -> None:
    table = read_set_file(uploaded(zipped(HEAD, TABLE.replace(",6,", f",{points},"))))
    assert "A-1" in table.problems[0].text
    head = read_set_file(uploaded(zipped(HEAD.replace('"lower": "50"', f'"lower": "{points}"'), TABLE)))
    assert head.definition is not None
    assert [one.location for one in check_set(head.definition)] == ["bands"]


def test_json_that_is_broken_is_a_problem_with_its_line() -> None:
    assert "set.json" in read_set_file(uploaded(zipped("{", TABLE))).problems[0].text


def test_a_set_that_was_read_becomes_the_next_draft_once(in_force: CriteriaSet, cast: Cast) -> None:
    shipped = shipped_set("qd1847_2018")
    definition = replace(shipped, title="Bộ sửa trong Excel")
    form = uuid4()
    draft = import_set(form_id=form, definition=definition, actor=cast.admin, at=AT)
    assert (draft.version, draft.state, draft.follows) == (2, "draft", in_force)
    assert definition_of(draft) == replace(definition, version=2)
    CriteriaSet.objects.filter(pk=draft.pk).update(edition=3)
    assert import_set(form_id=form, definition=definition, actor=cast.admin, at=AT) == draft
    with pytest.raises(Conflict):
        import_set(form_id=form, definition=replace(definition, code="khac"), actor=cast.admin, at=AT)
    with pytest.raises(Conflict):
        import_set(form_id=form, definition=definition, actor=cast.officer, at=AT)
    with pytest.raises(ImportRefused, match="Đã có dự thảo"):
        import_set(form_id=uuid4(), definition=shipped, actor=cast.admin, at=AT)
    with pytest.raises(ImportRefused, match="chữ thường không dấu"):
        import_set(form_id=uuid4(), definition=replace(shipped, code="Bộ mới"), actor=cast.admin, at=AT)
