"""Released results for everybody: no account, no cookie, no script; and the same as a file of open data."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from agencies.views.parameters import words_of
from core.documents.csv_rows import write_csv
from core.numbers import format_points, format_signed
from core.text import fold
from feedback.views.public import public_page
from reporting.gather.public import PublicMonth, PublicRow, public_months, public_rows
from reporting.views.public.words import band_word, confidence_word, group_word, month_word, reason_word

HEADINGS = (
    "ky",
    "ban_chot",
    "nhom",
    "co_quan",
    "tong_diem",
    "xep_loai",
    "hang",
    "tren_so_co_quan",
    "so_voi_ky_truoc",
    "ky_truoc",
    "ban_chot_ky_truoc",
    "do_tin_cay",
    "ghi_chu",
    "ma_bien_nhan",
)


@login_not_required
@require_safe
@public_page
def public_results(request: HttpRequest) -> HttpResponse:
    """One period's released results by comparison group, found by words without accents."""
    months, chosen = _chosen(request)
    words = words_of(request)
    rows = [] if chosen is None else _holding(public_rows(chosen), words)
    context = {
        "months": [(one, month_word(one)) for one in months],
        "chosen": chosen,
        "chosen_label": month_word(chosen) if chosen else "",
        "before_label": month_word(chosen.before) if chosen and chosen.before else "",
        "q": words,
        "groups": [(group_word(code), list(map(_shown, each))) for code, each in _grouped(rows)],
        "found": len(rows),
    }
    return render(request, "reporting/public/results.html", context)


@login_not_required
@require_safe
def public_results_file(request: HttpRequest) -> HttpResponse:
    """The same rows as CSV (UTF-8), one line an agency, decimals with a point."""
    _, chosen = _chosen(request)
    if chosen is None:
        raise Http404("Chưa có kết quả nào được công bố.")
    lines = [HEADINGS, *(_line(chosen, row) for row in public_rows(chosen))]
    response = HttpResponse(write_csv(lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = (
        f'attachment; filename="ket-qua-{chosen.code}-ban-{chosen.revision}.csv"'
    )
    return response


def _chosen(request: HttpRequest) -> tuple[list[PublicMonth], PublicMonth | None]:
    """The public periods and the one asked for ("ky"), else the newest; 404 where it is switched off."""
    if not settings.PUBLIC_RESULTS:
        raise Http404("Tỉnh chưa mở trang kết quả công khai.")
    months = public_months()
    asked = request.GET.get("ky", "")
    if not asked:
        return months, months[0] if months else None
    found = next((one for one in months if one.code == asked), None)
    if found is None:
        raise Http404("Kỳ này chưa có kết quả nào được công bố.")
    return months, found


def _holding(rows: Sequence[PublicRow], words: str) -> list[PublicRow]:
    asked = fold(words).split()
    return [row for row in rows if all(word in row.folded for word in asked)]


def _grouped(rows: Sequence[PublicRow]) -> Iterator[tuple[str, Iterator[PublicRow]]]:
    return groupby(rows, key=lambda row: row.group)


def _shown(row: PublicRow) -> dict[str, Any]:
    rank = "" if row.rank is None else gettext("Hạng %(rank)s/%(of)s") % {"rank": row.rank, "of": row.of}
    return {
        "name": row.name,
        "total": format_points(row.total),
        "grade": band_word(row.grade, row.band),
        "grade_code": row.grade,
        "rank": rank,
        "change": "" if row.change is None else format_signed(row.change),
        "confidence": confidence_word(row.confidence),
        "reason": reason_word(row.reason),
        "code": row.code,
    }


def _since(month: PublicMonth, row: PublicRow) -> tuple[str, str, str]:
    """The change, and since which period and revision; nothing where the two are not compared."""
    if row.change is None or month.before is None:
        return ("", "", "")
    return (str(row.change), month.before.code, str(month.before.revision))


def _line(month: PublicMonth, row: PublicRow) -> tuple[str, ...]:
    return (
        month.code,
        str(month.revision),
        group_word(row.group),
        row.name,
        "" if row.total is None else str(row.total),
        band_word(row.grade, row.band),
        "" if row.rank is None else str(row.rank),
        "" if row.of is None else str(row.of),
        *_since(month, row),
        row.confidence,
        row.reason,
        row.code,
    )
