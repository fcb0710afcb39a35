"""Papers of the custodian's desk: the original for the lawful body, the slip that hands a contact on.

They are set in memory and sent to the browser; the portal keeps neither the file nor a copy.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from core import clock
from core.documents.content import clean
from core.documents.typesetting import set_pdf
from core.text import nfc

TEMPLATE = Path(__file__).with_name("original.typ")


@dataclass(frozen=True, slots=True)
class CustodyPaper:
    """``facts`` and ``signers`` are pairs of words; ``text`` keeps its lines; ``photos`` are JPEG bytes."""

    title: str
    subtitle: str
    short: str
    facts: Sequence[tuple[str, str]]
    note: str
    heading: str = ""
    text: str = ""
    photos: Sequence[bytes] = ()
    signers: Sequence[tuple[str, str]] = ()
    stamp: str = "CHỈ GIAO TẬN TAY NGƯỜI CÓ THẨM QUYỀN"


def custody_pdf(paper: CustodyPaper, *, made_on: date) -> bytes:
    """The bytes of the PDF (PDF/UA)."""
    words = asdict(paper)
    words["lines"] = [clean(line) for line in nfc(words.pop("text")).splitlines() if line.strip()]
    words["photos"] = [list(picture) for picture in paper.photos]
    words["facts"] = [[clean(label), clean(value)] for label, value in paper.facts]
    words["signers"] = [[clean(capacity), clean(name)] for capacity, name in paper.signers]
    return set_pdf(TEMPLATE, words, timestamp=int(clock.start_of_day(made_on).timestamp()))
