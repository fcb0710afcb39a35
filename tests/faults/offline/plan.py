"""What is recorded on one visit; sizes and numbers come from a seed."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

PARTS = ("on_duty_away", "in_meeting", "at_grassroots", "on_leave", "sick", "maternity", "unexcused")
NOTES = ("", "", "Hai người không đeo thẻ", "Quầy số 3 vắng người\nlúc 8 giờ 15", "Chào hỏi đúng mực “4 xin”")


@dataclass(frozen=True)
class Step:
    """One thing to record; ``width`` of a photograph in pixels."""

    kind: str
    subject: str
    content: dict[str, Any]
    width: int = 0


def seen(dice: Random) -> dict[str, Any]:
    """The content of an observation."""
    n = dice.randint(5, 40)
    return {
        "n": n,
        "k": dice.randint(0, n),
        "not_applicable": False,
        "severity": "none",
        "note": dice.choice(NOTES),
        "details": None,
    }


def visit_of(dice: Random, codes: list[str], today: str, moment: str) -> list[Step]:
    """The steps of a visit in order: start, head-count, findings with edits, photographs, signatures, end."""
    chosen = dice.sample(codes, dice.randint(4, min(9, len(codes))))
    edits = dice.choices(chosen, k=dice.randint(2, 4))
    photos = [
        Step("photo", "", {"criterion": dice.choice(chosen)}, dice.choice((120, 200, 300, 420, 620)))
        for _ in range(dice.randint(1, 3))
    ]
    findings = [Step("observation", code, seen(dice)) for code in [*chosen, *edits]]
    middle = [*findings, *photos]
    dice.shuffle(middle)
    return [
        Step("start", "start", {"visited_on": today, "started_at": moment}),
        Step("headcount", "headcount", _headcount(dice, moment)),
        *middle,
        *_ending(dice, moment),
    ]


def _headcount(dice: Random, moment: str) -> dict[str, Any]:
    return {"counted_at": moment, "present": dice.randint(5, 30)} | {
        part: dice.choice((0, 0, 1, 2)) for part in PARTS
    }


def _ending(dice: Random, moment: str) -> Iterator[Step]:
    for side in ("team", "agency"):
        yield Step("signature", f"signature:{side}", _signature(dice, side))
    yield Step(
        "finish",
        "finish",
        {
            "ended_at": moment,
            "place": "Sở Tư pháp",
            "remarks": "Cơ quan tiếp thu.",
            "read_back": True,
            "copies": 2,
            "agency_name": "Nguyễn Thị Hòa",
            "agency_post": "Giám đốc",
        },
    )


def _signature(dice: Random, side: str) -> dict[str, Any]:
    points = [[step * 9, dice.randint(10, 150), step * 16] for step in range(dice.randint(12, 60))]
    return {
        "side": side,
        "name": "Trần Văn Kiểm",
        "post": "",
        "way": "drawn",
        "width": 600,
        "height": 180,
        "strokes": [points],
        "reason": "",
        "witness_name": "",
        "witness_post": "",
        "signed_sha256": "0" * 64,
    }
