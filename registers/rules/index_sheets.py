"""External indices read from the rows of a sheet, every problem named by the address of its cell."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from core.sheet_cells import NO_ROWS, Problem, Unreadable, Value, address, heading_problems, plain
from core.text import fold
from registers.enums import IndexKind
from registers.rules.indices import IndexFacts, index_problems

HEADINGS = (
    ("agency", "Cơ quan (mã hoặc tên đầy đủ)"),
    ("kind", "Chỉ số"),
    ("year", "Năm"),
    ("value", "Giá trị"),
    ("scale", "Trên thang"),
    ("rank", "Thứ hạng"),
    ("ranked_of", "Số cơ quan được xếp hạng"),
    ("document", "Văn bản công bố"),
)
"""Fields and headings of the sheet, from column A on."""

KINDS = {fold(label): code for code, label in IndexKind.choices} | {code: code for code in IndexKind.values}
KINDS |= {"par index": "par_index", "sipas": "sipas", "qd 766": "qd766"}


class IndexReading(NamedTuple):
    """The rows of a sheet and its problems; only a reading without problems may be kept."""

    rows: tuple[IndexFacts, ...]
    problems: tuple[Problem, ...]


def read_indices(rows: Sequence[Sequence[Value]], agencies: Mapping[str, tuple[int, ...]]) -> IndexReading:
    """Read a sheet; ``agencies`` maps folded names and codes to ids."""
    wrong = heading_problems([label for _name, label in HEADINGS], rows[0] if rows else [])
    if wrong:
        return IndexReading((), tuple(wrong))
    found: dict[tuple[int, str, int], IndexFacts] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(plain(value) for value in row):
            continue
        facts = _row(row, number, agencies, wrong)
        if facts is None:
            continue
        key = (facts.agency, facts.kind, facts.year)
        if key in found:
            wrong.append(Problem(f"A{number}", "Trùng cơ quan, chỉ số và năm với một hàng ở trên."))
        found[key] = facts
    if not found and not wrong:
        wrong.append(NO_ROWS)
    return IndexReading(tuple(found.values()), tuple(wrong))


def _row(
    row: Sequence[Value], number: int, agencies: Mapping[str, tuple[int, ...]], wrong: list[Problem]
) -> IndexFacts | None:
    said: dict[str, object] = {}
    errors: dict[str, str] = {}
    for (name, label), value in zip(HEADINGS, [*row, *[None] * len(HEADINGS)], strict=False):
        try:
            said[name] = _cell(name, label, plain(value), agencies)
        except Unreadable as error:
            errors[name] = str(error)
    facts = None
    if not errors:
        facts = IndexFacts(**said)  # type: ignore[arg-type]
        errors = index_problems(facts)
    places = {name: place for place, (name, _label) in enumerate(HEADINGS)}
    wrong += [Problem(address(places[name], number), text) for name, text in errors.items()]
    return None if errors else facts


def _cell(name: str, label: str, text: str, agencies: Mapping[str, tuple[int, ...]]) -> object:
    if name == "agency":
        return _agency(text, agencies)
    if name == "kind":
        if fold(text) not in KINDS:
            raise Unreadable(f"Chỉ số phải là một trong: {', '.join(map(str, IndexKind.labels))}.")
        return KINDS[fold(text)]
    if name in ("year", "rank", "ranked_of"):
        return _whole(text, label, needed=name == "year")
    if name in ("value", "scale"):
        return _decimal(text or ("100" if name == "scale" else ""))
    return text


def _agency(text: str, agencies: Mapping[str, tuple[int, ...]]) -> int:
    found = agencies.get(fold(text), ())
    if not found:
        raise Unreadable(f"Không có cơ quan nào mang mã hoặc tên “{text[:60]}”.")
    if len(found) > 1:
        raise Unreadable(f"Có {len(found)} cơ quan cùng tên “{text[:60]}”. Hãy ghi mã cơ quan.")
    return found[0]


def _whole(text: str, label: str, *, needed: bool) -> int | None:
    if not text and not needed:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise Unreadable(f"“{label}” ghi bằng số nguyên.")
    return int(text)


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation as error:
        raise Unreadable("Ghi số, ví dụ 87,43.") from error
    if not value.is_finite() or value >= 10_000:
        raise Unreadable("Ghi số, ví dụ 87,43.")
    return value.quantize(Decimal("0.01"))
