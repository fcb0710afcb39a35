"""Reads which words are marked for translation: in citizens' pages and in the code behind them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_MARKED = re.compile(r"gettext\((u(['\"])(?:\\.|(?!\2).)*\2)\)", re.DOTALL)
_LETTERS = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_COMMENT = re.compile(r"{#.*?#}")
_TRANSLATED = re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_TAG = re.compile(r"{%.*?%}|{{.*?}}")


def citizens_templates() -> list[Path]:
    """The templates of citizens' pages, known by what they load; the frame among them."""
    pages = (ROOT / "templates").rglob("*.html")
    return sorted(
        page for page in pages if re.search(r"{% load [^%]*\bi18n\b", page.read_text(encoding="utf-8"))
    )


def words_in_template(page: Path) -> Iterator[str]:
    """The words that one template hands to gettext."""
    for found in _MARKED.finditer(templatize(page.read_text(encoding="utf-8"), origin=str(page))):
        yield ast.literal_eval(found[1])


def words_in_code(folder: str) -> Iterator[str]:
    """The words that the modules of an app hand to gettext; tests and migrations apart."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        if not {"tests", "migrations"} & set(path.parts):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
                    yield from (word.value for word in node.args[:1] if isinstance(word, ast.Constant))


def unmarked_lines(page: Path) -> list[str]:
    """Lines of a template with Vietnamese words that no translation could reach."""
    text = _COMMENT.sub("", page.read_text(encoding="utf-8"))
    text = _TAG.sub("", _TRANSLATED.sub("", text))
    return [line.strip() for line in text.splitlines() if set(line.lower()) & set(_LETTERS)]
