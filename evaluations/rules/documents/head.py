"""What every paper of an inspection begins and ends with: issuer, number, readers, the proof."""

from dataclasses import dataclass
from datetime import date

from core.documents.content import Letterhead
from core.documents.flow import Block, QrCode, SmallPrint


@dataclass(frozen=True, slots=True)
class House:
    """How the issuing office writes its papers; Home Affairs sets it (see DocumentStyle)."""

    parent: str
    issuer: str
    place: str
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """Where a copy is checked: the public address, the code, and the digest (64 hex digits) of the facts."""

    url: str
    code: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """The full number and symbol ("12/BB-SNV") and the day of issue; empty in a draft."""

    symbol: str = ""
    day: date | None = None


def letterhead(house: House, numbered: Numbered) -> Letterhead:
    """The head of a paper (NĐ 30/2020, Appendix I, II)."""
    return Letterhead(house.parent, house.issuer, house.place, numbered.day, numbered.symbol)


def proof_blocks(proof: Proof | None) -> tuple[Block, ...]:
    """The QR code with its code; a draft says that it is one."""
    if proof is None:
        return (SmallPrint("Bản dự thảo, chưa có số và chưa có giá trị; dùng để đọc lại trước khi ký."),)
    lines = (
        f"Mã xác minh: {spaced(proof.code)}",
        f"Quét mã hoặc mở {proof.url} để kiểm tra bản này có đúng bản gốc không.",
    )
    return (QrCode(proof.url, lines),)


def spaced(code: str) -> str:
    """A code in groups of four, as people read it out."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
