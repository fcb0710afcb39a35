"""Whether minutes may be issued: what is still missing, in sentences that say what to do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluations.rules.documents.facts import InspectionFacts, Signed

SIDE_NAMES: Mapping[str, str] = {"team": "đoàn kiểm tra", "agency": "cơ quan được kiểm tra"}


@dataclass(frozen=True, slots=True)
class Unsettled:
    """What phones sent and nobody has settled: subjects in conflict, records that wait for another."""

    conflicts: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


def problems(
    facts: InspectionFacts,
    unsettled: Unsettled,
    present_sha256: str,
    changed: Mapping[str, Sequence[str]],
) -> list[str]:
    """Why the minutes may not be issued yet, empty when they may.

    ``present_sha256`` is the digest of the present findings that a drawn signature must have signed, and
    ``changed`` names by side what was recorded after its signature.
    """
    found: list[str] = []
    if facts.headcount is None and not facts.found:
        found.append("Chưa có điểm danh hay ghi nhận nào. Hãy ghi nhận rồi lập biên bản.")
    if unsettled.conflicts:
        found.append(
            f"Còn ghi nhận khác nhau chưa chọn: {', '.join(unsettled.conflicts)}. Hãy chọn số đúng trước."
        )
    if unsettled.held:
        found.append(
            f"Còn bản ghi đang chờ bản ghi trước nó: {', '.join(unsettled.held)}. "
            "Hãy đồng bộ nốt máy còn giữ dữ liệu."
        )
    if not facts.finish.read_back:
        found.append("Chưa xác nhận đã đọc lại biên bản cho các bên cùng nghe.")
    signed = {one.side: one for one in facts.signatures}
    for side, words in SIDE_NAMES.items():
        found += signing_problems(words, signed.get(side), present_sha256, changed.get(side, ()))
    return found


def signing_problems(
    words: str, signed: Signed | None, present_sha256: str, changed: Sequence[str]
) -> list[str]:
    """What is wrong with one side's signature."""
    if signed is None:
        return [f"Chưa có chữ ký của {words}. Hãy ký trên máy, ký trên giấy hoặc ghi việc từ chối ký."]
    if signed.way == "refused":
        return _refusal_problems(words, signed)
    if not signed.name.strip():
        return [f"Chưa ghi họ tên người ký của {words}."]
    if signed.way == "drawn" and signed.signed_sha256 != present_sha256:
        what = f": {', '.join(changed)}" if changed else ""
        return [
            f"Chữ ký của {words} không còn khớp, vì ghi nhận đã thay đổi sau khi ký{what}. "
            "Hãy đọc lại và ký lại trên máy, hoặc ký trên giấy."
        ]
    return []


def _refusal_problems(words: str, signed: Signed) -> list[str]:
    missing = [
        name
        for name, text in (("lý do", signed.reason), ("họ tên người làm chứng", signed.witness_name))
        if not text.strip()
    ]
    return [f"Việc từ chối ký của {words} còn thiếu {' và '.join(missing)}."] if missing else []
