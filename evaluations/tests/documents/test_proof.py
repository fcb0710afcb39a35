"""verify_documents finds what was tampered with behind the portal's back."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from evaluations.models import IssuedDocument

TABLE = "evaluations_issueddocument"


@contextmanager
def triggers_dropped():
    """The database without the guards of documents, as somebody with its password could make it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
            yield
            cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE]
        )
        kept = cursor.fetchall()
        for name, _ in kept:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, statement in kept:
            cursor.execute(statement)


def verify():
    """What the command says: (error, lines)."""
    lines = StringIO()
    try:
        call_command("verify_documents", stdout=lines, stderr=lines)
    except CommandError as error:
        return str(error), lines.getvalue()
    return "", lines.getvalue()


def test_untouched_documents_are_proved(minutes):
    assert verify() == ("", "1 văn bản còn nguyên như lúc ban hành.\n")


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_a_tampered_file_is_found(minutes, ending):
    path = default_storage.path(getattr(minutes, f"{ending}_path"))
    with open(path, "ab") as file:
        file.write(b"\n")
    error, lines = verify()
    assert error == "1/1 văn bản không còn như lúc ban hành."
    assert f"tệp {ending} không khớp mã băm" in lines


def test_a_lost_file_is_found(minutes):
    default_storage.delete(minutes.pdf_path)
    assert "không đọc được tệp pdf" in verify()[1]


@pytest.mark.parametrize(
    "change",
    [
        lambda row: {"facts": row.facts | {"parts": {"x": 1}}},
        lambda row: {"content": row.content | {"title": "BIÊN BẢN KHÁC"}},
        lambda row: {"symbol": "99/BB-SNV"},
        lambda row: {"sha256": "0" * 64},
        lambda row: {"code": "A" * 16},
        lambda row: {"pdf_sha256": "0" * 64},
    ],
)
def test_a_tampered_row_is_found(minutes, change):
    with triggers_dropped():
        IssuedDocument.objects.filter(pk=minutes.pk).update(**change(minutes))
    assert verify()[0] == "1/1 văn bản không còn như lúc ban hành."


def test_a_row_that_was_never_issued_is_found(minutes):
    forged = IssuedDocument.objects.get(pk=minutes.pk)
    forged.pk, forged.number, forged.code = "00000000-0000-4000-8000-000000000001", 2, "B" * 16
    forged.save(force_insert=True)
    error, lines = verify()
    assert error == "1/2 văn bản không còn như lúc ban hành."
    assert "không có trong nhật ký" in lines


def test_the_database_itself_refuses_to_change_or_delete_a_document(minutes):
    for act in (
        lambda rows: rows.update(symbol="99/BB-SNV"),
        lambda rows: rows._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act(IssuedDocument.objects.filter(pk=minutes.pk))
