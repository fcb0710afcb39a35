"""Dates, numbers and third-party words as a Vietnamese office writes them."""

import ast
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import allauth
import polib
import pytest
from django import forms
from django.utils import formats, translation

from vhcv_portal.compile_messages import LOCALE, compile_all

ALLAUTH = Path(allauth.__file__).parent


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("02/11/2026", date(2026, 11, 2)),
        ("25/12/2026", date(2026, 12, 25)),
        ("2-11-2026", date(2026, 11, 2)),
        ("2026-11-02", date(2026, 11, 2)),
    ],
)
def test_the_day_comes_first(typed: str, meant: date) -> None:
    assert forms.DateField().clean(typed) == meant


def test_an_american_date_is_refused() -> None:
    with pytest.raises(forms.ValidationError):
        forms.DateField().clean("11/25/2026")


def test_a_moment_is_read_and_written() -> None:
    assert formats.localize_input(datetime(2026, 11, 2, 14, 5, tzinfo=UTC)) == "02/11/2026 14:05"
    assert formats.date_format(date(2026, 11, 2)) == "02/11/2026"
    assert formats.date_format(date(2026, 11, 2), "YEAR_MONTH_FORMAT") == "tháng 11/2026"


def test_numbers_have_points_for_thousands_and_a_decimal_comma() -> None:
    assert formats.localize(Decimal("1234567.5")) == "1.234.567,5"
    assert forms.DecimalField(localize=True).clean("1.234,5") == Decimal("1234.5")


def test_the_week_begins_on_monday() -> None:
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def _words_of_allauth() -> Iterator[str]:
    """What its forms and adapter may say to a person."""
    for name in ("adapter", "forms", "fields"):
        for node in ast.walk(ast.parse((ALLAUTH / "account" / f"{name}.py").read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "gettext")
            ):
                yield from (word.value for word in node.args if isinstance(word, ast.Constant))
    for path in (ALLAUTH / "templates/account/messages").glob("*.txt"):
        for words in re.findall(r"blocktrans %}(.*?){%", path.read_text(encoding="utf-8"), re.DOTALL):
            yield re.sub(r"{{ ?(\w+) ?}}", r"%(\1)s", words)


def test_everything_allauth_says_is_vietnamese() -> None:
    translated = {
        entry.msgid for entry in polib.pofile(str(LOCALE / "vi/LC_MESSAGES/django.po")) if entry.msgstr
    }
    words = set(_words_of_allauth())
    assert len(words) > 50
    assert words - translated == set()


def test_translations_are_compiled_and_used() -> None:
    words = "Too many failed login attempts. Try again later."
    assert translation.gettext(words) == "Đăng nhập sai quá nhiều lần. Vui lòng thử lại sau ít phút."


def test_messages_are_compiled_only_when_they_changed(tmp_path: Path) -> None:
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text('msgid "one"\nmsgstr "một"\n', encoding="utf-8")
    assert compile_all(tmp_path) == [folder / "django.mo"]
    assert compile_all(tmp_path) == []
