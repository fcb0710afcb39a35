"""The text under the signatures, letter by letter: the phone builds the same."""

from datetime import UTC, datetime

import pytest

from evaluations.rules.observing import Attendance, Finding
from evaluations.rules.signing import signed_sha256, signed_text

COUNTED_AT = datetime(2026, 11, 12, 1, 15, tzinfo=UTC)
COUNTED = Attendance(present=23, on_leave=2, unexcused=1)


@pytest.mark.parametrize(
    ("attendance", "findings", "text"),
    [
        (None, {}, ""),
        (COUNTED, {}, "DD|08:15|23|0|0|0|2|0|0|1"),
        (None, {"TP-04": Finding(10, 8)}, "TP-04|10|8|0|none|"),
        (
            COUNTED,
            {"TP-04": Finding(10, 8), "GT-01": Finding(2, 1, severity="minor", note="Không chào")},
            "DD|08:15|23|0|0|0|2|0|0|1\nGT-01|2|1|0|minor|Không chào\nTP-04|10|8|0|none|",
        ),
        (
            None,
            {"TP-04": Finding(not_applicable=True, note=" Không\r\ncó\nquầy ")},
            "TP-04|0|0|1|none|Không có quầy",
        ),
        # what the head-count says of its own criteria stands in its line
        (COUNTED, {"TT-04": Finding(26, 25)}, "DD|08:15|23|0|0|0|2|0|0|1"),
        # decomposed letters are written composed
        (None, {"TP-04": Finding(1, 1, note="Thẻ")}, "TP-04|1|1|0|none|Th\u1ebb"),
    ],
)
def test_the_text(attendance, findings, text):
    assert signed_text(attendance, COUNTED_AT if attendance else None, findings) == text


def test_its_digest():
    assert signed_sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
