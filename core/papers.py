"""PDF files from strangers: taken as they are when they can only be read, refused when they can act.

A picture is drawn anew; a PDF cannot be without losing its text, so what is in it is looked at instead:
scripts, programs to start, files within, forms that send themselves. It is handed out as a download only.
"""

import hashlib
import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import IO

from core.errors import Refused

MAX_BYTES = 10 * 1024 * 1024
MAX_INFLATED = 32 * 1024 * 1024
"""Bytes that the compressed tables of one file may unfold to, together."""

ACTS = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE|Rendition)"
    rb"(?![A-Za-z0-9])"
)
LOCKED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
BEGIN, END = re.compile(rb"(?<!end)stream\r?\n"), b"endstream"
LONGEST_HEAD = 4000
"""Bytes before a stream among which its dictionary is looked for."""

HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
PLAIN_FILTER = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\s*\]?")
ACTIVE_MARKS = (b"<script", b"<html", b"<?php", b"<!doctype")


class PaperRefused(Refused):
    """The file is no PDF that we take (HTTP 422); the message says what to do instead."""

    status = 422


TOO_HEAVY = "Tệp PDF nặng quá 10 MB. Hãy giảm dung lượng hoặc chụp ảnh trang cần thiết rồi gửi."
EMPTY = "Tệp rỗng. Hãy chọn lại tệp."
NOT_A_PAPER = "Tệp không phải PDF. Hãy chọn tệp PDF hoặc ảnh chụp."
BROKEN = "Tệp PDF bị hỏng hoặc tải lên chưa trọn vẹn. Hãy gửi lại."
ACTIVE = (
    "Tệp PDF có mã lệnh, biểu mẫu tự gửi hoặc tệp kèm bên trong nên không nhận. Hãy in ra PDF mới rồi gửi."
)
WITH_PASSWORD = "Tệp PDF đặt mật khẩu nên không ai mở được. Hãy bỏ mật khẩu rồi gửi lại."  # noqa: S105 - words


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF that was looked at: its bytes and their digest in hex."""

    data: bytes
    sha256: str


def looks_like_paper(file: IO[bytes]) -> bool:
    """Whether the file begins as a PDF does; its name and declared type are not asked."""
    file.seek(0)
    return file.read(5) == b"%PDF-"


def read_paper(file: IO[bytes]) -> Paper:
    """Check an uploaded PDF of at most 10 MB; raises PaperRefused."""
    file.seek(0)
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PaperRefused(TOO_HEAVY)
    if not data:
        raise PaperRefused(EMPTY)
    if not data.startswith(b"%PDF-"):
        raise PaperRefused(NOT_A_PAPER)
    if b"%%EOF" not in data[-2048:]:
        raise PaperRefused(BROKEN)
    if any(mark in data[:4096].lower() for mark in ACTIVE_MARKS) or zipfile.is_zipfile(BytesIO(data)):
        raise PaperRefused(ACTIVE)
    _refuse_acts(data)
    return Paper(data, hashlib.sha256(data).hexdigest())


def _refuse_acts(data: bytes) -> None:
    """Look at everything between the streams, and into the streams that hold objects."""
    between, left, at = [], MAX_INFLATED, 0
    while found := BEGIN.search(data, at):
        ends = data.find(END, found.end())
        if ends < 0:
            break
        between.append(data[at : found.end()])
        head = _plain(data[max(at, found.start() - LONGEST_HEAD) : found.start()].rpartition(b"obj")[2])
        if b"/ObjStm" in head:
            inflated = _inflated(head, data[found.end() : ends], left)
            left -= len(inflated)
            between.append(inflated)
        at = ends
    between.append(data[at:])
    words = _plain(b"\n".join(between))
    if LOCKED.search(words):
        raise PaperRefused(WITH_PASSWORD)
    if ACTS.search(words):
        raise PaperRefused(ACTIVE)


def _inflated(head: bytes, body: bytes, most: int) -> bytes:
    """The objects of a compressed stream; one packed in another way cannot be looked into and is refused."""
    if not PLAIN_FILTER.search(head):
        raise PaperRefused(ACTIVE)
    try:
        unpacker = zlib.decompressobj()
        words = unpacker.decompress(body, most)
    except zlib.error as error:
        raise PaperRefused(BROKEN) from error
    if unpacker.unconsumed_tail or most <= 0:
        raise PaperRefused(ACTIVE)
    return words


def _plain(words: bytes) -> bytes:
    """Names with their hidden letters shown: "/J#61vaScript" is "/JavaScript"."""
    return HEX_NAME.sub(lambda found: bytes([int(found[1], 16)]), words)
