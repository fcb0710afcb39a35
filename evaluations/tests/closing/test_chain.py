"""The chain as a table: what seals what is fixed for ever, for papers and exports out there say so (S15)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from evaluations.rules.closing.canonical import canonical
from evaluations.rules.closing.chain import GENESIS, Line, head_digest, seal
from evaluations.rules.closing.frozen import FrozenPeriod
from evaluations.rules.closing.header import Figures, Header, header_values
from evaluations.rules.closing.proof import Place, agrees, header_problems, line_problems
from evaluations.rules.closing.receipt import receipt_code, spaced

LINES = [Line("set", None, '{"key":"qd1847/1"}'), Line("result", 7, '{"name":"Sở Tư pháp","total":"87.43"}')]
SEALED = seal(GENESIS, LINES)
HEADER = Header(
    1,
    FrozenPeriod("month", date(2026, 11, 1), date(2026, 12, 1)),
    1,
    None,
    None,
    1,
    Figures(Decimal("87.43"), None, 1, 1, 12, 345),
    2,
    datetime(2026, 12, 10, 3, tzinfo=UTC),
    2,
    1,
    GENESIS,
)
DIGEST = head_digest(header_values(HEADER), SEALED[-1].digest)


def test_the_digests_are_the_same_for_ever() -> None:
    assert [line.digest for line in SEALED] == [
        "0c940ab15d543082858117ed926d58058ffa834d59bc5729b2f63780c321f253",
        "6fba2cacabbae4b9aa5719fef704d67f924acc0ae93689fb1b49caaa7657a635",
    ]
    assert DIGEST == "429330a0f4bc7983a3329e6d29bd8ef8b0f01271b18dce7df0a7fc6096f58cbe"
    assert SEALED[1].code == "PGYOOT42WBLWYKF5"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": [None, True]}, '{"a":[null,true],"b":1}'),
        ({"tên": "Sở Tư pháp"}, '{"tên":"Sở Tư pháp"}'),
        (Decimal("87.40"), '"87.40"'),
        (date(2026, 11, 1), '"2026-11-01"'),
        (datetime(2026, 12, 10, 3, tzinfo=UTC), '"2026-12-10T03:00:00.000000+00:00"'),
    ],
    ids=["names sorted", "letters as they are", "exact decimals", "a day", "a moment"],
)
def test_a_value_has_one_text(value: object, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize("value", [float("nan"), {1, 2}], ids=["no number", "a set"])
def test_what_has_no_one_text_is_refused(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        canonical(value)


def test_a_chain_that_fits_has_no_problem() -> None:
    assert list(line_problems(GENESIS, SEALED, 2)) == []
    assert list(header_problems(HEADER, DIGEST, SEALED[-1].digest, Place(0, GENESIS))) == []


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([SEALED[0]._replace(payload="{}"), SEALED[1]], "dòng 0 (set) đã bị sửa"),
        ([SEALED[0], SEALED[1]._replace(code="A" * 16)], "mã biên nhận của dòng 1 đã bị sửa"),
        ([SEALED[0], SEALED[1]._replace(kind="summary")], "dòng 1 (summary) đã bị sửa"),
        (SEALED[:1], "phải có 2 dòng, nay có 1 hoặc sai thứ tự"),
    ],
    ids=["payload", "code", "kind", "removed"],
)
def test_the_line_that_was_changed_is_named(lines: list, problem: str) -> None:  # type: ignore[type-arg]
    assert list(line_problems(GENESIS, lines, 2)) == [problem]


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        (HEADER._replace(sequence=2), "thiếu bản chốt thứ 1 trong chuỗi của tỉnh"),
        (HEADER._replace(previous_digest="1" * 64), "không nối với bản chốt đứng trước"),
        (HEADER._replace(asked_by=None), "đầu bản chốt đã bị sửa"),
        (
            HEADER._replace(figures=HEADER.figures._replace(simple_mean=Decimal("80.00"))),
            "đầu bản chốt đã bị sửa",
        ),
    ],
    ids=["sequence", "link", "who asked", "a mean"],
)
def test_the_header_tells_what_was_changed(header: Header, problem: str) -> None:
    assert problem in list(header_problems(header, DIGEST, SEALED[-1].digest, Place(0, GENESIS)))


@pytest.mark.parametrize(
    ("frozen", "now", "same"),
    [
        ({"a": 1}, {"a": 1, "new": 2}, True),
        ({"a": 1, "gone": 2}, {"a": 1}, True),
        ({"a": [1, {"b": 2}]}, {"a": [1, {"b": 3}]}, False),
        ([1, 2], [1], False),
    ],
    ids=["said more", "says less", "another", "shorter"],
)
def test_what_later_code_says_besides_does_not_matter(frozen: object, now: object, same: bool) -> None:
    assert agrees(frozen, now) is same


def test_a_code_is_printed_in_fours() -> None:
    assert spaced(receipt_code(SEALED[1].digest, SEALED[1].payload)).split() == [
        "PGYO",
        "OT42",
        "WBLW",
        "YKF5",
    ]
