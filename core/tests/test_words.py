"""A text that a person must write."""

import pytest

from core.words import LONGEST, WordsRefused, written


def test_it_is_trimmed_and_in_one_unicode_form() -> None:
    assert written("  Vi\u0323 tri\u0301 \x00", "Hãy ghi.") == "Vị trí"


@pytest.mark.parametrize("text", ["", " \n", "\x00"])
def test_nothing_written_is_said_in_the_act_s_own_words(text: str) -> None:
    with pytest.raises(WordsRefused, match="Hãy ghi lý do"):
        written(text, "Hãy ghi lý do.")


def test_its_length_is_counted_after_trimming() -> None:
    assert len(written(" " + "a" * LONGEST, "")) == LONGEST
    with pytest.raises(WordsRefused, match="dài 2001 ký tự"):
        written("a" * (LONGEST + 1), "")
