"""A paper of flowing blocks: headings, paragraphs, tables, signatures, a QR code, small print.

A table document (:class:`core.documents.content.Document`) answers "which rows?"; a ``Paper`` is read from
top to bottom, as minutes and letters are. It knows no word of any procedure. It becomes JSON and comes back
the same (``to_json``, ``from_json``), so a paper that was issued once is printed again for ever as it stood.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from core.documents.content import Letterhead, Signature
from core.text import fold

A4, A5 = "a4", "a5"
Stroke = tuple[tuple[int, int], ...]
"""The points (x, y) that a pen passed without being lifted, in pixels of the pad."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the paper; ``level`` 1 ("I. THÀNH PHẦN") or 2 ("1. Đoàn kiểm tra")."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph whose first line is set in; ``mark`` ("1.", "a)", "-") stands before it."""

    text: str
    mark: str = ""
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class FlowTable:
    """A table of words: ``widths`` are shares of the line, ``numbers`` the columns that lean to the right.

    ``fixed`` are columns of digests and codes, set in letters of one width. ``emphasised`` are the indexes of
    bold rows. Raises ValueError when a row has another length than the labels.
    """

    labels: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    fixed: tuple[int, ...] = ()
    emphasised: tuple[int, ...] = ()
    caption: str = ""

    def __post_init__(self) -> None:
        for line in (self.widths, *self.rows):
            if len(line) != len(self.labels):
                raise ValueError(f"{len(line)} values for {len(self.labels)} columns")


@dataclass(frozen=True, slots=True)
class Signer:
    """One who signs: capacity in capitals, then the drawn name or a remark instead of it, then who it is.

    ``strokes`` are drawn on a pad of ``width`` × ``height`` pixels; without strokes and remark, room is left
    for a pen.
    """

    capacity: str
    name: str = ""
    post: str = ""
    remark: str = ""
    strokes: tuple[Stroke, ...] = ()
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Signatures:
    """Those who sign, side by side, never torn apart by the end of a page."""

    signers: tuple[Signer, ...]


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code that opens ``url``, with lines beside it that say so."""

    url: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """A paragraph in small italics."""

    text: str


Block = Heading | Paragraph | FlowTable | Signatures | QrCode | SmallPrint
BLOCKS: dict[str, type[Any]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "table": FlowTable,
    "signatures": Signatures,
    "qr": QrCode,
    "small": SmallPrint,
}
_NAMES = {kind: name for name, kind in BLOCKS.items()}


@dataclass(frozen=True, slots=True)
class Paper:
    """An official paper by NĐ 30/2020: head, title, blocks in order, and at the end who gets it, who signs.

    ``tail`` stands after the signer's block: the QR code and the small print of verification. ``size`` is
    "a4", or "a5" for the slips and letters that a form sets on half a page.
    """

    title: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    made_on: date
    subtitle: str = ""
    legal_lines: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signature: Signature | None = None
    tail: tuple[Block, ...] = ()
    size: str = A4

    @property
    def file_stem(self) -> str:
        """The title and number as an ASCII file name without ending."""
        words = "".join(
            char if char.isalnum() else "-" for char in fold(f"{self.title} {self.letterhead.number}")
        )
        return "-".join(part for part in words.split("-") if part)[:80] or "van-ban"


def to_json(paper: Paper) -> dict[str, Any]:
    """The paper as plain JSON values; blocks carry their name under "block"."""
    head = asdict(paper.letterhead) | {"day": _day_text(paper.letterhead.day)}
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "letterhead": head,
        "made_on": paper.made_on.isoformat(),
        "legal_lines": list(paper.legal_lines),
        "blocks": [_block_json(block) for block in paper.blocks],
        "recipients": list(paper.recipients),
        "signature": None if paper.signature is None else asdict(paper.signature),
        "tail": [_block_json(block) for block in paper.tail],
        # A4 goes without saying: papers issued before there was another size keep their digest.
        **({"size": paper.size} if paper.size != A4 else {}),
    }


def from_json(kept: Mapping[str, Any]) -> Paper:
    """The paper that ``to_json`` wrote; raises KeyError for a block of an unknown name."""
    head = dict(kept["letterhead"])
    day = head.pop("day")
    signature = kept["signature"]
    return Paper(
        title=kept["title"],
        subtitle=kept["subtitle"],
        letterhead=Letterhead(**head, day=date.fromisoformat(day) if day else None),
        made_on=date.fromisoformat(kept["made_on"]),
        legal_lines=tuple(kept["legal_lines"]),
        blocks=tuple(_block(one) for one in kept["blocks"]),
        recipients=tuple(kept["recipients"]),
        signature=None if signature is None else Signature(**signature),
        tail=tuple(_block(one) for one in kept["tail"]),
        size=kept.get("size", A4),
    )


def _day_text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _block_json(block: Block) -> dict[str, Any]:
    return {"block": _NAMES[type(block)], **_lists(asdict(block))}


def _lists(value: Any) -> Any:
    """Tuples as lists, all the way down, as JSON has them."""
    if isinstance(value, dict):
        return {name: _lists(one) for name, one in value.items()}
    return [_lists(one) for one in value] if isinstance(value, tuple | list) else value


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def _block(kept: Mapping[str, Any]) -> Block:
    fields = {name: _tuples(value) for name, value in kept.items() if name != "block"}
    kind = BLOCKS[kept["block"]]
    if kind is Signatures:
        return Signatures(
            tuple(Signer(**{k: _tuples(v) for k, v in one.items()}) for one in fields["signers"])
        )
    made: Block = kind(**fields)
    return made
