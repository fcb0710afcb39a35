"""The workbook of a month for heads who work in Excel."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter

from core.documents.content import clean
from core.sheet_cells import address
from evaluations.gather.assessments.questions import Question
from evaluations.gather.reviews.people import Person
from evaluations.gather.reviews.upload import codes_of
from evaluations.models import Period
from evaluations.rules.reviews.columns import (
    Scores,
    mean_in_cents,
    mean_of_cents,
    points_in_cents,
    weights_of,
)
from evaluations.rules.reviews.sheet import (
    AUTHORITY,
    CRITERIA,
    FIRST_CRITERION,
    FIRST_PERSON,
    HEADINGS,
    JUDGE,
    MANAGER,
    MARK,
    MEAN_ROW,
    OWN,
    REASONS,
    SUMMARY,
    WEIGHT_ROW,
    mean_formula,
    mean_of_points_formula,
    points_formula,
)

WIDTHS = (38, 8, 8, 5, 26, 52, 8, 34)
NOTE_WIDTH, CRITERION_WIDTH = 30, 8
FORM_HIDDEN = 3
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_workbook(people: Sequence[Person], period: Period, place: str) -> bytes:
    """The workbook of the people whose form was handed in; raises ManySets."""
    sent = [one for one in people if one.is_sent and not one.is_closed_to_reader]
    _set_id, questions = codes_of(sent)
    target = BytesIO()
    with xlsxwriter.Workbook(target, OPTIONS) as book:
        book.set_properties({"title": clean(f"Nhận xét phiếu {period.label} – {place}")})
        _Book(book, sent, questions, period, place).write()
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class _Column:
    """One sheet of scores: its name and each person's scores, None for those who have none."""

    name: str
    scores: list[Scores | None]


class _Book:
    """The sheets of one workbook; rows and columns are those of rules/reviews/sheet.py."""

    def __init__(
        self, book: Any, people: list[Person], questions: list[Question], period: Period, place: str
    ) -> None:
        self.book, self.people, self.questions = book, people, questions
        self.period, self.place = period, place
        rules = next((one.loaded.rules for one in people if one.loaded), None)
        self.weights = weights_of(rules) if rules else ()
        self.rules = rules
        self.last_row = FIRST_PERSON + max(len(people), 1) - 1
        font = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter", "border": 1}
        self.plain = book.add_format(font)
        self.number = book.add_format(font | {"align": "center"})
        self.points = book.add_format(font | {"align": "right", "num_format": "0.00"})
        self.bold = book.add_format(font | {"bold": True, "align": "right", "num_format": "0.00"})
        head = font | {"bold": True, "align": "center", "text_wrap": True, "bg_color": "#EAEFF3"}
        self.head = book.add_format(head)
        self.open = book.add_format(font | {"align": "center", "locked": False, "bg_color": "#FFF8E1"})
        self.open_text = book.add_format(font | {"locked": False, "bg_color": "#FFF8E1"})
        self.changed = book.add_format({"bold": True, "bg_color": "#F6D98B"})

    def write(self) -> None:
        """Every sheet, the one to fill in first."""
        columns = [one.columns for one in self.people]
        standing = _Column(JUDGE, [one.standing if one else None for one in columns])
        own = _Column(OWN, [one.own if one else None for one in columns])
        manager = _Column(MANAGER, [one.manager if one else None for one in columns])
        authority = _Column(AUTHORITY, [one.authority if one else None for one in columns])
        self._scores(standing, to_fill=True)
        self._reasons()
        for column in (own, manager, authority):
            self._scores(column)
        self._summary([own, manager, authority, standing])
        self._criteria()

    def _frame(self, name: str) -> Any:
        """A protected sheet with the headings, the hidden columns and one line a person."""
        sheet = self.book.add_worksheet(name)
        for place, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            hidden = {"hidden": True} if place < FORM_HIDDEN else {}
            sheet.set_column(place, place, width, None, hidden)
            sheet.write_string(0, place, heading, self.head)
        for number, one in enumerate(self.people):
            row = FIRST_PERSON - 1 + number
            assert one.form is not None
            unit = getattr(one.post, "unit_name", "")
            sheet.write_string(row, 0, str(one.form.pk), self.plain)
            sheet.write_number(row, 1, one.form.version, self.plain)
            sheet.write_string(row, 2, one.form.state, self.plain)
            sheet.write_number(row, 3, number + 1, self.number)
            sheet.write_string(row, 4, clean(one.post.staff.full_name), self.plain)
            sheet.write_string(row, 5, clean(f"{one.post.title}, {unit}"), self.plain)
        sheet.set_row(0, 30)
        sheet.freeze_panes(FIRST_PERSON - 1, 6)
        sheet.protect(
            "", {"select_locked_cells": True, "format_columns": True, "autofilter": True, "sort": True}
        )
        sheet.set_landscape()
        sheet.set_paper(8)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        return sheet

    def _criterion_heads(self, sheet: Any, width: int) -> None:
        for question in self.questions:
            place = FIRST_CRITERION + question.position
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, question.code, self.head)
            sheet.write_comment(0, place, clean(question.statement), {"x_scale": 2})

    def _scores(self, column: _Column, *, to_fill: bool = False) -> None:
        sheet = self._frame(column.name)
        self._criterion_heads(sheet, CRITERION_WIDTH)
        sheet.write_string(WEIGHT_ROW - 1, 5, "Trọng số", self.head)
        sheet.write_string(MEAN_ROW - 1, 5, "Trung bình", self.head)
        for question in self.questions:
            self._criterion(sheet, column, question, to_fill=to_fill)
        if not to_fill:
            sheet.set_column(6, 7, None, None, {"hidden": True})
            return
        for number, one in enumerate(self.people):
            row, locked = FIRST_PERSON - 1 + number, not (one.move and self.period.is_open)
            sheet.write_blank(row, 6, None, self.number if locked else self.open)
            sheet.write_blank(row, 7, None, self.plain if locked else self.open_text)
        sheet.data_validation(
            FIRST_PERSON - 1,
            6,
            self.last_row - 1,
            6,
            {"validate": "list", "source": [MARK], "error_message": "Ghi x để duyệt phiếu, hoặc để trống."},
        )

    def _criterion(self, sheet: Any, column: _Column, question: Question, *, to_fill: bool) -> None:
        place, position = FIRST_CRITERION + question.position, question.position
        sheet.write_number(WEIGHT_ROW - 1, place, self.weights[position], self.number)
        scores = [said[position] if said is not None else None for said in column.scores]
        mean = mean_in_cents(scores)
        formula = mean_formula(place, self.last_row)
        sheet.write_formula(MEAN_ROW - 1, place, formula, self.bold, "" if mean is None else mean / 100)
        for number, (one, score) in enumerate(zip(self.people, scores, strict=True)):
            row = FIRST_PERSON - 1 + number
            may = to_fill and bool(one.move) and self.period.is_open
            look = self.open if may and score is not None else self.number
            if score is None:
                sheet.write_blank(row, place, None, look)
            else:
                sheet.write_number(row, place, score, look)
        if to_fill:
            listed = [choice.score for choice in question.choices]
            rule = {"validate": "list", "source": listed, "ignore_blank": True}
            rule["error_message"] = f"Các mức: {', '.join(map(str, listed))}."
            sheet.data_validation(FIRST_PERSON - 1, place, self.last_row - 1, place, rule)
            own = f"'{OWN}'!{address(place, FIRST_PERSON)}"
            here = address(place, FIRST_PERSON)
            sheet.conditional_format(
                FIRST_PERSON - 1,
                place,
                self.last_row - 1,
                place,
                {"type": "formula", "criteria": f"={here}<>{own}", "format": self.changed},
            )

    def _reasons(self) -> None:
        sheet = self._frame(REASONS)
        self._criterion_heads(sheet, NOTE_WIDTH)
        sheet.set_column(6, 7, None, None, {"hidden": True})
        sheet.write_string(1, 5, "Lý do nâng hoặc hạ: ghi ở ô cùng địa chỉ với trang “Chấm”.", self.head)
        for number, one in enumerate(self.people):
            said = one.authority or one.manager
            changes = (said.changes if said else None) or {}
            may = bool(one.move) and self.period.is_open
            for question in self.questions:
                text = changes.get(str(question.position), {}).get("reason", "")
                place = (FIRST_PERSON - 1 + number, FIRST_CRITERION + question.position)
                sheet.write_string(*place, clean(text), self.open_text if may else self.plain)

    def _summary(self, columns: list[_Column]) -> None:
        sheet = self._frame(SUMMARY)
        sheet.set_column(6, 7, None, None, {"hidden": True})
        heads = ("Tự chấm", "Trưởng bộ phận", "Thủ trưởng", "Theo trang “Chấm”")
        sheet.write_string(MEAN_ROW - 1, 5, "Trung bình", self.head)
        for number, (column, heading) in enumerate(zip(columns, heads, strict=True)):
            place = FIRST_CRITERION + number
            sheet.set_column(place, place, 14)
            sheet.write_string(0, place, heading, self.head)
            cents = [points_in_cents(said, self.weights) if said else None for said in column.scores]
            mean = mean_of_cents(cents)
            formula = mean_of_points_formula(place, self.last_row)
            sheet.write_formula(MEAN_ROW - 1, place, formula, self.bold, "" if mean is None else mean / 100)
            for person, one in enumerate(cents):
                row = FIRST_PERSON + person
                formula = points_formula(column.name, row, max(len(self.questions), 1))
                sheet.write_formula(row - 1, place, formula, self.points, "" if one is None else one / 100)

    def _criteria(self) -> None:
        sheet = self.book.add_worksheet(CRITERIA)
        sheet.set_column(0, 0, 10)
        sheet.set_column(1, 1, 80)
        sheet.set_column(2, 2, 12)
        sheet.set_column(3, 3, 60)
        for place, text in enumerate(("Mã", "Tiêu chí", "Điểm tối đa", "Các mức")):
            sheet.write_string(0, place, text, self.head)
        for number, question in enumerate(self.questions, start=1):
            rule = self.rules.criteria[question.position] if self.rules else None
            sheet.write_string(number, 0, question.code, self.plain)
            sheet.write_string(number, 1, clean(question.statement), self.plain)
            sheet.write_number(number, 2, float(rule.max_points) if rule else 0, self.points)
            levels = "; ".join(f"{choice.score}: {choice.label}" for choice in question.choices)
            sheet.write_string(number, 3, levels, self.plain)
        sheet.protect("", {"format_columns": True})
