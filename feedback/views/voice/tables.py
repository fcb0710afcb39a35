"""What citizens say as tables: the page, its charts and the Excel file are drawn from the same cells."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.urls import reverse

from agencies.models import AgencyVersion
from core.cells import Cell, Row
from core.dates import format_day, format_month
from core.numbers import format_integer, format_percent, format_points, half_up
from core.small_counts import told
from core.tables import (
    Table,
    count_field,
    head,
    integer,
    number,
    percent,
    percent_field,
    points,
    points_field,
    ratio,
    text_field,
    words,
)
from feedback.enums import RatingChannel
from feedback.gather.voice.agency import AgencyVoice, Point
from feedback.gather.voice.cases import CaseCounts
from feedback.gather.voice.province import AgencyLine, ProvincePoint, came_to
from feedback.models.ratings import COURTESIES
from feedback.models.ratings import REASONS as REASON_LABELS
from feedback.rules.heard import (
    Heard,
    Month,
    Split,
    channel_split,
    channels_of,
    reasons_at,
    reasons_of,
    verified_of,
    verified_split,
)
from feedback.rules.release import LEAST
from feedback.rules.response import NO_VISITS, response_words, visits_at, visits_together

NOT_YET = "chưa đủ lượt"
WITH_OTHERS = "gộp chung"
AT_THE_END = "khi hết tháng"
NOT_APART = "không tách"
LATE = "Biết sau khi hết tháng"
MONTH = "ky"


def link(name: str, month: date, *args: object) -> str:
    """The address of a page of these in a month."""
    return f"{reverse(name, args=args)}?{MONTH}={month.isoformat()}"


def agencies(lines: Sequence[AgencyLine], versions: dict[int, AgencyVersion], month: date) -> Table:
    """A line for each agency; the sums are those of what each tells."""
    fields = (
        text_field("Cơ quan", 38),
        count_field("Số lượt (n)"),
        points_field("Bình quân (1–5)"),
        text_field("Tỷ lệ trả lời", 26),
        text_field("Đến thật", 14),
        text_field("Để riêng", 12),
        text_field("Phản ánh", 12),
    )
    rows = [_agency(line, versions[line.agency], month) for line in lines]
    heard = [line.month.whole for line in lines if line.month.whole is not None]
    n, stars = sum(one.answers for one in heard), sum(one.sums[0] for one in heard)
    foot: Row = [
        words("Cộng các cơ quan"),
        integer(n),
        points(half_up(Decimal(stars) / n) if n else None),
        words(came_to(lines).words()),
        *[words("")] * 3,
    ]
    return Table("co-quan", f"Các cơ quan, tháng {format_month(month)}", fields, rows, foot)


def _agency(line: AgencyLine, version: AgencyVersion, month: date) -> Row:
    return [
        head(version.name, link("voice_agency", month, line.agency)),
        *_short(_mark(line.month.whole, line.visits), line.visits),
        words(_share(verified_split(line.month), line.month.whole)),
        words(told(line.aside)),
        words(told(line.cases.released)),
    ]


def _mark(one: Heard | None, visits: int) -> list[Cell]:
    """n, mean and response rate stand together wherever a mark of citizens is shown."""
    if one is None:
        return [number(NOT_YET, None), points(None), words("—")]
    return [integer(one.answers), points(one.mean), words(response_words(one.answers, visits))]


def _short(mark: list[Cell], visits: int) -> list[Cell]:
    """The same for a long list: where no visits are known, a dash that says so when asked."""
    if visits:
        return mark
    return [*mark[:2], {"text": "—", "title": NO_VISITS}]


def _share(split: Split, one: Heard | None) -> str:
    """The share of ratings with a proven visit, of those told apart."""
    if one is None:
        return "—"
    if not one.is_whole:
        return AT_THE_END
    apart = sum(split.counts)
    return format_percent(Decimal(split.counts[0]) / apart) if apart else NOT_APART


def counters(voice: AgencyVoice) -> Table:
    """The agency's counters; those of too few people together; the sum is the agency's."""
    fields = (
        text_field("Quầy", 34),
        count_field("Số lượt (n)"),
        points_field("Bình quân (1–5)"),
        text_field("Tỷ lệ trả lời", 26),
        text_field("Đến thật", 14),
        text_field("Nhập hộ", 12),
        text_field("Để riêng", 12),
        text_field("Tính đến hết ngày", 22),
    )
    month, came = voice.month, voice.came.get(voice.starts_on, {})
    is_over = month.whole is not None and month.whole.is_whole
    rows: list[Row] = []
    for counter, name in sorted(voice.names.items(), key=lambda one: (one[1], one[0])):
        own = month.counters.get(counter)
        visits = visits_at(came, counter, own) if own else 0
        url = link("voice_counter", voice.starts_on, voice.agency, counter) if own else ""
        rows.append(
            [
                head(name, url),
                *_mark(own, visits),
                *_apart(own, is_over=is_over),
                words(told(voice.aside.get(counter, 0))),
                words(_until(own, counter in month.few)),
            ]
        )
    if month.together:
        label = f"Các quầy ít lượt, gộp chung ({len(month.few)})"
        rows.append(_part(label, month.together, visits_together(came, month)))
    if month.late:
        rows.append(_part(LATE, month.late))
    whole, visits = month.whole, voice.point(voice.starts_on).visits
    foot: Row = [words("Cả cơ quan"), *_mark(whole, visits), *[words("")] * 4]
    return Table("quay", f"Từng quầy, tháng {format_month(voice.starts_on)}", fields, rows, foot, stack=True)


def _part(label: str, one: Heard, visits: int | None = None) -> Row:
    """``visits`` None: what became known late is of visits that are counted elsewhere."""
    n, mean, rate = _mark(one, visits or 0)
    apart = _apart(one, is_over=True)
    shown = rate if visits is not None else words("—")
    return [head(label), n, mean, shown, *apart, words("—"), words(format_day(one.until))]


def _apart(one: Heard | None, *, is_over: bool) -> list[Cell]:
    """The share of proven visits and the paper slips, where telling them apart names nobody."""
    if one is None:
        return [words("—"), words("—")]
    if not one.is_whole and not is_over:
        return [words(AT_THE_END), words(AT_THE_END)]
    verified, channels = verified_of(one), channels_of(one)
    return [
        words(NOT_APART if verified is None else format_percent(Decimal(verified) / one.answers)),
        words(NOT_APART if channels is None else format_integer(channels[2])),
    ]


def _until(one: Heard | None, is_shared: bool) -> str:
    if one is None:
        return WITH_OTHERS if is_shared else "—"
    until = format_day(one.until)
    return f"{until}, sau đó {WITH_OTHERS}" if is_shared else until


def ticks(one: Heard) -> Table:
    """The eight ticks of "4 xin, 4 luôn" with the share of ratings that bear each."""
    fields = (text_field("Người dân ghi nhận", 26), points_field("Tỷ lệ (%)"))
    rows: list[Row] = [
        [head(str(label)), number(format_percent(share), half_up(100 * share, 1))]
        for (_code, label), share in zip(COURTESIES, one.shares, strict=True)
    ]
    return Table("bon-xin-bon-luon", f"4 xin, 4 luôn ({_of(one)})", fields, rows)


def _of(one: Heard) -> str:
    return f"n = {format_integer(one.answers)} lượt"


def reasons(month: Month, one: Heard, counter: int | None) -> Table:
    """How many named each reason of being dissatisfied, from five."""
    counts = reasons_of(month) if counter is None else reasons_at(month, counter)
    fields = (text_field("Lý do chưa hài lòng", 34), count_field("Số lượt nêu", 14))
    rows: list[Row] = [
        [head(str(label)), number(f"dưới {LEAST}" if n is None else format_integer(n), n)]
        for (_code, label), n in zip(REASON_LABELS, counts, strict=True)
    ]
    return Table("ly-do", f"Lý do nêu khi chưa hài lòng ({_of(one)})", fields, rows)


def channels(month: Month, one: Heard, counter: int | None) -> Table:
    """Ratings by the way they came in, and whether a real visit was proven."""
    if counter is None:
        ways, proven = channel_split(month), verified_split(month)
    else:
        apart, verified = channels_of(one), verified_of(one)
        ways = Split(apart or (0, 0, 0), 0 if apart else one.answers)
        proven = Split((0, 0), one.answers)
        if verified is not None:
            proven = Split((verified, one.answers - verified), 0)
    labels = ("Có xác nhận lượt đến thật", "Không xác nhận")
    fields = (text_field("Cách gửi, xác nhận", 34), count_field("Số lượt"), percent_field("Tỷ lệ"))
    rows = [
        *_split(ways, [str(label) for label in RatingChannel.labels], "Không tách theo cách gửi", one),
        *_split(proven, labels, "Không tách theo xác nhận", one),
    ]
    return Table("cach-gui", f"Gửi bằng cách nào ({_of(one)})", fields, rows)


def _split(split: Split, labels: Sequence[str], rest: str, one: Heard) -> list[Row]:
    """What is told apart, then what is not; where nothing is, no zeros that would be none."""
    lines = [*zip(labels, split.counts, strict=True)] if any(split.counts) else []
    lines += [(rest, split.untold)] if split.untold else []
    return [[head(label), integer(n), percent(Decimal(n) / one.answers)] for label, n in lines]


def trend(found: Iterable[Point], caption: str) -> Table:
    """Twelve months: the mean, from how many, and of how many visits."""
    fields = (
        text_field("Tháng", 10),
        points_field("Bình quân (1–5)"),
        count_field("Số lượt (n)"),
        text_field("Tỷ lệ trả lời", 26),
    )
    rows: list[Row] = [_month(one) for one in found]
    return Table("xu-huong", caption, fields, rows)


def _month(one: Point) -> Row:
    n, mean, rate = _short(_mark(one.told, one.visits), one.visits)
    return [head(format_month(one.month)), mean, n, rate]


def province_trend(found: Iterable[ProvincePoint]) -> Table:
    """The province's twelve months over the agencies listed."""
    fields = (
        text_field("Tháng", 10),
        points_field("Bình quân (1–5)"),
        count_field("Số lượt (n)"),
        text_field("Tỷ lệ trả lời", 26),
    )
    rows: list[Row] = [
        [
            head(format_month(one.month)),
            points(one.mean),
            integer(one.answers) if one.answers else number(NOT_YET, None),
            words(one.came.words() if one.answers else "—"),
        ]
        for one in found
    ]
    return Table("xu-huong", "Người dân chấm trong 12 tháng", fields, rows)


def drawn(table: Table) -> Table:
    """The table for a chart of its first series: the other columns keep their words and lose their values."""
    rows: list[Row] = [[*row[:2], *map(_undrawn, row[2:])] for row in table.rows]
    return replace(table, rows=rows)


def _undrawn(cell: Cell) -> Cell:
    copy = cell.copy()
    copy["value"] = None
    return copy


def province_reasons(lines: Iterable[AgencyLine]) -> Table:
    """Reasons of being dissatisfied over all agencies, added up from what each tells."""
    told_by = [reasons_of(line.month) for line in lines if line.month.whole]
    fields = (text_field("Lý do chưa hài lòng", 34), count_field("Số lượt nêu", 14))
    rows: list[Row] = []
    for place, (_code, label) in enumerate(REASON_LABELS):
        n = sum(counts[place] or 0 for counts in told_by)
        rows.append([head(str(label)), integer(n) if n else number(f"dưới {LEAST}", None)])
    return Table("ly-do", "Lý do nêu khi chưa hài lòng", fields, rows)


def cases(counts: CaseCounts) -> Table:
    """The month's feedback cases in counts, and what their senders think of the answers (from five)."""
    fields = (text_field("Phản ánh, kiến nghị", 34), text_field("Số vụ", 12))
    pairs = (
        ("Chuyển đến trong tháng", counts.released),
        ("Đã trả lời", counts.answered),
        ("Đang quá hạn", counts.overdue),
        ("Kiểm tra thấy đúng, đúng một phần", counts.verified),
    )
    rows: list[Row] = [[head(label), words(told(n))] for label, n in pairs]
    rows += [
        [head("Người gửi cho biết đã giải quyết"), words(_of_senders(counts.said, _solved(counts)))],
        [head("Người gửi chấm cách trả lời (1–5)"), words(_of_senders(counts.rated, _satisfied(counts)))],
    ]
    return Table("phan-anh", "Phản ánh, kiến nghị", fields, rows)


def _of_senders(n: int, figure: str) -> str:
    """A figure with how many it rests on; fewer than five would tell of one of them."""
    return f"{figure} (n = {format_integer(n)})" if n >= LEAST else told(n)


def _solved(counts: CaseCounts) -> str:
    return format_percent(ratio(counts.solved, counts.said)) if counts.said else ""


def _satisfied(counts: CaseCounts) -> str:
    return format_points(Decimal(counts.marks) / counts.rated) if counts.rated else ""
