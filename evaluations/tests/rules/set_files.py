"""The two files of a small sound set, to break in tests."""

import json
from typing import Any

from evaluations.rules.set_definition import COLUMNS

HEAD: dict[str, Any] = {
    "code": "mau",
    "version": 1,
    "title": "Bộ mẫu",
    "legal_basis": "Không",
    "source": "Kiểm thử",
    "is_scoring": True,
    "is_default_points": False,
    "declared_total": "10",
    "groups": [{"code": "A", "name": "Nhóm A", "declared_points": "10"}],
    "settings": {
        "bands": [
            {"grade": "good", "lower": "50", "operator": ">="},
            {"grade": "weak", "lower": "0", "operator": ">=", "upper": "50", "upper_operator": "<"},
        ]
    },
}
ROWS = (
    "A-1,A,Một,all,ratio,6,60,,,,40,,leave_out,person,,,",
    "A-2,A,Hai,all,deduction,4,100,,,,,deduction=0.25,leave_out,person,,,",
)
CSV = "\n".join((",".join(COLUMNS), *ROWS, ""))


def files(*rows: str, **head: Any) -> tuple[str, str]:
    """The set with other rows or head fields; without arguments, sound as it is."""
    told = {**HEAD, **head}
    if "settings" in head:
        told["settings"] = {**HEAD["settings"], **head["settings"]}
    table = "\n".join((",".join(COLUMNS), *(rows or ROWS), ""))
    return json.dumps(told), table
