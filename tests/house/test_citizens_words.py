"""Whatever a citizen may read is there in Vietnamese and in English; staff read Vietnamese only."""

from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from tests.house.marked_words import citizens_templates, unmarked_lines, words_in_code, words_in_template
from vhcv_portal.compile_messages import LOCALE

# A language is named in itself.
OWN_NAME = "Tiếng Việt"


def english() -> dict[str, polib.POEntry]:
    """Every entry of the English catalogue by its Vietnamese words."""
    return {entry.msgid: entry for entry in polib.pofile(str(LOCALE / "en/LC_MESSAGES/django.po"))}


def marked() -> set[str]:
    """Every word that citizens' pages and the code behind them mark."""
    in_pages = {words for page in citizens_templates() for words in words_in_template(page)}
    in_code = {words for app in ("core", "feedback", "reporting") for words in words_in_code(app)}
    return in_pages | in_code


def test_every_public_word_is_translated() -> None:
    catalogue = english()
    assert len(marked()) > 50
    assert sorted(marked() - set(catalogue)) == [], "missing in vhcv_portal/locale/en"
    assert [msgid for msgid, entry in catalogue.items() if not entry.translated() or entry.fuzzy] == []


def test_no_translation_is_left_over() -> None:
    assert sorted(set(english()) - marked()) == []


def test_the_same_values_stand_in_both_languages() -> None:
    def values(words: str) -> list[str]:
        return sorted(part.partition(")")[0] for part in words.split("%(")[1:])

    wrong = [msgid for msgid, entry in english().items() if values(msgid) != values(entry.msgstr)]
    assert wrong == []


@pytest.mark.parametrize("page", citizens_templates(), ids=lambda page: page.stem)
def test_no_word_of_a_citizens_page_escapes_translation(page: Path) -> None:
    assert [line for line in unmarked_lines(page) if OWN_NAME not in line] == []


def test_english_is_used_and_vietnamese_stays() -> None:
    with translation.override("en"):
        assert translation.gettext("Gửi đánh giá") == "Send rating"
    assert translation.gettext("Gửi đánh giá") == "Gửi đánh giá"
    assert settings.LANGUAGE_CODE == "vi"


def test_staff_read_vietnamese_whatever_their_browser_prefers(client: Client, db: None) -> None:
    page = client.get("/tai-khoan/login/?lang=en", headers={"accept-language": "en-GB,en;q=0.9"})
    assert '<html lang="vi"' in page.text
    assert "Đăng nhập" in page.text
