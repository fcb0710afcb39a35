"""The phone merges as the server does: one table of cases for both (F47, F48, T13)."""

import json
from datetime import datetime
from itertools import permutations
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from evaluations.enums import RecordState
from evaluations.rules.capture.merging import Node, merge
from evaluations.tests.capture import __file__ as server_tests

CASES = json.loads((Path(server_tests).parent / "merging_cases.json").read_text())
IN_THE_BROWSER = """(records) => {
  const { heads, held, standing, conflict } = merge(records);
  return { heads: heads.map(({ id }) => id), held, standing: standing?.id ?? null, conflict };
}"""


def uuid_of(letter: str) -> UUID:
    """An id that sorts as its letter does."""
    return UUID(int=ord(letter))


def moment(second: int) -> str:
    """A moment as the phone writes it."""
    return f"2026-11-12T02:30:0{second}.000Z"


def on_the_server(records: list[dict[str, Any]]) -> dict[str, Any]:
    """What the server's rule says, in the words of the table."""
    letters = {uuid_of(one["id"]): one["id"] for one in records}
    merged = merge(
        Node(
            uuid_of(one["id"]),
            tuple(map(uuid_of, one["previous"])),
            datetime.fromisoformat(moment(one["at"])),
            json.dumps(one["content"], sort_keys=True),
            not one.get("refused", False),
        )
        for one in records
    )
    return {
        "heads": [letters[head] for head in merged.heads],
        "held": {letters[pk] for pk, state in merged.states.items() if state == RecordState.HELD},
        "standing": letters.get(merged.standing) if merged.standing else None,
        "conflict": merged.conflict,
    }


def expected(case: dict[str, Any]) -> dict[str, Any]:
    """What the table says; the order of held ones means nothing."""
    return {key: case[key] for key in ("heads", "standing", "conflict")} | {"held": set(case["held"])}


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_server_merges_by_the_table_in_every_order_of_arrival(case: dict[str, Any]) -> None:
    for records in permutations(case["records"]):
        assert on_the_server(list(records)) == expected(case)


@pytest.mark.browser
def test_the_phone_merges_by_the_same_table_in_every_order_of_arrival(page: Any, engine_build: Path) -> None:
    page.goto("about:blank#khong-mo")
    page.add_script_tag(content=(engine_build / "assets" / "capture.js").read_text())
    for case in CASES:
        for records in permutations(case["records"]):
            sent = [one | {"captured_at": moment(one["at"])} for one in records]
            found = page.evaluate(IN_THE_BROWSER, sent)
            assert found | {"held": set(found["held"])} == expected(case), case["name"]
