"""Reading the tables of a page and of its Excel file, and asking whether their parts add up."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from python_calamine import load_workbook

READ = """caption => {
  const table = [...document.querySelectorAll('table')]
    .find(one => one.caption && one.caption.textContent.trim().startsWith(caption));
  if (!table) throw new Error('no table ' + caption);
  const cell = one => ({text: one.textContent.trim(), value: one.dataset.value ?? null,
                        url: one.querySelector('a')?.href ?? null});
  const rows = body => body ? [...body.rows].map(row => [...row.cells].map(cell)) : [];
  return {labels: [...table.tHead.rows[0].cells].map(one => one.textContent.trim()),
          rows: rows(table.tBodies[0]), foot: rows(table.tFoot)};
}"""
NUMBER = re.compile(r"[−+-]?[\d.]+(?:,\d+)?")


@dataclass(frozen=True)
class Shown:
    """A table as a browser shows it; a cell is its text, its bare value and the address it opens."""

    labels: list[str]
    rows: list[list[dict[str, Any]]]
    foot: list[list[dict[str, Any]]]

    def column(self, label: str) -> list[Decimal | None]:
        """The bare numbers of a column, None where the cell has no data; each cell says what it shows."""
        return [value_of(row[self.labels.index(label)]) for row in self.rows]

    def total(self, label: str) -> Decimal | None:
        """The number at the foot of a column."""
        return value_of(self.foot[0][self.labels.index(label)])

    def row(self, begins: str) -> dict[str, dict[str, Any]]:
        """The one row with a cell of these words, its cells by the label of their column."""
        found = [row for row in self.rows if any(cell["text"].startswith(begins) for cell in row)]
        assert len(found) == 1, (begins, self.rows)
        return dict(zip(self.labels, found[0], strict=True))

    def adds_up(self, label: str) -> Decimal:
        """The sum of a column, which its foot must state."""
        known = [value for value in self.column(label) if value is not None]
        assert known, f"{label}: nothing to add"
        assert self.total(label) == sum(known), label
        return sum(known, Decimal(0))


def value_of(cell: dict[str, Any]) -> Decimal | None:
    """The bare number of a cell; fails where a cell without data shows a number, or one with data none."""
    text, value = cell["text"], cell["value"]
    assert (value is None) == (NUMBER.match(text) is None), cell
    return None if value is None else Decimal(value)


def shown(page: Any, caption: str) -> Shown:
    """The table whose caption begins with these words; it waits for the page that a click opens."""
    page.locator("table", has=page.locator("caption", has_text=caption)).first.wait_for()
    return Shown(**page.evaluate(READ, caption))


def number(text: str) -> Decimal:
    """The first number of a Vietnamese text: "87,43 so với …" is 87.43."""
    found = NUMBER.search(text)
    assert found, text
    return Decimal(found[0].replace(".", "").replace(",", ".").replace("−", "-"))


def exported(page: Any, caption: str, folder: Path) -> list[list[Any]]:
    """The rows below the headings of the Excel file that the table's own link gives."""
    card = page.locator(".card", has=page.locator("caption", has_text=caption)).last
    with page.expect_download() as download:
        card.get_by_role("link", name="Xuất Excel").click()
    path = folder / "bang.xlsx"
    download.value.save_as(path)
    lines = load_workbook(str(path)).get_sheet_by_index(0).to_python()
    labels = shown(page, caption).labels
    top = next(at for at, line in enumerate(lines) if line[0] in labels and len(set(line) & set(labels)) > 1)
    return lines[top:]


def same_in_excel(page: Any, caption: str, label: str, folder: Path) -> None:
    """A column of the page and of its file hold the same numbers, foot included, and the same gaps."""
    on_page = shown(page, caption)
    file = exported(page, caption, folder)
    at = file[0].index(label)
    numbers = [*on_page.column(label), on_page.total(label)]
    in_file = [line[at] for line in file[1 : 1 + len(numbers)]]
    assert len(in_file) == len(numbers)
    for told, kept in zip(numbers, in_file, strict=True):
        if told is None:
            assert isinstance(kept, str), (label, kept)
        else:
            assert round(Decimal(str(kept)), 2) == round(told, 2), (label, told, kept)
