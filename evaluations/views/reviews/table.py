"""The bulk table: one row a person with the three columns in points, built as cells once."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from core.cells import Cell, Column
from core.numbers import format_points
from core.text import squeeze
from evaluations.enums import AssessmentState
from evaluations.gather.reviews.people import Person
from evaluations.rules.reviews.columns import mean_of_cents
from evaluations.rules.rounding import from_cents
from evaluations.views.reviews.lists import Chosen, form_address

STATES = {
    AssessmentState.SUBMITTED.value: ("info", "Đã nộp"),
    AssessmentState.MANAGED.value: ("info", "Bộ phận đã nhận xét"),
    AssessmentState.RETURNED.value: ("warn", "Đã trả lại"),
    AssessmentState.REVIEWED.value: ("ok", "Đã quyết định"),
}
NOTHING = ("none", "Chưa nộp")

COLUMNS: list[Column] = [
    {"label": "Chọn", "hidden": True, "class": "bulk-pick"},
    {"label": "Họ và tên", "class": "bulk-who"},
    {"label": "Tự chấm", "num": True},
    {"label": "Trưởng bộ phận", "num": True},
    {"label": "Thủ trưởng", "num": True},
    {"label": "Số tiêu chí đổi", "num": True},
    {"label": "Lưu ý"},
    {"label": "Tình trạng"},
]


def bulk_rows(people: list[Person], listed: Chosen) -> list[list[Cell]]:
    """The rows of the table, in the order given."""
    return [_row(one, listed) for one in people]


def mean_row(everyone: list[Person]) -> list[list[Cell]]:
    """The foot: the mean of each column over everybody in the place who has it, of rounded points."""
    columns = (
        [one.own for one in everyone],
        [one.managed for one in everyone],
        [one.decided for one in everyone],
    )
    return [
        [
            {"text": ""},
            {"text": "Trung bình của danh sách", "header": True, "class": "bulk-who"},
            *(_points(mean_of_cents(cents)) for cents in columns),
            *({"text": ""} for _ in range(3)),
        ]
    ]


def _row(one: Person, listed: Chosen) -> list[Cell]:
    return [
        {"html": _pick(one, listed), "class": "bulk-pick"},
        {"html": _who(one, listed), "header": True, "class": "bulk-who"},
        _points(one.own),
        _points(one.managed),
        _points(one.decided),
        {"text": str(one.changed) if one.is_sent and one.changed else "", "num": True},
        {"html": _flags(one), "class": "bulk-flags"},
        {"html": _state(one), "class": "bulk-state"},
    ]


def _points(cents: int | None) -> Cell:
    if cents is None:
        return {"text": "—", "num": True, "class": "is-none"}
    return {"text": format_points(from_cents(cents)), "num": True}


def _pick(one: Person, listed: Chosen) -> SafeString:
    if not (one.move and one.form and listed.period.is_open):
        return mark_safe("")
    return format_html(
        '<label class="pick"><input type="checkbox" name="pick" value="{}:{}:{}">'
        '<span class="visually-hidden">Chọn phiếu của {}</span></label>',
        one.form.pk,
        one.form.version,
        one.form.state,
        one.post.staff.full_name,
    )


def _who(one: Person, listed: Chosen) -> SafeString:
    unit = getattr(one.post, "unit_name", "")
    under = squeeze(f"{one.post.title} · {unit}" if unit else one.post.title)
    if one.form is None or one.is_closed_to_reader:
        return format_html(
            '<span class="bulk-name">{}</span><small>{}</small>', one.post.staff.full_name, under
        )
    return format_html(
        '<a class="bulk-name" href="{}">{}</a><small>{}</small>',
        _address(one, listed),
        one.post.staff.full_name,
        under,
    )


def _address(one: Person, listed: Chosen) -> str:
    """The head's page of a form; one that is not theirs to judge (their own) is only read."""
    assert one.form is not None
    if one.standing is not None and one.standing.reason:
        return reverse("assessment_detail", args=[one.form.pk])
    return form_address(one.form.pk, listed)


def _flags(one: Person) -> SafeString:
    flags = []
    if one.late:
        flags.append(("warn", "Nộp muộn", "Nộp sau hạn của tháng."))
    if one.sampled:
        flags.append(("info", "Mẫu minh chứng", "Được rút ngẫu nhiên phải kèm minh chứng tháng này."))
    flags += [("warn", "Khác thường", why) for why in one.unusual[:1]]
    parts = [
        format_html('<span class="flag kind-{}" title="{}">{}</span>', kind, " ".join([why]), label)
        for kind, label, why in flags
    ]
    return mark_safe(" ".join(parts))  # noqa: S308 - each part is escaped above


def _state(one: Person) -> SafeString:
    kind, label = STATES.get(one.form.state, NOTHING) if one.form else NOTHING
    return format_html('<span class="badge kind-{}">{}</span>', kind, label)
