"""What has moved on since a document was issued: its frozen facts beside what is true now.

The document itself never changes; the list tells its reader what to look at besides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Present:
    """What is true today beside the facts as of the visit: the agency's name, the newest published set."""

    agency_name: str = ""
    newest_version: str = ""
    addenda: tuple[str, ...] = ()


def moved_on(frozen: Mapping[str, Any], now: Mapping[str, Any], present: Present) -> list[str]:
    """Sentences on each difference, empty when all stands as it was; both are facts as JSON."""
    return [
        *_names(frozen, present),
        *_register(frozen, now),
        *_criteria(frozen, now, present),
        *_findings(frozen, now),
        *([f"Đã có phụ lục bổ sung: {', '.join(present.addenda)}."] if present.addenda else []),
    ]


def _names(frozen: Mapping[str, Any], present: Present) -> list[str]:
    if not present.agency_name:
        return [f"Cơ quan “{frozen['agency_name']}” nay không còn hoạt động dưới tên này."]
    if present.agency_name != frozen["agency_name"]:
        return [f"Cơ quan nay có tên “{present.agency_name}”; văn bản ghi “{frozen['agency_name']}”."]
    return []


def _register(frozen: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    moved = []
    if frozen["roster"] != now["roster"]:
        people = f"nay có {now['roster']} người, lúc ban hành có {frozen['roster']}"
        moved.append(f"Danh sách nhân sự của ngày kiểm tra {people}.")
    if _team(frozen) != _team(now):
        moved.append("Tên hoặc chức danh của thành viên đoàn đã được sửa sau khi ban hành.")
    return moved


def _team(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [(one["name"], one["post"]) for one in facts["team"]]


def _criteria(frozen: Mapping[str, Any], now: Mapping[str, Any], present: Present) -> list[str]:
    newest = present.newest_version or now["set_version"]
    if newest == frozen["set_version"]:
        return []
    return [f"Bộ tiêu chí nay có phiên bản {newest}; văn bản dùng phiên bản {frozen['set_version']}."]


def _findings(frozen: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    before = {one["code"]: one for group in frozen["groups"] for one in group["found"]}
    after = {one["code"]: one for group in now["groups"] for one in group["found"]}
    new = [one for code, one in after.items() if one["outcome"] != before.get(code, {}).get("outcome", "")]
    decided = [one["code"] for one in new]
    codes = before.keys() | after.keys()
    other = [code for code in codes if _said(before.get(code)) != _said(after.get(code))]
    moved = [f"Sau giải trình đã xem xét lại: {', '.join(decided)}."] if decided else []
    if other:
        moved.append(f"Ghi nhận hiện nay khác văn bản: {', '.join(sorted(other))}.")
    return moved


def _said(one: Mapping[str, Any] | None) -> tuple[Any, ...] | None:
    if one is None:
        return None
    return one["n"], one["k"], one["not_applicable"], one["severity"], one["note"]
