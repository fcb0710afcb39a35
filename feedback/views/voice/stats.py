"""A month's figures for the tiles above the tables; what cannot be told says why."""

from collections.abc import Sequence

from core.dates import format_day
from core.numbers import format_integer, format_percent, format_points
from core.small_counts import told
from core.tables import ratio
from feedback.gather.voice.agency import AgencyVoice, Point
from feedback.gather.voice.province import AgencyLine
from feedback.rules.heard import verified_of, verified_split
from feedback.rules.release import LEAST
from feedback.rules.response import response_rate, response_words


def of_agency(voice: AgencyVoice, point: Point, counter: int | None) -> list[dict[str, str]]:
    """The month of an agency or one of its counters in four figures."""
    one = point.told
    aside = {counter: voice.aside.get(counter, 0)} if counter else voice.aside
    kept_apart = sum(n for n in aside.values() if n >= LEAST)
    return [
        {
            "label": "Số lượt đánh giá (n)",
            "value": format_integer(one.answers) if one else "Chưa đủ lượt",
            "hint": f"tính đến hết ngày {format_day(one.until)}" if one else "công bố từ 5 lượt, theo nhóm",
            "symbol": "users",
        },
        {
            "label": "Điểm bình quân (1–5)",
            "value": format_points(one.mean) if one else "—",
            "hint": f"tỷ lệ trả lời: {response_words(one.answers, point.visits)}" if one else "",
            "symbol": "star",
        },
        {
            "label": "Có xác nhận lượt đến thật",
            "value": _verified(voice, point, counter),
            "hint": "có khi hết tháng"
            if one and not one.is_whole
            else "lượt không xác nhận vẫn cùng trọng số",
            "symbol": "badge-check",
        },
        {
            "label": "Để riêng, không tính",
            "value": told(kept_apart) if kept_apart or not any(aside.values()) else f"dưới {LEAST}",
            "hint": "lượt có dấu hiệu dồn phiếu",
            "symbol": "shield-alert",
        },
    ]


def _verified(voice: AgencyVoice, point: Point, counter: int | None) -> str:
    one = point.told
    if one is None or not one.is_whole:
        return "—"
    if counter is not None:
        proven = verified_of(one)
        return "Không tách" if proven is None else format_percent(ratio(proven, one.answers))
    counts = verified_split(voice.month).counts
    return format_percent(ratio(counts[0], sum(counts))) if sum(counts) else "Không tách"


def of_province(lines: Sequence[AgencyLine], answers: int) -> list[dict[str, str]]:
    """The month of all listed agencies in four figures, added up from what each tells."""
    heard = [line for line in lines if line.month.whole]
    stars = sum(line.month.whole.sums[0] for line in heard if line.month.whole)
    visited = [line for line in heard if line.month.whole and line.visits >= line.month.whole.answers]
    of_visited = sum(line.month.whole.answers for line in visited if line.month.whole)
    came = sum(line.visits for line in visited)
    aside = sum(line.aside for line in lines)
    cases = sum(line.cases.released for line in lines)
    few = sum(line.cases.released for line in lines if line.cases.released < LEAST)
    if few < LEAST:  # else taking the shown ones from the sum would tell them
        cases -= few
    return [
        {
            "label": "Số lượt đánh giá (n)",
            "value": format_integer(answers),
            "hint": f"tại {format_integer(len(heard))} trên {format_integer(len(lines))} cơ quan",
            "symbol": "users",
        },
        {
            "label": "Điểm bình quân (1–5)",
            "value": format_points(ratio(stars, answers)),
            "hint": "bình quân theo lượt",
            "symbol": "star",
        },
        {
            "label": "Tỷ lệ trả lời",
            "value": format_percent(response_rate(of_visited, came)),
            "hint": f"{response_words(of_visited, came)}; {len(visited)} cơ quan có danh sách",
            "symbol": "footprints",
        },
        {
            "label": "Để riêng, không tính",
            "value": told(aside),
            "hint": f"{told(cases)} phản ánh, kiến nghị trong tháng",
            "symbol": "shield-alert",
        },
    ]
