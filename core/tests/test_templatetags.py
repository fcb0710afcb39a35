"""Filters and tags that every template has, and the drawings made on the server."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.template import Context, Template

from core import static_assets, svg
from core.cells import body_html
from core.templatetags.vhcv import heat


def render(source: str, **values: Any) -> str:
    """A template source with its values."""
    return Template(source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "value", "text"),
    [
        ("{{ v|points }}", Decimal("87.425"), "87,43"),
        ("{{ v|points }}", None, "—"),
        ("{{ v|signed }}", Decimal("-0.35"), "−0,35"),
        ("{{ v|integer }}", 31234, "31.234"),
        ("{{ v|percent }}", Decimal("0.93"), "93%"),
        ("{{ v|percent:1 }}", Decimal("0.934"), "93,4%"),
        ("{{ v|day }}", date(2026, 11, 2), "02/11/2026"),
        ("{{ v|moment }}", datetime(2026, 11, 2, 7, 5, tzinfo=UTC), "02/11/2026 14:05"),
    ],
)
def test_filters_write_as_vietnamese_readers_expect(source: str, value: Any, text: str) -> None:
    assert render(source, v=value) == text


@pytest.mark.parametrize(
    ("ratio", "name"),
    [(None, "heat-none"), (Decimal(0), "heat-0"), (Decimal("0.55"), "heat-5"), (Decimal(1), "heat-9")],
)
def test_heat_keeps_no_data_apart_from_the_lowest(ratio: Decimal | None, name: str) -> None:
    assert heat(ratio) == name


def test_every_form_gets_a_fresh_uuid() -> None:
    first, second = (re.findall(r'value="([^"]+)"', render("{% form_uuid %}"))[0] for _ in range(2))
    assert UUID(first) != UUID(second)


def test_an_icon_is_silent_unless_it_means_something() -> None:
    assert 'aria-hidden="true"' in render('{% icon "clock" %}')
    spoken = render('{% icon "clock" label="Trễ hạn" %}')
    assert 'aria-label="Trễ hạn"' in spoken
    assert "aria-hidden" not in spoken


def test_an_asset_has_an_address_only_once_it_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    built: set[str] = set()
    monkeypatch.setattr(static_assets, "_FOUND", {})
    monkeypatch.setattr(static_assets.finders, "find", built.__contains__)
    assert static_assets.asset_url("late.css") == ""
    built.add("late.css")
    assert static_assets.asset_url("late.css") == "/static/late.css"


def test_an_asset_that_the_manifest_does_not_list_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> str:
        raise ValueError(name)

    monkeypatch.setattr(static_assets.staticfiles_storage, "url", refuse)
    assert static_assets.asset_url("unlisted.css") == ""


def test_a_sparkline_breaks_where_there_is_no_data() -> None:
    html = svg.sparkline([50, 60, None, 70, 80, None, 90], label="Bảy tháng")
    assert html.count("<polyline") == 2
    assert html.count("<circle") == 1


def test_a_sparkline_without_any_data_is_an_empty_drawing() -> None:
    assert "polyline" not in svg.sparkline([None, None], label="Chưa có dữ liệu")
    assert "polyline" not in svg.sparkline([], label="Chưa có dữ liệu")


def test_heavy_tables_escape_once() -> None:
    row = [{"text": "a & b"}, {"html": svg.score_bar(Decimal(1), label="x & y")}]
    html = body_html([row])
    assert "<td>a &amp; b</td>" in html
    assert 'aria-label="x &amp; y"' in html
    assert render("{% cell_table c r %}", c=[{"label": "<b>"}], r=[row]).count("&amp;amp;") == 0
