"""Letters as papers (NĐ 30/2020/NĐ-CP, Appendix I).

The slip of apology is on A5 by form 04 of TT 01/2018/TT-VPCP, thanks and congratulations on A4.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.documents.content import Letterhead, Signature
from core.documents.flow import A4, A5, Block, Paper, Paragraph, SmallPrint
from feedback.enums import LetterKind

TITLES = {
    LetterKind.APOLOGY: ("PHIẾU XIN LỖI", "và hẹn lại ngày trả kết quả"),
    LetterKind.THANKS: ("THƯ CẢM ƠN", ""),
    LetterKind.CONGRATULATION: ("THƯ CHÚC MỪNG", ""),
}
RECIPIENTS = ("Như trên;", "Lưu: VT.")
DRAFT_WORDS = "Bản nháp, chưa có số và chưa có giá trị."


@dataclass(frozen=True, slots=True)
class Office:
    """Who issues the letter, as its head is printed; ``lines`` is the name as it is broken there."""

    name: str
    parent: str
    place: str
    lines: str = ""


@dataclass(frozen=True, slots=True)
class LateFacts:
    """The dossier that a letter of apology is about."""

    code: str
    procedure: str
    received_on: date
    due_on: date
    finished_on: date | None = None


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything a letter prints; ``symbol`` and ``day`` are empty in a draft."""

    kind: str
    recipient: str
    body: str
    office: Office
    reason: str = ""
    new_due_on: date | None = None
    dossier: LateFacts | None = None
    symbol: str = ""
    day: date | None = None
    signer_name: str = ""
    signer_capacity: str = ""


def letter_paper(facts: LetterFacts, made_on: date) -> Paper:
    """The letter as a paper; a draft says that it is one."""
    title, subtitle = TITLES[LetterKind(facts.kind)]
    is_apology = facts.kind == LetterKind.APOLOGY
    if is_apology and facts.new_due_on is None:
        subtitle = "về việc chậm trả kết quả"
    office = facts.office
    return Paper(
        title=title,
        subtitle=subtitle,
        letterhead=Letterhead(
            office.parent, office.lines or office.name, office.place, facts.day, facts.symbol
        ),
        made_on=made_on,
        blocks=(Paragraph(f"Kính gửi: {facts.recipient}", bold=True), *_words(facts)),
        recipients=RECIPIENTS,
        signature=Signature(facts.signer_capacity or "Thủ trưởng cơ quan", facts.signer_name),
        tail=() if facts.symbol else (SmallPrint(DRAFT_WORDS),),
        size=A5 if is_apology else A4,
    )


def _words(facts: LetterFacts) -> tuple[Block, ...]:
    lines = [line.strip() for line in facts.body.splitlines() if line.strip()]
    said = [Paragraph(line) for line in lines]
    if facts.dossier is None:
        return tuple(said)
    return (*_about(facts, facts.dossier), *said, *_anew(facts))


def _about(facts: LetterFacts, late: LateFacts) -> list[Paragraph]:
    """Form 04: when what was received from whom, for when it was appointed, why it is late."""
    office = facts.office.name
    handed = (
        f"Kết quả đã trả {_day(late.finished_on)}, sau ngày hẹn."
        if late.finished_on is not None
        else f"Tuy nhiên, {office} chưa trả được kết quả đúng thời gian đã hẹn."
    )
    return [
        Paragraph(
            f"{_day(late.received_on).capitalize()}, {office} tiếp nhận hồ sơ đề nghị giải quyết thủ tục "
            f"“{late.procedure}” của Ông/bà (tổ chức). Mã hồ sơ: {late.code}."
        ),
        Paragraph(f"Thời gian hẹn trả kết quả: {_day(late.due_on)}. {handed}"),
        Paragraph(f"Lý do: {_ended(facts.reason)}"),
    ]


def _anew(facts: LetterFacts) -> list[Paragraph]:
    if facts.new_due_on is None:
        return []
    return [
        Paragraph(
            f"{facts.office.name} sẽ trả kết quả giải quyết hồ sơ vào {_day(facts.new_due_on)}.", bold=True
        )
    ]


def _day(day: date) -> str:
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _ended(text: str) -> str:
    """The text with a full stop, on one line."""
    words = " ".join(text.split())
    return words if words.endswith((".", "!", "?")) else f"{words}."


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 in hex of a paper's content, whatever order its keys come in."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
