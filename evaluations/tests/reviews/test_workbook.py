"""The month in Excel: its formulas give the portal's figures, and it ends as the pages would."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from agencies.models import User
from agencies.tests.factories import make_staff, make_user
from core.errors import AccessRefused
from core.models import AuditEntry
from core.numbers import format_points
from core.sheet_cells import address
from evaluations.actions.reviews.import_sheet import SheetStale, import_sheet
from evaluations.gather.forms import gather_forms
from evaluations.gather.reviews.people import Person, people_of
from evaluations.gather.reviews.places import places_under
from evaluations.gather.reviews.workbook import write_workbook
from evaluations.models import ManagerReview, Review, SelfAssessment
from evaluations.rules.reviews.sheet import (
    AUTHORITY,
    FIRST_CRITERION,
    FIRST_PERSON,
    JUDGE,
    MANAGER,
    MEAN_ROW,
    OWN,
    REASONS,
    SUMMARY,
)
from evaluations.rules.reviews.sheet_reading import SheetAct
from evaluations.rules.rounding import from_cents, nearest
from evaluations.tests.assessments.conftest import NOW, Month
from evaluations.tests.reviews.conftest import Heads, change
from evaluations.tests.reviews.sheets import Book, Formulas, read_formulas

OFFICER, COLLEAGUE, UNIT_HEAD = "Bùi Thị Ánh", "Huỳnh Văn Đạt", "Võ Văn Phòng"
Plan = Mapping[str, Mapping[int, tuple[int, str]]]


def _people(month: Month, user: User) -> list[Person]:
    fresh = User.objects.get(pk=user.pk)
    place = next(
        one for one in places_under(fresh, month.period) if one.agency_id == month.cast.department.pk
    )
    return people_of(fresh, month.period, place)


def _workbook(client: Client, month: Month, user: User) -> bytes:
    client.force_login(user)
    agency = month.cast.department if user == month.cast.head else month.cast.unit
    answer = client.get(reverse("review_workbook", args=[month.period.pk, agency.pk]))
    assert answer.status_code == 200
    return bytes(answer.content)


def _post(client: Client, month: Month, **fields: Any) -> Any:
    return client.post(reverse("review_import", args=[month.period.pk]), fields)


def _submitted(month: Month) -> dict[str, SelfAssessment]:
    cast = month.cast
    return {one.display_name: month.submitted(one) for one in (cast.officer, cast.colleague, cast.unit_head)}


def test_the_formulas_give_the_portal_s_figures(heads: Heads) -> None:
    """Every person's points, their means and every criterion's mean, in all columns (S6: half up, once)."""
    month = heads.month
    forms = _submitted(month)
    heads.managed(forms[OFFICER], {"0": change(50), "2": change(0)})
    heads.decided(forms[OFFICER], {"0": change(20), "2": change(0)})
    heads.decided(forms[COLLEAGUE], {"1": change(70)})
    people = _people(month, month.cast.head)
    values, formulas = read_formulas(write_workbook(people, month.period, "Sở Tư pháp"))
    sheet = Formulas(values, formulas)
    assert len(formulas) > 160
    for (name, row, column), _formula in formulas.items():
        assert sheet.value(name, row, column) == values[name][row][column], (name, address(column, row + 1))
    sent = [one for one in people if one.is_sent]
    for number, one in enumerate(sent):
        row = values[SUMMARY][FIRST_PERSON - 1 + number][FIRST_CRITERION:]
        shown = [one.own, one.managed, one.decided, one.points]
        assert row == ["" if cents is None else float(from_cents(cents)) for cents in shown]


def test_criterion_means_are_those_that_the_agency_is_scored_by(heads: Heads) -> None:
    """The self-assessment and review inputs of the roll-up (k of n) are the same means."""
    month = heads.month
    forms = _submitted(month)
    heads.decided(forms[OFFICER], {"0": change(50)})
    heads.decided(forms[COLLEAGUE])
    values, _formulas = read_formulas(write_workbook(_people(month, month.cast.head), month.period, "Sở"))
    inputs = gather_forms(month.period, 40)[month.cast.department.pk].inputs
    checked = 0
    for sheet, source in ((OWN, "self_assessment"), (AUTHORITY, "review")):
        means = values[sheet][MEAN_ROW - 1][FIRST_CRITERION:]
        for one in inputs:
            if one.source == source and one.n:
                assert means[one.position] == nearest(100 * one.k, one.n) / 100
                checked += 1
    assert checked > 60


def _by_pages(client: Client, month: Month, user: User, plan: Plan) -> None:
    client.force_login(user)
    for name, changes in plan.items():
        form = SelfAssessment.objects.get(staff__full_name=name)
        fields = {f"s{at}": score for at, (score, _reason) in changes.items()}
        fields |= {f"r{at}": reason for at, (_score, reason) in changes.items()}
        answer = client.post(reverse("review_save", args=[form.pk]), {"version": form.version, **fields})
        assert answer.status_code == 302


def _by_excel(client: Client, month: Month, user: User, plan: Plan) -> None:
    book = Book(_workbook(client, month, user))
    for name, changes in plan.items():
        book.approve(name, changes)
    answer = _post(client, month, sheet=book.content())
    assert answer.status_code == 200, answer.text
    signed = answer.context["signed"]
    assert _post(client, month, lines=signed, form_uuid=uuid4()).status_code == 302


def _outcome(month: Month) -> dict[str, Any]:
    """What the month ends with: both columns of everybody, and what the agency is scored by."""
    rows: dict[str, Any] = {}
    for form in SelfAssessment.objects.select_related("staff").order_by("pk"):
        columns = [
            model.objects.filter(pk=form.pk)
            .values_list("reviewer__username", "changes", "note", "capacity", "signed_for")
            .first()
            for model in (ManagerReview, Review)
        ]
        rows[form.staff.full_name] = (form.state, form.scores, columns)
    forms = gather_forms(month.period, 40)[month.cast.department.pk]
    return {"rows": rows, "inputs": forms.inputs, "reviewed": forms.reviewed}


def test_the_same_month_by_pages_or_by_excel_ends_the_same(client: Client, month: Month) -> None:
    """Unit head then agency head, with raises and lowers, one set back to the person's own score."""
    _submitted(month)
    managed: Plan = {OFFICER: {0: (50, "Sai hai câu."), 1: (70, "Từ chối một việc.")}, COLLEAGUE: {}}
    decided: Plan = {
        OFFICER: {0: (100, ""), 3: (20, "Đi muộn ba buổi.")},
        COLLEAGUE: {},
        UNIT_HEAD: {1: (80, "Việc chậm.")},
    }
    outcomes = []
    for do in (_by_pages, _by_excel):
        with transaction.atomic():
            do(client, month, month.cast.unit_head, managed)
            do(client, month, month.cast.head, decided)
            outcomes.append(_outcome(month))
            transaction.set_rollback(True)
    assert outcomes[0] == outcomes[1]
    assert outcomes[0]["rows"][OFFICER][2][1][1] == {
        "1": {"score": 70, "reason": "Từ chối một việc."},
        "3": {"score": 20, "reason": "Đi muộn ba buổi."},
    }


def test_nothing_is_kept_before_a_person_agrees(client: Client, month: Month) -> None:
    _submitted(month)
    book = Book(_workbook(client, month, month.cast.head))
    book.approve(OFFICER, {0: (50, "Sai hai câu.")})
    page = _post(client, month, sheet=book.content())
    assert "Sai hai câu." in page.text
    assert "1 phiếu được duyệt" in page.text
    assert not Review.objects.exists()
    lines, form_uuid = page.context["signed"], uuid4()
    for _repeat in range(2):
        assert _post(client, month, lines=lines, form_uuid=form_uuid).status_code == 302
    assert Review.objects.count() == 1
    assert AuditEntry.objects.filter(event="assessment.reviewed").count() == 1


@pytest.mark.parametrize(
    ("spoil", "sheet", "where", "words"),
    [
        ("reason", REASONS, (0, OFFICER), "Hãy nêu lý do"),
        ("offered", JUDGE, (0, OFFICER), "không có trong các lựa chọn. Các mức: 100, 80, 50, 20, 0"),
        ("mark", JUDGE, (-2, OFFICER), "chỉ nhận “x”"),
        ("unmarked", JUDGE, (0, OFFICER), "chưa đánh dấu “x”"),
        ("note", JUDGE, (-1, OFFICER), "dài quá"),
        ("nothing", JUDGE, (-2, None), "Chưa có hàng nào"),
        ("heading", JUDGE, (0, 1), "không phải bảng chấm"),
    ],
)
def test_problems_are_named_by_cell(
    client: Client, month: Month, spoil: str, sheet: str, where: tuple[int, Any], words: str
) -> None:
    _submitted(month)
    book = Book(_workbook(client, month, month.cast.head))
    row = book.row(OFFICER)
    if spoil != "nothing":
        book.approve(COLLEAGUE)
    match spoil:
        case "reason":
            book.approve(OFFICER, {0: (50, " ")})
        case "offered":
            book.approve(OFFICER, {0: (55, "Sai.")})
        case "mark":
            book.put(JUDGE, FIRST_CRITERION - 2, row, "ok")
        case "unmarked":
            book.put(JUDGE, FIRST_CRITERION, row, 50)
        case "note":
            book.approve(OFFICER)
            book.put(JUDGE, FIRST_CRITERION - 1, row, "x" * 2001)
        case "heading":
            book.put(JUDGE, FIRST_CRITERION, 1, "XX-01")
    answer = _post(client, month, sheet=book.content())
    assert answer.status_code == 422
    (problem,) = answer.context["problems"]
    number = FIRST_PERSON if where[1] is None else where[1] if isinstance(where[1], int) else row
    assert (problem.sheet, problem.cell) == (sheet, address(FIRST_CRITERION + where[0], number))
    assert words in problem.text
    assert not Review.objects.exists()


def test_a_stale_row_says_who_changed_it(client: Client, heads: Heads) -> None:
    month = heads.month
    forms = _submitted(month)
    book = Book(_workbook(client, month, month.cast.head))
    book.approve(OFFICER)
    heads.managed(forms[OFFICER])
    answer = _post(client, month, sheet=book.content())
    (problem,) = answer.context["problems"]
    assert f"Phiếu của {OFFICER} đã thay đổi sau khi tải tệp. {UNIT_HEAD} đã nhận xét lúc" in problem.text
    assert answer.status_code == 422


def test_a_row_that_goes_stale_between_the_steps_keeps_nothing_of_the_sheet(
    client: Client, heads: Heads
) -> None:
    month = heads.month
    forms = _submitted(month)
    book = Book(_workbook(client, month, month.cast.head))
    book.approve(COLLEAGUE)
    book.approve(OFFICER)
    lines = _post(client, month, sheet=book.content()).context["signed"]
    heads.managed(forms[OFFICER])
    answer = _post(client, month, lines=lines, form_uuid=uuid4())
    assert answer.status_code == 409
    assert f"{UNIT_HEAD} đã nhận xét lúc" in answer.text
    assert not Review.objects.exists()


def test_a_form_of_another_month_or_head_is_refused(heads: Heads) -> None:
    month = heads.month
    form = month.submitted(month.cast.stranger)
    act = SheetAct(form.pk, 1, "sent", "review", {}, "")
    with pytest.raises(AccessRefused):
        import_sheet(form_id=uuid4(), period=month.period, acts=[act], actor=month.cast.head, at=NOW)
    with pytest.raises(SheetStale):
        import_sheet(
            form_id=uuid4(),
            period=month.period,
            acts=[act._replace(form_id=uuid4())],
            actor=month.cast.head,
            at=NOW,
        )


def test_somebody_else_s_row_is_not_theirs_to_approve(client: Client, month: Month) -> None:
    """A unit head who pastes the id of another unit's form reaches nothing."""
    _submitted(month)
    other = make_user(make_staff("Trần Thị Ngoài", month.cast.other_unit))
    month.submitted(other)
    book = Book(_workbook(client, month, month.cast.head))
    book.approve("Trần Thị Ngoài")
    client.force_login(month.cast.unit_head)
    answer = _post(client, month, sheet=book.content())
    assert answer.status_code == 422
    assert "không phải phiếu bạn được nhận xét" in answer.context["problems"][0].text


@pytest.mark.parametrize("content", [b"", b"xin chao", b"PK\x03\x04xx"])
def test_what_is_no_workbook_is_refused_in_words(client: Client, month: Month, content: bytes) -> None:
    client.force_login(month.cast.head)
    answer = _post(client, month, sheet=SimpleUploadedFile("a.xlsx", content))
    assert answer.status_code == 422
    assert "Excel" in answer.text


def test_a_signature_of_another_person_is_not_taken(client: Client, month: Month) -> None:
    _submitted(month)
    book = Book(_workbook(client, month, month.cast.head))
    book.approve(OFFICER)
    lines = _post(client, month, sheet=book.content()).context["signed"]
    client.force_login(month.cast.unit_head)
    assert _post(client, month, lines=lines, form_uuid=uuid4()).status_code == 409
    month.close()
    client.force_login(month.cast.head)
    assert _post(client, month, lines=lines, form_uuid=uuid4()).status_code == 409


def test_the_list_shows_the_same_means_as_the_workbook(client: Client, heads: Heads) -> None:
    month = heads.month
    _submitted(month)
    client.force_login(month.cast.head)
    values, _formulas = read_formulas(write_workbook(_people(month, month.cast.head), month.period, "Sở"))
    mean = values[SUMMARY][MEAN_ROW - 1][FIRST_CRITERION]
    page = client.get("/nhan-xet/", {"loai": "tat-ca", "bo-phan": month.cast.department.pk}).text
    assert format_points(from_cents(round(mean * 100))) in page.split("<tfoot>")[1]
    assert MANAGER in values
