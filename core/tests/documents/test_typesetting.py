"""Words with signs that no font has are printed all the same."""

from pathlib import Path

import pytest
import typst

from core.documents.typesetting import set_pdf
from core.tests.documents.decode import poppler

TEMPLATE = """#let words = json(bytes(sys.inputs.document))
#set document(title: "Thử")
#set text(lang: "vi")
= Thử
#words.text
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A page with one heading and one text."""
    path = tmp_path / "thu.typ"
    path.write_text(TEMPLATE, encoding="utf-8")
    return path


@pytest.mark.parametrize("text", ["👩‍👩‍👧‍👦", "ភាសាខ្មែរ", "漢字", "עברית", "\U0001f3fb"])
def test_a_sign_of_no_font_costs_the_seal_and_not_the_paper(template: Path, text: str) -> None:
    pdf = set_pdf(template, {"text": f"Chờ lâu {text} quá"}, timestamp=0)
    assert "Chờ lâu" in poppler("pdftotext", "-raw", "-", "-", data=pdf)


def test_usual_words_are_sealed_as_readable_for_all(template: Path) -> None:
    pdf = set_pdf(template, {"text": "Chờ lâu quá"}, timestamp=0)
    assert b"pdfuaid" in pdf
    assert set_pdf(template, {"text": "Chờ lâu quá"}, timestamp=0) == pdf


def test_other_troubles_are_told(template: Path) -> None:
    with pytest.raises(typst.TypstError):
        set_pdf(template, {}, timestamp=0)
