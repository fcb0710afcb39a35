"""The frame around every page, and the templates as files: no inline code, inputs named, icons that exist."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.shortcuts import render
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

TEMPLATES = Path(settings.BASE_DIR) / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
INLINE = re.compile(r"""<script(?![^>]*\ssrc=)(?![^>]*application/json)|<style\b|\sstyle=|\son[a-z]+\s*=""")
NUMBER_ATTRIBUTE = re.compile(
    r"(?<![\w-])(max|min|maxlength|minlength|step|rows|cols|colspan|rowspan|width|height)"
    r"""="\{\{ [\w.]+ \}\}\""""
)
ICON = re.compile(r'{% icon "([^"]+)"')


@pytest.mark.parametrize("source", ["<p style='x'>", "<a onclick='x'>", "<script>x</script>", "<style>"])
def test_the_search_for_inline_code_finds_it(source: str) -> None:
    assert INLINE.search(source)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_hold_no_inline_code(path: Path) -> None:
    assert not INLINE.search(path.read_text())


@pytest.mark.parametrize(
    "path", sorted((TEMPLATES / "components").glob("*.html")), ids=lambda path: path.name
)
def test_components_open_by_naming_their_inputs(path: Path) -> None:
    assert path.read_text().startswith("{# ")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_numbers_that_a_browser_reads_are_written_for_it(path: Path) -> None:
    """2.000 is two thousand to a reader and two to a browser: a box would then take two characters."""
    assert not NUMBER_ATTRIBUTE.search(path.read_text())


def test_icons_named_in_templates_exist() -> None:
    from core.templatetags.vhcv import icon

    names = {name for path in FILES for name in ICON.findall(path.read_text())}
    assert names
    for name in names:
        assert "<svg" in icon(name)


@pytest.mark.parametrize("name", ["400", "403_csrf", "429", "500"])
def test_error_pages_that_get_no_context_need_none(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert "<h1>" in html
    assert 'href="/"' in html


@pytest.mark.django_db
def test_the_login_page_is_vietnamese_and_complete(client: Client) -> None:
    html = client.get(reverse("account_login")).content.decode()
    assert '<html lang="vi">' in html
    assert html.count("<h1") == 1
    assert "Mã cán bộ hoặc thư điện tử" in html
    assert 'class="skip-link" href="#noi-dung"' in html
    assert "bottombar" not in html
    assert len(html) < 12_000


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["account_reset_password", "account_reset_password_done", "account_reset_password_from_key_done"]
)
def test_pages_about_passwords_render(client: Client, name: str) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1


@pytest.mark.django_db
def test_a_used_reset_link_says_what_to_do(client: Client) -> None:
    url = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "het-han"})
    assert "Xin liên kết mới" in client.get(url).content.decode()


@pytest.mark.django_db
def test_a_wrong_password_is_told_at_the_top(client: Client) -> None:
    response = client.post(reverse("account_login"), {"login": "VL000001", "password": "sai"})
    assert "Chưa lưu được" in response.content.decode()


@pytest.mark.django_db
def test_an_unknown_address_is_answered_by_our_page(client: Client) -> None:
    response = client.get("/khong-co-trang-nay/")
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()


@pytest.mark.django_db
def test_a_signed_in_page_names_the_person_and_signs_out_by_post(
    rf: RequestFactory, make_person: Any
) -> None:
    request = rf.get("/")
    request.user = make_person("hoa", display_name="Nguyễn Thị Hòa")
    html = render(request, "409.html", {"reason": "Kỳ tháng 10/2026 đã khóa."}).content.decode()
    assert "Nguyễn Thị Hòa" in html
    assert f'<form method="post" action="{reverse("account_logout")}">' in html
    assert "Kỳ tháng 10/2026 đã khóa." in html


@pytest.mark.parametrize("demo", [True, False])
def test_made_up_data_are_marked_on_every_page(rf: RequestFactory, settings: Any, demo: bool) -> None:
    settings.PORTAL_DEMO = demo
    for template in ("404.html", "base_public.html"):
        html = render(rf.get("/"), template).content.decode()
        assert ("Dữ liệu minh họa" in html) is demo


def test_the_citizens_frame_has_no_script_and_one_small_stylesheet(settings: Any) -> None:
    html = render_to_string("base_public.html")
    assert "<script" not in html
    assert re.findall(r'rel="stylesheet" href="([^"]+)"', html) == ["/static/css/public.css"]
    assert (Path(settings.BASE_DIR) / "static/css/public.css").stat().st_size < 8_000
