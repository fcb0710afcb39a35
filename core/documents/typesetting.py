"""Setting a page by Typst: PDF/UA, and a PDF without that seal where no font has one of the signs."""

import json
from pathlib import Path
from typing import Any

import typst

NO_GLYPH = "could not be displayed with font"


def set_pdf(template: Path, words: Any, *, timestamp: int) -> bytes:
    """The bytes of the PDF; the same words give the same bytes on the same machine.

    Citizens write emoji, Khmer, Chinese. PDF/UA forbids a sign that cannot be shown, and refusing to print
    would keep a denunciation from its lawful body: such a paper shows a box in its place and is tagged all
    the same. Raises typst.TypstError for any other trouble.
    """
    try:
        return _compiled(template, words, timestamp, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        if NO_GLYPH not in str(error):
            raise
        return _compiled(template, words, timestamp)


def _compiled(template: Path, words: Any, timestamp: int, **options: Any) -> bytes:
    inputs = {"document": json.dumps(words, ensure_ascii=False)}
    return bytes(
        typst.compile(str(template), format="pdf", sys_inputs=inputs, timestamp=timestamp, **options)
    )
