"""PDF files: those that can only be read are taken, those that can act refused, whatever they hide behind."""

import time
import zlib
from io import BytesIO

import pytest

from core import papers
from core.papers import PaperRefused, looks_like_paper, read_paper

SCRIPT = b"<< /S /JavaScript /JS (app.alert) >>"


def pdf(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, one) for number, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


def stream(head: bytes, body: bytes) -> bytes:
    return b"<< " + head + b" >>\nstream\n" + body + b"\nendstream"


def packed(words: bytes, head: bytes = b"/Type /ObjStm /Filter /FlateDecode") -> bytes:
    return stream(head, zlib.compress(words))


def said(data: bytes) -> str:
    with pytest.raises(PaperRefused) as refused:
        read_paper(BytesIO(data))
    assert refused.value.status == 422
    return refused.value.message


@pytest.mark.parametrize(
    "objects",
    [
        (b"<< /Type /Catalog /OpenAction [3 0 R /Fit] >>",),
        (stream(b"/Filter /FlateDecode", zlib.compress(b"BT (van ban) Tj ET")),),
        # bytes of a picture may spell anything
        (stream(b"/Subtype /Image /Filter /DCTDecode", b"\xff\xd8 /JavaScript /Launch \xff\xd9"),),
        (packed(b"1 0 << /Type /Page >>"),),
        (b"<< /Title (/JSON) /JSX 1 >>",),
    ],
)
def test_what_can_only_be_read_is_taken(objects: tuple[bytes, ...]) -> None:
    data = pdf(*objects)
    assert looks_like_paper(BytesIO(data))
    assert read_paper(BytesIO(data)).data == data


@pytest.mark.parametrize(
    "one",
    [
        SCRIPT,
        b"<< /S /J#61vaScript >>",
        b"<< /S /Launch /F (cmd.exe) >>",
        b"<< /Type /Filespec /EmbeddedFile 3 0 R >>",
        b"<< /S /SubmitForm >>",
        b"<< /XFA 2 0 R >>",
        packed(SCRIPT),
        packed(SCRIPT, b"/Type /Obj#53tm /Filter [ /FlateDecode ]"),
        packed(SCRIPT, b"/Type /ObjStm /Filter [ /ASCIIHexDecode /FlateDecode ]"),
    ],
)
def test_what_can_act_is_refused(one: bytes) -> None:
    assert said(pdf(one)) == papers.ACTIVE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", papers.EMPTY),
        (b"PK\x03\x04", papers.NOT_A_PAPER),
        (b"%PDF-1.7\n1 0 obj", papers.BROKEN),
        (pdf(b"<< /Encrypt 5 0 R >>"), papers.WITH_PASSWORD),
        (b"%PDF-1.7\n<script>" + pdf(b""), papers.ACTIVE),
        (pdf(stream(b"/Type /ObjStm /Filter /FlateDecode", b"not packed")), papers.BROKEN),
        (b"%PDF-" + bytes(papers.MAX_BYTES), papers.TOO_HEAVY),
    ],
    ids=["empty", "zip", "torn", "locked", "page", "broken table", "heavy"],
)
def test_what_is_no_use_is_refused_with_its_reason(data: bytes, words: str) -> None:
    assert said(data) == words


def test_a_bomb_is_not_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(papers, "MAX_INFLATED", 100_000)
    assert said(pdf(packed(bytes(10_000_000)))) == papers.ACTIVE


@pytest.mark.parametrize("word", [b"stream\n", b"obj", b"/JS0", b"endstream"])
def test_a_file_of_nothing_but_marks_is_read_in_time(word: bytes) -> None:
    began = time.perf_counter()
    read_paper(BytesIO(b"%PDF-1.7\n" + word * (4_000_000 // len(word)) + b"%%EOF"))
    assert time.perf_counter() - began < 2
