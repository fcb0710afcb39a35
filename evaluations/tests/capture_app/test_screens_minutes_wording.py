"""The draft on the phone and the minutes of the server are the same paper, word by word."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from core.documents.flow import to_json
from evaluations.enums import Severity
from evaluations.rules.conclusion import ABSENCES
from evaluations.rules.documents.facts import (
    Counted,
    Finish,
    Found,
    FoundGroup,
    InspectionFacts,
    Order,
    Person,
    Photo,
    Signed,
    facts_json,
)
from evaluations.rules.documents.head import House, Numbered
from evaluations.rules.documents.minutes import minutes_paper
from evaluations.tests.capture_app.screens_node import in_node

HOUSE = House("Ủy ban nhân dân tỉnh Vĩnh Long", "Sở Nội vụ", "Vĩnh Long", ())
BARE = InspectionFacts(
    agency_code="H61.01",
    agency_name="Sở Tư pháp",
    agency_address="",
    mode="unannounced",
    mode_label="Đột xuất",
    topic="",
    visited_on=date(2026, 2, 5),
    order=Order("12/QĐ-SNV"),
    set_title="Bộ tiêu chí văn hóa công vụ",
    set_version="1",
    roster=26,
    team=(Person("Trần Văn Kiểm", "Chánh Thanh tra, Trưởng đoàn"), Person("Phan Thị Đoàn", "Thành viên")),
    started_at=None,
    finish=Finish(),
    drift_ms=400,
    headcount=None,
    groups=(),
    photos=(),
)
SHORT = Found(
    "TP-04",
    "Đeo thẻ công chức",
    9,
    7,
    False,
    "7/9 đạt",
    "minor",
    Severity.MINOR.label,
    "Hai người ở quầy",
    True,
)
FULL = Found("CQ-01", "Kế hoạch năm", 1, 1, False, "đạt", "none", Severity.NONE.label, "", False)
DRAWN = Signed(
    "agency", "Nguyễn Thị Hòa", "Phó Giám đốc", "drawn", strokes=(((1, 2), (30, 44)),), width=320, height=192
)
WHOLE = replace(
    BARE,
    agency_address="Số 10 đường Hưng Đạo Vương",
    topic="Văn hóa công vụ ở bộ phận một cửa",
    order=Order(
        "12/QĐ-SNV",
        issued_on=date(2026, 1, 30),
        signer="Lê Văn Ký",
        signer_post="Giám đốc Sở Nội vụ",
        bases=("Căn cứ Quyết định số 1847/QĐ-TTg;", "Căn cứ kế hoạch kiểm tra năm 2026."),
        covers_from=date(2025, 11, 1),
        covers_to=date(2026, 1, 31),
    ),
    started_at=datetime(2026, 2, 5, 0, 30, tzinfo=UTC),
    finish=Finish(
        datetime(2026, 2, 5, 3, 35, tzinfo=UTC), "Phòng họp A", "Nhất trí.\n\nĐề nghị cấp thẻ", True, 3
    ),
    drift_ms=-190_000,
    headcount=Counted(
        datetime(2026, 2, 5, 0, 45, tzinfo=UTC), 26, 23, ((ABSENCES[3][1], 2), (ABSENCES[6][1], 1))
    ),
    groups=(FoundGroup("Trang phục, nơi làm việc", (SHORT,)), FoundGroup("Trách nhiệm của cơ quan", (FULL,))),
    photos=(Photo("TP-04", "Quầy số 1", "ab" * 32, 2), Photo("TP-06", "", "cd" * 32)),
    agency_people=(Person("Nguyễn Thị Hòa", "Phó Giám đốc"),),
    signatures=(
        DRAWN,
        Signed(
            "team",
            "Trần Văn Kiểm",
            "",
            "refused",
            reason="Không nêu",
            witness_name="Lê Thị Chứng",
            witness_post="",
        ),
    ),
)
FACTS = {
    "bare": BARE,
    "whole": WHOLE,
    "refused_with_post": replace(
        WHOLE,
        signatures=(
            Signed(
                "agency",
                "Nguyễn Thị Hòa",
                "",
                "refused",
                reason="Không đồng ý!",
                witness_name="A",
                witness_post="B",
            ),
        ),
    ),
    "explained": replace(WHOLE, explain_due_on=date(2026, 2, 12)),
}


def on_phone(facts: InspectionFacts) -> Any:
    """The paper as the phone makes it from the same facts."""
    house = {"parent": HOUSE.parent, "issuer": HOUSE.issuer, "place": HOUSE.place}
    return in_node("minutes/content.js", "m.minutesPaper(a[0], a[1])", [facts_json(facts), house])


def worded(blocks: Any) -> list[dict[str, Any]]:
    """Blocks without the widths of their columns, which depend on the sheet."""
    return [{name: value for name, value in block.items() if name != "widths"} for block in blocks]


@pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS.keys())
def test_the_draft_is_the_paper_that_the_server_will_issue(facts: InspectionFacts) -> None:
    on_server = to_json(minutes_paper(facts, HOUSE, Numbered(), None))
    told = on_phone(facts)
    for name, value in on_server.items():
        if name != "blocks":
            assert told[name] == value, name
    assert worded(told["blocks"]) == worded(on_server["blocks"])


def test_absences_have_the_same_words_on_the_phone() -> None:
    content = {name: 1 for name, _words in ABSENCES} | {
        "present": 5,
        "counted_at": "2026-11-12T01:15:00.000Z",
    }
    visit: dict[str, Any] = {
        "agency": {"name": "Sở Tư pháp"},
        "mode_label": "Đột xuất",
        "order_number": "12",
        "visited_on": "2026-11-12",
        "team": [],
        "groups": [],
        "severities": [],
        "paper": {},
    }
    told = in_node(
        "minutes/facts.js",
        "m.factsOf(a[0], new Map([['headcount', {content: a[1]}]])).headcount",
        [visit, content],
    )
    assert told["absences"] == [[words, 1] for _name, words in ABSENCES]
    assert told["roster"] == 12
