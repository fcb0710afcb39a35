"""The audit trail: a closed list, one id per request, append-only in the database, and a chain that tells."""

from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from io import StringIO
from threading import Thread
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from core import audit, requests
from core.audit_chain import GENESIS, verify
from core.models import AuditEntry, JobRun
from core.tests.conftest import roll_back

AT = datetime(2026, 3, 2, 1, 0, 0, 123456, tzinfo=UTC)
TABLE = "core_auditentry"


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """A closed list of two events for these tests."""
    monkeypatch.setattr(audit, "_EVENTS", {"thing.made": "Lập việc", "thing.changed": "Sửa việc"})


@pytest.fixture
def thing(db) -> JobRun:
    return JobRun(pk=7, job="probe", key="x")


def write(thing: JobRun, event: str = "thing.made", **details):
    return audit.record(event, **({"actor": None, "subject": thing, "at": AT} | details))


@contextmanager
def triggers_down():
    """What a superuser who wants to hide something would do first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} DISABLE TRIGGER USER")
            yield cursor
            cursor.execute(f"ALTER TABLE {TABLE} ENABLE TRIGGER USER")
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name=%s", [TABLE]
            )
            guards = cursor.fetchall()
            for name, _sql in guards:
                cursor.execute(f"DROP TRIGGER {name}")
            yield cursor
            for _name, sql in guards:
                cursor.execute(sql)


def execute(statement: str, values: list[object] | None = None) -> None:
    """One statement past the ORM, undone when it is refused."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_an_entry_says_who_what_on_what_from_what_to_what(thing, make_person):
    hoa = make_person("hoa", display_name="Nguyễn Thị Hòa")
    write(thing, "thing.changed", actor=hoa, before={"n": 1}, after={"n": 2}, reason="Nhầm", agency_id=3)
    entry = AuditEntry.objects.get()
    assert (entry.event, entry.actor_id, entry.actor_label) == ("thing.changed", hoa.pk, "Nguyễn Thị Hòa")
    assert (entry.subject_type, entry.subject_id, entry.agency_id) == ("core.jobrun", "7", 3)
    assert (entry.before, entry.after, entry.reason, entry.at) == ({"n": 1}, {"n": 2}, "Nhầm", AT)
    assert str(entry) == "thing.changed core.jobrun:7"


def test_what_nobody_did_is_done_by_the_system(thing):
    assert write(thing).actor_label == "Hệ thống"


def test_an_event_that_is_not_declared_is_refused(thing):
    with pytest.raises(KeyError, match="not declared"):
        write(thing, "thing.burned")
    assert not AuditEntry.objects.exists()


def test_an_event_is_declared_once_and_listed():
    with pytest.raises(ValueError, match="declared twice"):
        audit.declare(thing__made="Lần nữa")
    audit.declare(thing__sold="Bán")
    assert list(audit.events()) == ["thing.changed", "thing.made", "thing.sold"]
    assert audit.label_of("thing.sold") == "Bán"
    assert audit.label_of("older.event") == "older.event"


def test_an_act_that_is_rolled_back_leaves_no_entry(thing):
    roll_back(lambda: write(thing))
    assert not AuditEntry.objects.exists()
    write(thing)
    assert AuditEntry.objects.get().sequence == 1


def test_entries_are_numbered_and_linked(thing):
    for number in range(3):
        write(thing, after={"n": number})
    first, second, third = AuditEntry.objects.order_by("id")
    assert [first.sequence, second.sequence, third.sequence] == [1, 2, 3]
    assert first.previous_digest == GENESIS
    assert (second.previous_digest, third.previous_digest) == (first.digest, second.digest)
    assert verify().head == third.digest
    assert verify().entries == 3


def test_entries_written_at_once_are_linked_too(thing):
    rows = [audit.build("thing.made", actor=None, subject=thing, at=AT, after={"n": n}) for n in range(50)]
    AuditEntry.objects.bulk_create(rows, batch_size=20)
    assert verify().entries == 50
    assert verify().problem == ""


def test_words_of_every_kind_are_kept_as_they_return(thing):
    words = {
        2: "hai",
        10: "mười",
        "điểm": Decimal("87.43"),
        "ngày": date(2026, 3, 1),
        "lúc": AT,
        "mã": UUID(int=5),
        "số": [1e22, 1e-7, -0.0, 0.1],
        "không": None,
        "lồng": {"b": (1, 2), "a": True},
    }
    write(thing, after=words)
    assert AuditEntry.objects.get().after["điểm"] == "87.43"
    assert AuditEntry.objects.get().after["10"] == "mười"
    assert verify().problem == ""


def test_a_number_that_is_none_is_refused(thing):
    with pytest.raises(ValueError, match="JSON"):
        write(thing, after={"n": float("nan")})


FLOATS = st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
KEYS = st.text("abcđ", max_size=4)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | FLOATS | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


def test_any_words_are_kept_as_they_return(thing):
    @given(st.dictionaries(KEYS, JSON, max_size=4))
    def check(words):
        entry = write(thing, after=words)
        entry.refresh_from_db()
        assert entry.content_digest == entry.compute_content_digest()

    check()


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET reason = 'x'",
        f"UPDATE {TABLE} SET agency_id = NULL WHERE sequence = 1",
        f"UPDATE {TABLE} SET digest = ''",
        f"DELETE FROM {TABLE}",
        f"DELETE FROM {TABLE} WHERE sequence = 2",
        pytest.param(f"TRUNCATE {TABLE}", marks=pytest.mark.postgres),
        pytest.param(f"REPLACE INTO {TABLE} SELECT * FROM {TABLE}", marks=pytest.mark.sqlite),
    ],
)
def test_the_database_refuses_to_change_or_remove(thing, statement):
    write(thing)
    write(thing)
    with pytest.raises(DatabaseError):
        execute(statement)
    assert verify().entries == 2
    assert verify().problem == ""


@pytest.mark.sqlite
def test_a_row_is_not_replaced_by_a_fresh_one_either(thing):
    entry = write(thing)
    fresh = audit.build("thing.made", actor=None, subject=thing, at=AT)
    fresh.pk = entry.pk
    columns = {
        field.column: field.get_db_prep_save(getattr(fresh, field.attname), connection)
        for field in AuditEntry._meta.fields
    }
    statement = f"REPLACE INTO {TABLE} ({', '.join(columns)}) VALUES ({', '.join(['%s'] * len(columns))})"
    with pytest.raises(DatabaseError, match="refuses REPLACE"):
        execute(statement, list(columns.values()))
    assert AuditEntry.objects.get() == entry


def test_the_orm_is_refused_as_well(thing):
    entry = write(thing)
    entry.reason = "khác"
    for change in (entry.save, entry.delete, AuditEntry.objects.all().delete):
        with pytest.raises(DatabaseError, match="append_only"), transaction.atomic():
            change()
    assert AuditEntry.objects.get().reason == ""


def test_a_forged_place_in_the_chain_is_overwritten_by_the_database(thing):
    entry = audit.build("thing.made", actor=None, subject=thing, at=AT)
    entry.previous_digest = "f" * 64
    entry.save(force_insert=True)
    write(thing)
    assert verify().entries == 2
    assert verify().problem == ""


TAMPERINGS = {
    "an edited reason": ("UPDATE {t} SET reason = 'khác' WHERE sequence = 2", 2, "nội dung đã bị sửa"),
    "another actor": ("UPDATE {t} SET actor_label = 'Ai đó' WHERE sequence = 1", 1, "nội dung đã bị sửa"),
    "another day": ("UPDATE {t} SET at = '2020-01-01 00:00:00+00' WHERE sequence = 3", 3, "nội dung"),
    "a removed entry": ("DELETE FROM {t} WHERE sequence = 2", 2, "thiếu dòng"),
    "the first removed": ("DELETE FROM {t} WHERE sequence = 1", 1, "thiếu dòng"),
    "an edited digest": ("UPDATE {t} SET digest = substr(digest, 2) || 'z' WHERE sequence = 1", 1, "sai"),
    "a cut link": ("UPDATE {t} SET previous_digest = 'x' WHERE sequence = 2", 2, "không nối"),
    "an entry out of order": ("UPDATE {t} SET sequence = 9 WHERE sequence = 3", 3, "thứ tự"),
    "an entry without a number": ("UPDATE {t} SET sequence = NULL WHERE sequence = 3", 0, "không mang số"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_by_one_who_takes_the_triggers_down_shows(thing, name):
    statement, place, problem = TAMPERINGS[name]
    for number in range(4):
        write(thing, after={"n": number})
    with triggers_down() as cursor:
        cursor.execute(statement.format(t=TABLE))
    verdict = verify()
    assert verdict.broken_at == place
    assert problem in verdict.problem


def test_an_edit_with_its_own_digest_mended_breaks_the_next_link(thing):
    for number in range(3):
        write(thing, after={"n": number})
    entry = AuditEntry.objects.get(sequence=2)
    entry.reason = "khác"
    mended = entry.compute_content_digest()
    with triggers_down() as cursor:
        cursor.execute(
            f"UPDATE {TABLE} SET reason = 'khác', content_digest = %s WHERE sequence = 2", [mended]
        )
    assert verify().broken_at == 2
    assert "niêm" in verify().problem


def test_an_inserted_entry_shows(thing):
    write(thing)
    write(thing)
    with triggers_down() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET sequence = 3 WHERE sequence = 2")
        entry = audit.build("thing.made", actor=None, subject=thing, at=AT)
        entry.sequence, entry.previous_digest, entry.digest = 2, GENESIS, GENESIS
        entry.save(force_insert=True)
    assert verify().broken_at == 2


def test_the_command_says_how_many_and_the_head(thing):
    write(thing)
    out = StringIO()
    call_command("verify_chain", "audit", stdout=out)
    assert out.getvalue().strip() == f"Chuỗi nhật ký đúng: 1 dòng, dấu niêm cuối {verify().head}."


def test_the_command_of_an_empty_trail_is_right(db):
    out = StringIO()
    call_command("verify_chain", "audit", stdout=out)
    assert f"0 dòng, dấu niêm cuối {GENESIS}" in out.getvalue()


def test_the_command_fails_where_the_chain_breaks(thing):
    write(thing)
    write(thing)
    with triggers_down() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET reason = 'khác' WHERE sequence = 2")
    with pytest.raises(CommandError, match=r"sai từ dòng 2: nội dung đã bị sửa\.\s+Giữ nguyên cơ sở dữ liệu"):
        call_command("verify_chain", "audit", stdout=StringIO())


def test_entries_of_one_request_share_its_id(thing):
    request_id = requests.begin_request()
    assert {write(thing).request_id, write(thing).request_id} == {request_id}
    requests.end_request()
    assert write(thing).request_id != write(thing).request_id


def test_a_job_may_bring_its_own_id():
    wanted = uuid4()
    try:
        assert requests.begin_request(wanted) == requests.current_request_id() == wanted
    finally:
        requests.end_request()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_keep_one_chain():
    def work(name: str) -> None:
        try:
            for number in range(20):
                with transaction.atomic():
                    write(JobRun(pk=number, job=name, key="x"), reason=name)
        finally:
            connection.close()

    writers = [Thread(target=work, args=[name]) for name in ("một", "hai", "ba")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert verify().entries == 60
    assert verify().problem == ""
