"""Client-made form ids: parsing them, and sending a form twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from core.errors import Conflict
from core.forms import BadFormId, form_uuid, parse_uuid
from core.models import Attachment
from core.replay import create_once, replayed

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def attachment(**fields: Any) -> Attachment:
    """An unsaved file with a fresh id; any row whose key is a UUID would do."""
    plain = {
        "id": uuid4(),
        "path": f"{uuid4()}.jpg",
        "content_type": "image/jpeg",
        "size": 10,
        "sha256": "a" * 64,
        "original_sha256": "b" * 64,
        "caption": "Quầy số 1",
        "created_at": AT,
    }
    return Attachment(**(plain | fields))


def test_a_form_id_is_read_from_the_post():
    value = uuid4()
    assert form_uuid({"form_uuid": str(value).upper()}) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "khong-phai",
        "{%s}",
        "urn:uuid:%s",
        "00000000-0000-0000-0000-000000000000",
        "a" * 32,
        "٣" * 32,
    ],
)
def test_anything_else_is_refused_with_a_sentence(text):
    with pytest.raises(BadFormId, match="tải lại trang") as refusal:
        parse_uuid(text % uuid4() if "%s" in text else text)
    assert refusal.value.status == 400


def test_a_form_without_an_id_is_refused():
    with pytest.raises(BadFormId):
        form_uuid({})


def test_a_new_form_has_no_earlier_answer(db):
    assert replayed(Attachment, uuid4(), caption="x") is None


def test_the_same_form_again_finds_its_row(db, django_assert_num_queries):
    row = attachment()
    row.save()
    with django_assert_num_queries(1):
        again = replayed(Attachment, row.pk, caption="Quầy số 1", size=10, created_at=AT)
    assert again == row


def test_content_is_compared_as_the_database_keeps_it(db):
    row = attachment(caption="Quầy số 1")
    row.save()
    decomposed = "  Quâ\u0300y  sô\u0301 1 "
    assert replayed(Attachment, row.pk, caption=decomposed, size="10", created_by=None) == row


def test_other_content_under_the_same_id_is_a_conflict(db):
    row = attachment()
    row.save()
    with pytest.raises(Conflict, match="nội dung khác"):
        replayed(Attachment, row.pk, caption="Quầy số 2")


def test_creating_once_then_again_keeps_one_row(db):
    first = attachment()
    row, is_new = create_once(first, "caption")
    again, again_new = create_once(attachment(id=first.pk), "caption")
    assert (row, is_new, again_new) == (first, True, False)
    assert again.path == first.path
    assert Attachment.objects.count() == 1


def test_creating_again_with_other_content_is_a_conflict_and_changes_nothing(db):
    first, _new = create_once(attachment(), "caption")
    with pytest.raises(Conflict):
        create_once(attachment(id=first.pk, caption="Khác"), "caption")
    assert Attachment.objects.get().caption == "Quầy số 1"


def test_another_constraint_is_not_taken_for_a_replay(db):
    from django.db import IntegrityError

    first, _new = create_once(attachment(), "caption")
    with pytest.raises(IntegrityError):
        create_once(attachment(path=first.path), "caption")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_double_tap_leaves_no_refused_statement_for_the_log():
    """PostgreSQL writes a statement that it refuses into its log, with all that it holds and the moment."""
    form_id, refused = uuid4(), []

    def watch(execute, sql, params, many, context):
        try:
            return execute(sql, params, many, context)
        except Exception as error:
            refused.append(error)
            raise

    def tap(_number):
        try:
            with connection.execute_wrapper(watch):
                return create_once(attachment(id=form_id), "caption")[1]
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(tap, range(24))) == 1
    assert refused == []
