"""The shared pieces of the screen: each shows what it was given, safely, and says it without colour too."""

import re
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

HOSTILE = "<script>alert('Đ')</script>"


def draw(name: str, **inputs: Any) -> str:
    """The component alone, with nothing in its context but its inputs; white space made single."""
    return re.sub(r"\s+", " ", render_to_string(f"components/{name}.html", inputs))


class Form(forms.Form):
    """One field of each way to be drawn."""

    name = forms.CharField(label="Tên", help_text="Như trong quyết định")
    note = forms.CharField(
        label="Ghi chú", required=False, widget=forms.TextInput(attrs={"placeholder": "…"})
    )
    kind = forms.ChoiceField(label="Loại", choices=[("a", "A")], widget=forms.RadioSelect)
    level = forms.ChoiceField(label="Cấp", choices=[("b", "B")])
    agreed = forms.BooleanField(label="Đồng ý")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize(
    ("kind", "drawing"),
    [("ok", "circle-check"), ("bad", "circle-x"), ("warn", "triangle-alert"), ("none", "circle-dashed")],
)
def test_a_badge_says_its_state_by_word_colour_and_icon(kind: str, drawing: str) -> None:
    html = draw("badge", kind=kind, label="Quá hạn")
    assert "Quá hạn" in html
    assert f"kind-{kind}" in html
    assert Template(f'{{% icon "{drawing}" size=14 %}}').render(Context()) in html


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("badge", {"kind": "ok", "label": HOSTILE}),
        ("alert", {"kind": "bad", "text": HOSTILE, "title": HOSTILE}),
        ("breadcrumbs", {"items": [(HOSTILE, "/"), (HOSTILE, "")]}),
        ("empty_state", {"title": HOSTILE, "text": HOSTILE}),
        ("stat", {"label": HOSTILE, "value": HOSTILE, "hint": HOSTILE}),
        ("search_box", {"q": HOSTILE, "label": HOSTILE, "keep": [(HOSTILE, HOSTILE)]}),
        ("score_bar", {"value": Decimal(3), "label": HOSTILE}),
        ("proof_line", {"total": HOSTILE, "stated": "1", "what": HOSTILE}),
        ("timeline", {"items": [{"when": "", "title": HOSTILE, "kind": "ok", "text": HOSTILE}]}),
        ("table", {"columns": [{"label": HOSTILE}], "rows": [[{"text": HOSTILE}]], "caption": HOSTILE}),
        ("chart", {"kind": "bar", "title": HOSTILE, "columns": [{"label": HOSTILE}], "rows": []}),
    ],
)
def test_text_from_people_stays_text(name: str, inputs: dict[str, Any]) -> None:
    html = draw(name, **inputs)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_page_at_the_top_has_no_way_back() -> None:
    assert draw("breadcrumbs", items=[("Toàn tỉnh", "")]).strip() == ""


def test_no_data_does_not_look_like_zero() -> None:
    missing, zero = (draw("score_bar", value=value, label="Trang phục") for value in (None, Decimal(0)))
    assert "Chưa có dữ liệu" in missing
    assert "is-empty" in missing
    assert "0,00" not in missing
    assert "0,00" in zero
    assert "is-empty" not in zero


def test_a_score_bar_is_as_long_as_its_share() -> None:
    assert 'width="50.0"' in draw("score_bar", value=Decimal(5), high=10, label="Nhóm")
    assert 'width="100.0"' in draw("score_bar", value=Decimal(130), label="Quá mức")


@pytest.mark.parametrize(
    ("stated", "words", "kind"),
    [("87,43", "khớp với điểm của xã", "kind-ok"), ("87,40", "không khớp với điểm của xã", "kind-bad")],
)
def test_the_proof_line_says_whether_the_parts_make_the_whole(stated: str, words: str, kind: str) -> None:
    html = draw("proof_line", total="87,43", stated=stated, what="điểm của xã")
    assert "Tổng các phần = <strong>87,43</strong>" in html
    assert f" {words}: <strong>{stated}</strong>" in html
    assert kind in html


def test_a_wrong_field_names_its_error_to_screen_readers() -> None:
    form = Form({"kind": "a", "level": "b", "agreed": "on"})
    html = draw("field", field=form["name"])
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'class="form-control is-invalid"' in html
    assert '<a href="#id_name">Tên</a>' in draw("form_errors", form=form)


def test_a_form_without_errors_says_nothing() -> None:
    assert draw("form_errors", form=Form()).strip() == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("name", '<label class="form-label" for="id_name">'),
        ("note", "(không bắt buộc)"),
        ("kind", "<fieldset"),
        ("level", 'class="form-select"'),
        ("agreed", '<label class="check-line" for="id_agreed">'),
        ("secret", 'type="hidden"'),
    ],
)
def test_each_sort_of_field_is_labelled_its_own_way(name: str, expected: str) -> None:
    assert expected in draw("field", field=Form()[name])


def test_a_label_of_the_page_stands_instead_of_the_placeholder() -> None:
    assert 'placeholder="…"' in draw("field", field=Form()["note"])
    html = draw("field", field=Form()["note"], label="Lý do")
    assert "Lý do" in html
    assert "placeholder" not in html


def test_a_table_marks_numbers_headings_links_and_bare_values() -> None:
    columns = [{"label": "Cơ quan", "url": "?s=ten", "sort": "ascending"}, {"label": "Điểm", "num": True}]
    rows = [
        [
            {"text": "Sở Y tế", "header": True, "url": "/cq/1?a=1&b=2"},
            {"text": "87,43", "num": True, "value": Decimal("87.43")},
        ]
    ]
    html = draw("table", columns=columns, rows=rows, caption="Xếp hạng")
    assert '<th scope="row"><a href="/cq/1?a=1&amp;b=2">Sở Y tế</a></th>' in html
    assert '<td class="num" data-value="87.43">87,43</td>' in html
    assert '<th scope="col" aria-sort="ascending"><a href="?s=ten">Cơ quan ▲</a></th>' in html
    assert "data-label" not in html


def test_a_stacked_table_names_the_column_in_every_cell() -> None:
    html = draw("table", columns=[{"label": "Điểm"}], rows=[[{"text": "1"}]], caption="x", stack=True)
    assert '<td data-label="Điểm">1</td>' in html


def test_a_chart_carries_its_table_twin_and_a_gap_for_no_data() -> None:
    rows = [
        [{"text": "01/2026"}, {"text": "—", "value": None}],
        [{"text": "02/2026"}, {"text": "0,00", "value": 0}],
    ]
    html = draw(
        "chart",
        kind="line",
        title="Mười hai tháng",
        columns=[{"label": "Tháng"}, {"label": "Điểm"}],
        rows=rows,
        low=0,
    )
    assert 'data-vhcv-chart="line" data-vhcv-min="0"' in html
    assert "data-vhcv-max" not in html
    assert "<td>—</td>" in html
    assert '<td data-value="0">0,00</td>' in html
    assert '<details class="chart-twin" open>' in html


@pytest.mark.parametrize(
    ("number", "where", "links"),
    [(1, "Trang 1/13", ["?q=an&amp;trang=2"]), (13, "Trang 13/13", ["?q=an&amp;trang=12"])],
)
def test_the_pager_keeps_the_search(rf: RequestFactory, number: int, where: str, links: list[str]) -> None:
    page = Paginator(range(1234), 100).page(number)
    template = Template('{% include "components/pager.html" with page=page unit="người" only %}')
    html = template.render(RequestContext(rf.get("/?q=an&trang=4"), {"page": page}, use_l10n=False))
    assert where in html
    assert "1.234 người" in html
    assert re.findall(r'href="([^"]*)"', html) == links


def test_a_trend_is_said_in_words_and_not_by_its_arrow_alone() -> None:
    html = draw("stat", label="Điểm", value="87,43", trend="+1,20", trend_kind="up", url="/diem")
    assert 'aria-label="Tăng"' in html
    assert '<a class="stat" href="/diem">' in html


def test_the_timeline_shows_when_who_and_what() -> None:
    item = {
        "when": "02/11/2026 14:05",
        "title": "Kết luận",
        "kind": "ok",
        "who": "Trần Văn An",
        "url": "/k/1",
    }
    html = draw("timeline", items=[item])
    for part in ("02/11/2026 14:05", "Trần Văn An", '<a href="/k/1">Kết luận</a>'):
        assert part in html
