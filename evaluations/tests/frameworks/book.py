"""The tables of docs/rulebook.md by their heading, so that its text and the tests cannot part."""

import re
from decimal import Decimal
from pathlib import Path

BOOK = (Path(__file__).resolve().parents[3] / "docs" / "rulebook.md").read_text(encoding="utf-8")


def section(number: str) -> str:
    """The text of a numbered heading of the third level ("9.2")."""
    return re.split(rf"^### {re.escape(number)} .*$", BOOK, flags=re.MULTILINE)[1].split("\n### ", 1)[0]


def tables(number: str) -> list[list[dict[str, str]]]:
    """The tables under a heading, each row by the words of the table's head, without bold marks."""
    found: list[list[dict[str, str]]] = []
    lines = section(number).splitlines()
    for block in "\n".join(lines).split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        if len(rows) > 2:
            head, _, *body = [[cell.strip(" *") for cell in row.strip("|").split("|")] for row in rows]
            found.append([dict(zip(head, cells, strict=True)) for cells in body])
    return found


def number(text: str) -> Decimal | None:
    """A figure as the book writes it; None for a dash or words."""
    plain = text.replace("−", "-").replace(",", ".")
    return Decimal(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def marked(text: str) -> tuple[int, int] | None:
    """(n, k) of "18/20", or of "80%" as one mark of a hundred; None for what does not apply."""
    if share := re.fullmatch(r"(\d+)/(\d+)", text):
        return int(share[2]), int(share[1])
    if percent := re.fullmatch(r"(\d+)%", text):
        return 1, int(percent[1])
    return None
