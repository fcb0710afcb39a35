"""Tables as text: encodings, separators, limits, and cells that would run in a spreadsheet."""

import pytest

from core.documents.csv_rows import read_csv, write_csv
from core.documents.sheets import SheetRefused

TEXT = "Mã lượt,Quầy\nA1,Quầy 1 – Hộ tịch\n"
ROWS = [["Mã lượt", "Quầy"], ["A1", "Quầy 1 – Hộ tịch"]]
LIMITS = {"most_rows": 3, "most_columns": 3}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_excel_writes_is_read(encoding: str, separator: str, end: str) -> None:
    content = TEXT.replace(",", separator).replace("\n", end).encode(encoding)
    assert read_csv(content, **LIMITS) == ROWS


def test_decomposed_letters_are_put_together() -> None:
    assert read_csv("Ma\u0303 lượt".encode(), **LIMITS) == [["Mã lượt"]]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"M\xe3 l\xfd\xf2t,Qu\xe2\xcc y", "không ở bảng mã UTF-8"),
        ("Mã lượt".encode("utf-16-le"), "nhị phân"),
        (b"PK\x03\x04\xff\x00", "nhị phân"),
        (b"a,b\x00c", "nhị phân"),
        (b'a,"b\nc', "không khớp"),
        (b'a,"b"c', "không khớp"),
        (b"a" * 1_001, "ô quá dài"),
        (b"a\n" * 5, "quá 3 dòng"),
        (b"a,b,c,d", "tối đa 3 cột"),
        (b"a" * 1_000_001, "lớn hơn 1 MB"),
        (b'"' + b"a" * 200_000 + b'"', "ô quá dài"),
    ],
)
def test_what_is_no_table_of_ours_is_refused_with_what_to_do(content: bytes, words: str) -> None:
    with pytest.raises(SheetRefused, match=words):
        read_csv(content, **LIMITS)


def test_empty_ends_are_no_rows() -> None:
    assert read_csv(b"a,b\n1,2\n\n,\n", **LIMITS) == [["a", "b"], ["1", "2"]]
    assert read_csv(b"", **LIMITS) == []
    assert read_csv(b"a,b,c,,,\n", **LIMITS) == [["a", "b", "c", "", "", ""]]


def test_no_cell_runs_in_a_spreadsheet() -> None:
    content = write_csv([["=1+1", "@SUM(A1)", "0901234567", "Quầy, 1"]])
    assert content.decode("utf-8-sig") == "'=1+1,'@SUM(A1),0901234567,\"Quầy, 1\"\r\n"
    assert content.startswith(b"\xef\xbb\xbf")
