"""The rows behind a figure as tables; their sums stand last, to be compared with what was counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from core.cells import Row
from core.dates import format_day, format_moment
from core.numbers import format_integer
from evaluations.enums import InspectionMode, Severity
from reporting.gather.evidence.apologies import Late
from reporting.gather.evidence.forms import FormLine
from reporting.gather.evidence.inspections import Seen
from reporting.gather.evidence.registers import Fact
from reporting.rules.small_counts import Tally
from reporting.tables.cells import (
    Proof,
    Table,
    count_field,
    head,
    integer,
    percent,
    percent_field,
    points,
    points_field,
    proved,
    ratio,
    text_field,
    words,
)

_PHOTO = (
    '<a class="evidence-photo" href="{}"><img src="{}" alt="{}" width="96" height="72" loading="lazy"></a>'
)
MODES = {mode.value: mode.label for mode in InspectionMode}
MARKS, ANSWERED = "Điểm × số phiếu", "Tổng điểm, ô (k)"
SEVERITIES = {severity.value: severity.label for severity in Severity}


def observed(rows: Sequence[Seen]) -> Table:
    """Observations with visit, n, k, severity, note and photographs."""
    fields = (
        text_field("Cuộc kiểm tra", 24),
        text_field("Ngày", 12),
        text_field("Hình thức", 14),
        count_field("n"),
        count_field("k"),
        text_field("Mức độ", 14),
        text_field("Ghi chú", 40),
        text_field("Ảnh", exported=False),
    )
    cells: list[Row] = [
        [
            head(
                row.order_number, reverse("inspection_detail", args=[row.inspection]) if row.may_open else ""
            ),
            words(format_day(row.visited_on), klass="nowrap"),
            words(MODES[row.mode]),
            integer(row.n),
            integer(row.k),
            words(SEVERITIES[row.severity], klass=f"severity-{row.severity}"),
            words(row.note if row.may_open else "Nội dung chỉ dành cho người được xem cuộc kiểm tra"),
            {"html": _pictures(row)},
        ]
        for row in rows
    ]
    foot: Row = [
        words("Tổng"),
        words(""),
        words(""),
        integer(sum(row.n for row in rows)),
        integer(sum(row.k for row in rows)),
        *[words("")] * 3,
    ]
    table = Table("ghi-nhan", "Các ghi nhận tại chỗ đã tính", fields, cells, foot, stack=True)
    return proved(table, "k", words="Tổng k của các ghi nhận")


def _pictures(row: Seen) -> SafeString:
    if not row.photos:
        return mark_safe("—")
    links = (
        (
            reverse("inspection_photo", args=[photo]),
            reverse("inspection_thumbnail", args=[photo]),
            f"Ảnh {number} của cuộc kiểm tra {row.order_number}",
        )
        for number, photo in enumerate(row.photos, start=1)
    )
    return format_html_join(
        "",
        _PHOTO,
        links,
    )


def distribution(scores: Counter[int]) -> Table:
    """Forms by score; k is the sum of the scores, so n and k of the last row are those that were counted."""
    fields = (
        text_field("Điểm cho mình", 16),
        count_field("Số phiếu"),
        percent_field("Tỷ lệ"),
        count_field(MARKS, 14),
    )
    n = scores.total()
    cells: list[Row] = [
        [head(str(score)), integer(count), percent(ratio(count, n)), integer(score * count)]
        for score, count in sorted(scores.items(), reverse=True)
    ]
    total = sum(score * count for score, count in scores.items())
    foot: Row = [words("Tổng"), integer(n), percent(Decimal(1) if n else None), integer(total)]
    table = Table("phan-bo", "Số phiếu theo điểm", fields, cells, foot)
    return proved(table, MARKS, words="Tổng điểm của các phiếu (k)")


def form_list(lines: Iterable[FormLine]) -> Table:
    """The very forms, each a link to it."""
    fields = (text_field("Họ và tên", 28), text_field("Bộ phận", 28), count_field("Điểm"))
    cells: list[Row] = [
        [
            head(line.person, reverse("assessment_detail", args=[line.pk])),
            words(line.unit),
            integer(line.score),
        ]
        for line in lines
    ]
    table = Table("phieu", "Các phiếu đã tính", fields, cells)
    return proved(table, "Điểm", words="Tổng điểm của các phiếu (k), mọi trang")


def tallied(tallies: Sequence[Tally], per_answer: int) -> Table:
    """Citizens' answers by counter: how many, their marks, and the mean mark of an answer."""
    fields = (
        text_field("Quầy", 28),
        count_field("Số lượt (n)"),
        count_field(ANSWERED, 14),
        points_field(f"Bình quân trên {per_answer}"),
    )
    cells: list[Row] = [
        [
            head(f"{one.label} ({one.merged})" if one.merged > 1 else one.label),
            integer(one.n),
            integer(one.k),
            points(ratio(one.k, one.n)),
        ]
        for one in tallies
    ]
    n, k = sum(one.n for one in tallies), sum(one.k for one in tallies)
    foot: Row = [words("Tổng"), integer(n), integer(k), points(ratio(k, n))]
    table = Table("quay", "Theo quầy", fields, cells, foot if tallies else None)
    return proved(table, ANSWERED, words="Tổng điểm, ô của các quầy (k)")


def facts(rows: Sequence[Fact]) -> Table:
    """Register facts with who declared and who verified each."""
    fields = (
        text_field("Khai báo", 28),
        text_field("Xác nhận", 28),
        count_field("n"),
        count_field("k"),
        text_field("Ghi chú", 40),
    )
    cells: list[Row] = [
        [
            head(_signed(row.declared_by, format_moment(row.declared_at))),
            words(_signed(row.verified_by, format_moment(row.verified_at))),
            integer(row.n),
            integer(row.k),
            words(row.note),
        ]
        for row in rows
    ]
    foot: Row = [
        words("Tổng"),
        words(""),
        integer(sum(row.n for row in rows)),
        integer(sum(row.k for row in rows)),
        words(""),
    ]
    table = Table("so-theo-doi", "Số liệu sổ theo dõi đã xác nhận", fields, cells, foot, stack=True)
    return proved(table, "k", words="Tổng k của sổ theo dõi")


def apologies(rows: Sequence[Late]) -> Table:
    """Late dossiers of the month with the day of their apology; nobody's name is on it."""
    fields = (
        text_field("Hồ sơ", 24),
        text_field("Hẹn trả", 12),
        text_field("Ngày trả", 12),
        text_field("Thư xin lỗi", 18),
        text_field("Gửi ngày", 12),
        text_field("Đúng quy trình", 14),
    )
    cells: list[Row] = [
        [
            head(row.code, reverse("dossier_detail", args=[row.pk])),
            words(format_day(row.due_on), klass="nowrap"),
            words(format_day(row.finished_on), klass="nowrap"),
            words(row.symbol or "Chưa có"),
            words(format_day(row.sent_on), klass="nowrap"),
            words("Có" if row.is_lawful else "Không"),
        ]
        for row in rows
    ]
    table = Table("ho-so-tre-hen", "Hồ sơ trễ hẹn của tháng", fields, cells, stack=True)
    late = sum(not row.is_lawful for row in rows)
    label = f"Số hồ sơ: {len(rows) - late} đúng quy trình + {late} không đúng"
    return replace(table, proof=Proof(format_integer(len(rows)), label))


def _signed(who: str | None, when: str) -> str:
    return f"{who}, {when}" if who else when
