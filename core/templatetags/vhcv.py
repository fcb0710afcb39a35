"""The portal's own filters and tags, available in every template without ``{% load %}``.

Filters place text that core.numbers and core.dates format; they are for single values. Tables of many
cells are formatted in Python before the template (see core.cells).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import uuid4

import lucide as lucide_icons
from django import template
from django.forms import BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.template.loader import render_to_string
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core import svg
from core.cells import Column, Row, body_html, head_html
from core.dates import format_day, format_moment
from core.navigation import Item
from core.numbers import format_integer, format_percent, format_points, format_signed
from core.static_assets import asset_url

register = template.Library()

ALERT_KINDS = {"debug": "info", "info": "info", "success": "ok", "warning": "warn", "error": "bad"}
KIND_ICONS = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "bad": "circle-x",
    "info": "info",
    "none": "circle-dashed",
    "neutral": "circle",
}


@register.filter
def points(value: Decimal | None) -> str:
    """Points with two decimals, "87,43"; no data is a dash."""
    return format_points(value)


@register.filter
def signed(value: Decimal | None) -> str:
    """A difference in points with its sign, "+1,20"; no data is a dash."""
    return format_signed(value)


@register.filter
def integer(value: int | None) -> str:
    """A count with thousands points, "1.234"; no data is a dash."""
    return format_integer(value)


@register.filter
def percent(ratio: Decimal | None, places: int = 0) -> str:
    """A ratio in [0, 1] as per cent, "93%"; no data is a dash."""
    return format_percent(ratio, places)


@register.filter
def day(value: date | None) -> str:
    """A day as 02/11/2026."""
    return format_day(value)


@register.filter
def moment(value: datetime | None) -> str:
    """A moment as 02/11/2026 14:05, Vietnam time."""
    return format_moment(value)


@register.filter
def alert_kind(level_tag: str) -> str:
    """The kind of alert (info, ok, warn, bad) for the level of a Django message."""
    return ALERT_KINDS.get(level_tag, "info")


@register.filter
def kind_icon(kind: str) -> str:
    """The icon that says the same as the colour of ``kind`` (ok, warn, bad, info, none, neutral)."""
    return KIND_ICONS.get(kind, "circle")


@register.filter
def heat(ratio: Decimal | None) -> str:
    """The class of a heat-map cell: heat-0 (worst) to heat-9 (best) for a ratio in [0, 1], or heat-none."""
    if ratio is None:
        return "heat-none"
    return f"heat-{min(max(int(ratio * 10), 0), 9)}"


@register.simple_tag
def icon(name: str, size: int = 20, label: str = "") -> SafeString:
    """A Lucide icon; decorative unless ``label`` says what it means."""
    return _icon(str(name), int(size), str(label))


@lru_cache(maxsize=512)
def _icon(name: str, size: int, label: str) -> SafeString:
    """Drawing an icon parses XML, so each is drawn once per process."""
    meaning = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    drawing = lucide_icons._render_icon(name, size, **{"class": "glyph", **meaning})
    return mark_safe(re.sub(r">\s+<", "><", drawing))  # noqa: S308 - from the package; label is escaped


@register.simple_tag
def navigation_bar(template_name: str, bar: tuple[Sequence[Item], Sequence[Item]]) -> str:
    """A bar of the navigation (see core.navigation.split); nothing for who has no entry.

    Drawn once per process for all whose bar is the same: it was a third of the work of a small page.
    """
    shown, more = bar or ((), ())
    return _navigation_bar(template_name, tuple(shown), tuple(more)) if shown else ""


@lru_cache(maxsize=1024)
def _navigation_bar(template_name: str, shown: tuple[Item, ...], more: tuple[Item, ...]) -> SafeString:
    return render_to_string(template_name, {"shown": shown, "more": more})


@register.simple_tag
def asset(name: str) -> str:
    """The address of a built asset, or "" when assets were not built."""
    return asset_url(str(name))


@register.simple_tag
def form_uuid() -> SafeString:
    """A hidden field with a fresh id, so that sending the same form twice is noticed."""
    return format_html('<input type="hidden" name="form_uuid" value="{}">', uuid4())


@register.simple_tag
def field_widget(field: BoundField, bare: bool = False) -> str:
    """The widget of a bound field with the classes of our forms; Django adds the aria attributes.

    ``bare`` leaves out the placeholder, which forms of other packages use to repeat the label.
    """
    names = [field.field.widget.attrs.get("class", ""), _widget_class(field)]
    if field.errors:
        names.append("is-invalid")
    attributes: dict[str, str | bool] = {"class": " ".join(filter(None, names))}
    if bare:
        attributes["placeholder"] = False
    return field.as_widget(attrs=attributes)


def _widget_class(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """Whether the field is a single tick box, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.simple_tag
def table_head(columns: Iterable[Column]) -> SafeString:
    """The heading row of a table of ready columns (core.cells.Column)."""
    return head_html(columns)


@register.simple_tag
def table_body(rows: Iterable[Row], columns: Sequence[Column] = (), stack: bool = False) -> SafeString:
    """The body of a table of ready cells; with ``stack`` each cell carries its column's name for phones."""
    labels = [str(column.get("label", "")) for column in columns] if stack else ()
    return body_html(rows, labels)


@register.simple_tag
def cell_table(columns: Sequence[Column], rows: Iterable[Row], caption: str = "") -> SafeString:
    """A whole heavy table in one go, for pages where an include per table would be felt."""
    return mark_safe(  # noqa: S308 - every part is escaped where it is built
        f'<table class="table"><caption class="visually-hidden">{escape(caption)}</caption>'
        f"<thead>{head_html(columns)}</thead><tbody>{body_html(rows)}</tbody></table>"
    )


@register.simple_tag
def bar(value: Decimal | None, label: str, high: int = 100) -> SafeString:
    """A score bar filled to ``value`` of ``high``; no data looks different from zero."""
    return svg.score_bar(value, high=high, label=label)


@register.simple_tag
def sparkline(values: Sequence[Any], label: str, low: int = 0, high: int = 100) -> SafeString:
    """A trend line of at most a few dozen values; None leaves a gap."""
    return svg.sparkline(values, low=low, high=high, label=label)
