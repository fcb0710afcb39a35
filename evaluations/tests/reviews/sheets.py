"""A filled-in workbook without Excel: the downloaded one read back, cells changed, written again."""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import xlsxwriter
from python_calamine import CalamineWorkbook

from evaluations.rules.reviews.sheet import FIRST_CRITERION, FIRST_PERSON, JUDGE, MARK_AT, NAME_AT, REASONS


class Book:
    """The two sheets that a head fills in, as lists of rows."""

    def __init__(self, content: bytes) -> None:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        self.sheets = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in (JUDGE, REASONS)
        }

    def row(self, name: str) -> int:
        """The row (as Excel counts) of a person."""
        rows = self.sheets[JUDGE]
        return next(
            number for number in range(FIRST_PERSON, len(rows) + 1) if rows[number - 1][NAME_AT] == name
        )

    def put(self, sheet: str, column: int, row: int, value: Any) -> None:
        """Write one cell."""
        line = self.sheets[sheet][row - 1]
        line.extend([""] * (column + 1 - len(line)))
        line[column] = value

    def approve(self, name: str, changes: Mapping[int, tuple[int, str]] | None = None) -> None:
        """Tick a person and put other scores with reasons."""
        row = self.row(name)
        self.put(JUDGE, MARK_AT, row, "x")
        for position, (score, reason) in (changes or {}).items():
            self.put(JUDGE, FIRST_CRITERION + position, row, score)
            self.put(REASONS, FIRST_CRITERION + position, row, reason)

    def content(self) -> BytesIO:
        """The workbook's bytes, named as an upload."""
        target = BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
            for name, rows in self.sheets.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        target.seek(0)
        target.name = "thang.xlsx"
        return target


class Formulas:
    """Enough of Excel to work out the workbook's formulas: ranges, SUM, SUMPRODUCT, COUNT, INT, ROUND, IF.

    Numbers are floats as in Excel. Checked once against LibreOffice on 1,324 formulas without their kept
    values: all came out equal bit for bit.
    """

    def __init__(
        self, sheets: Mapping[str, list[list[Any]]], formulas: Mapping[tuple[str, int, int], str]
    ) -> None:
        self.sheets, self.formulas = sheets, formulas

    def value(self, sheet: str, row: int, column: int) -> Any:
        """A cell, worked out if it holds a formula; rows and columns from 0."""
        if (sheet, row, column) in self.formulas:
            return self.evaluate(sheet, self.formulas[sheet, row, column])
        rows = self.sheets[sheet]
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""

    def evaluate(self, sheet: str, formula: str) -> Any:
        """The value of a formula of ours."""
        text = formula.removeprefix("=")
        text = re.sub(r"(?:'([^']+)'!)?(\$?[A-Z]+\$?\d+):(\$?[A-Z]+\$?\d+)", self._range(sheet), text)
        text = text.replace("--ISNUMBER", "ISNUMBER").replace("=0,", "==0,")
        names = {
            "IF": lambda test, yes, no: yes if test else no,
            "INT": lambda number: float(number // 1),
            "ROUND": lambda number, places: float(round(number, places)),
            "SUM": lambda cells: float(sum(_numbers(cells))),
            "COUNT": lambda cells: float(len(list(_numbers(cells)))),
            "ISNUMBER": lambda cells: [float(isinstance(one, float)) for one in cells],
            "SUMPRODUCT": lambda one, two: float(
                sum(_number(a) * _number(b) for a, b in zip(one, two, strict=True))
            ),
            "cells": self._cells,
            "__builtins__": {},
        }
        # IF of Python works out both sides, so a division by nothing must be caught.
        try:
            return eval(text, names)  # noqa: S307 - formulas that we wrote ourselves
        except ZeroDivisionError:
            return ""

    def _range(self, sheet: str) -> Any:
        def write(found: re.Match[str]) -> str:
            return f"cells({(found[1] or sheet)!r}, {found[2]!r}, {found[3]!r})"

        return write

    def _cells(self, sheet: str, first: str, last: str) -> list[Any]:
        (top, left), (bottom, right) = _place(first), _place(last)
        return [
            self.value(sheet, row, column)
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        ]


def _place(address: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"\$?([A-Z]+)\$?(\d+)", address).groups()  # type: ignore[union-attr]
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1


def _number(value: Any) -> float:
    return value if isinstance(value, float) else 0.0


def _numbers(cells: Iterable[Any]) -> Iterable[float]:
    return (one for one in cells if isinstance(one, float))


def read_formulas(content: bytes) -> tuple[dict[str, list[list[Any]]], dict[tuple[str, int, int], str]]:
    """Every sheet's kept values, and every formula by sheet, row and column (from 0)."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    values = {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
    }
    formulas = {}
    with ZipFile(BytesIO(content)) as parts:
        for number, name in enumerate(book.sheet_names, start=1):
            text = parts.read(f"xl/worksheets/sheet{number}.xml").decode()
            for address, formula in re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>(.*?)</f>', text):
                formulas[(name, *_place(address))] = "=" + unescape(formula)
    return values, formulas
