"""Paper slips: reading the rows, keeping them, who may."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from agencies.enums import Role
from agencies.models import Delegation, Posting
from agencies.tests.cast import Cast
from agencies.tests.factories import RECORDED, START, make_staff, make_user
from core.errors import AccessRefused, Conflict
from core.models import AuditEntry
from core.sealing import unseal
from feedback.access.second_office import keys_in_for
from feedback.actions.slips import enter_slips
from feedback.actions.slips.enter import SlipsRefused
from feedback.enums import RatingChannel, VaultCode
from feedback.models import Counter, Rating, Remark, SlipBatch
from feedback.rules.remarks import unpadded
from feedback.rules.slips.rows import Keyed, Slip, read_slips
from feedback.tests.factories import make_counter, make_vault

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
DAY = date(2026, 11, 18)
SLIPS = [Slip(5, 0b11), Slip(1, 0, 0b10), Slip(3)]


@pytest.mark.parametrize(
    ("row", "slip"),
    [
        (Keyed("5", "1358"), Slip(5, 0b10010101)),
        (Keyed(" 1 ", "", "2, 4"), Slip(1, 0, 0b1010)),
        (Keyed("3", "8-1"), Slip(3, 0b10000001)),
        (Keyed("4", "", "", "  Rất\nnhanh "), Slip(4, 0, 0, "Rất nhanh")),
    ],
)
def test_a_row_is_read(row: Keyed, slip: Slip) -> None:
    assert read_slips([Keyed(), row, Keyed(" ")]) == ((slip,), {})


@pytest.mark.parametrize(
    ("row", "box"),
    [
        (Keyed("6"), "stars"),
        (Keyed("", "1"), "stars"),
        (Keyed("٣"), "stars"),
        (Keyed("5", "9"), "courtesies"),
        (Keyed("5", "11"), "courtesies"),
        (Keyed("5", "", "1"), "reasons"),
        (Keyed("1", "", "x"), "reasons"),
        (Keyed("1", "", "", "a" * 301), "remark"),
        (Keyed("1", "", "", "a\x00"), "remark"),
        (Keyed("", "", "", "Không có sao"), "stars"),
    ],
)
def test_each_mistake_is_named_by_its_box(row: Keyed, box: str) -> None:
    assert set(read_slips([Keyed("5"), row]).problems) == {(1, box)}


def enter(cast: Cast, counter: Counter, **given: Any) -> SlipBatch:
    content: dict[str, Any] = {
        "batch_id": uuid4(),
        "day": DAY,
        "slips": SLIPS,
        "actor": cast.admin,
        "at": NOW,
    }
    return enter_slips(counter=counter, **{**content, **given})


def test_slips_are_ratings_of_their_own_day_and_marked(cast: Cast, counter: Counter) -> None:
    batch = enter(cast, counter)
    rows = Rating.objects.order_by("-stars").values_list("stars", "courtesies", "reasons", "channel", "day")
    assert list(rows) == [(5, 3, 0, "slip", DAY), (3, 0, 0, "slip", DAY), (1, 0, 2, "slip", DAY)]
    assert set(Rating.objects.values_list("slips", "is_verified")) == {(batch.pk, False)}
    assert RatingChannel.SLIP.label == "Phiếu giấy nhập hộ"
    assert AuditEntry.objects.get(event="slips.entered").after["slips"] == 3


def test_the_same_batch_again_changes_nothing(cast: Cast, counter: Counter) -> None:
    batch_id = uuid4()
    first = enter(cast, counter, batch_id=batch_id)
    assert enter(cast, counter, batch_id=batch_id) == first
    with pytest.raises(Conflict):
        enter(cast, counter, batch_id=batch_id, slips=SLIPS[:1])
    assert Rating.objects.count() == 3


def test_a_sentence_is_sealed_and_joined_to_nothing(cast: Cast, counter: Counter) -> None:
    slips = [Slip(2, 0, 1, "Cán bộ nói chuyện riêng"), Slip(5)]
    enter(cast, counter, slips=slips)
    assert not Remark.objects.exists()  # no vault, no sentence
    _vault, private = make_vault(VaultCode.FIRST, cast.home_affairs, cast.custodian)
    batch = enter(cast, counter, slips=slips)
    remark = Remark.objects.get()
    assert (remark.counter_id, remark.day, remark.is_low) == (counter.pk, DAY, True)
    assert unpadded(unseal(bytes(remark.envelope), private)) == "Cán bộ nói chuyện riêng"
    kept = repr([list(model.objects.values()) for model in (SlipBatch, Rating, AuditEntry)])
    assert "nói chuyện riêng" not in kept
    assert str(batch.pk) not in repr(list(Remark.objects.values()))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"slips": []}, "từ 1 đến 50"),
        ({"slips": [Slip(5)] * 51}, "từ 1 đến 50"),
        ({"day": date(2026, 11, 21)}, "chưa tới"),
        ({"day": date(2026, 9, 18)}, "quá 62 ngày"),
    ],
)
def test_slips_that_do_not_fit_are_refused(
    cast: Cast, counter: Counter, change: dict[str, Any], words: str
) -> None:
    with pytest.raises(SlipsRefused, match=words):
        enter(cast, counter, **change)
    assert not Rating.objects.exists()


def test_a_counter_that_was_shut_that_day_takes_none(cast: Cast) -> None:
    with pytest.raises(SlipsRefused, match="không nhận đánh giá"):
        enter(cast, make_counter(cast.department, starts_on=date(2026, 11, 19)))


@pytest.mark.parametrize(
    ("who", "where", "answer"),
    [
        ("admin", "department", True),
        ("inspector", "commune", True),
        ("admin", "home_affairs", False),
        ("inspector", "home_affairs", False),
        ("head", "department", False),
        ("other_head", "department", False),
        ("officer", "department", False),
        ("leader", "department", False),
        ("custodian", "department", False),
        ("operator", "department", False),
    ],
)
def test_who_keys_in_for_whom(cast: Cast, who: str, where: str, answer: bool) -> None:
    assert bool(keys_in_for(getattr(cast, who), getattr(cast, where).pk, DAY)) is answer


def _post(user: Any, agency: Any, ends_on: date | None = None) -> None:
    Posting.objects.create(
        staff=user.staff,
        agency=agency,
        position="staff",
        title="Biệt phái",
        kind="secondment",
        starts_on=START,
        ends_on=ends_on,
        recorded_at=RECORDED,
    )


def test_a_post_in_any_unit_of_the_agency_shuts_the_door(cast: Cast, counter: Counter) -> None:
    _post(cast.inspector, cast.unit)
    with pytest.raises(AccessRefused, match="làm việc tại cơ quan có quầy"):
        enter(cast, counter, actor=cast.inspector)


def test_whoever_worked_there_on_the_day_of_the_slips_is_refused(cast: Cast, counter: Counter) -> None:
    _post(cast.inspector, cast.unit, ends_on=date(2026, 11, 19))
    with pytest.raises(AccessRefused):
        enter(cast, counter, actor=cast.inspector)
    assert enter(cast, counter, actor=cast.inspector, day=date(2026, 11, 20))


def test_a_lent_role_does_not_reach_where_its_giver_works(cast: Cast) -> None:
    borrower = make_user(make_staff("Người Mượn", cast.commune))
    Delegation.objects.create(
        giver=cast.admin,
        receiver=borrower,
        role=Role.HOME_AFFAIRS,
        agency=cast.province,
        starts_on=date(2026, 11, 10),
        ends_on=date(2026, 12, 1),
    )
    assert keys_in_for(borrower, cast.department.pk, DAY)
    assert not keys_in_for(borrower, cast.home_affairs.pk, DAY)
    assert not keys_in_for(borrower, cast.commune.pk, DAY)


def _form(**given: Any) -> dict[str, Any]:
    table = {"stars": ["5", "2"], "courtesies": ["12", ""], "reasons": ["", "3"]}
    return {"form_uuid": uuid4(), "day": "2026-11-18", "note": "Hòm tầng 1", **table, **given}


def test_a_batch_is_keyed_in_on_the_page(client: Client, cast: Cast, counter: Counter) -> None:
    client.force_login(cast.inspector)
    url = reverse("slip_entry", args=[counter.pk])
    assert client.post(url, _form()).status_code == 302
    page = client.get(url).text
    assert "Hòm tầng 1" in page
    assert Rating.objects.count() == 2


def test_a_mistake_keeps_every_row(client: Client, cast: Cast, counter: Counter) -> None:
    client.force_login(cast.inspector)
    url, form = reverse("slip_entry", args=[counter.pk]), _form(stars=["5", "7"])
    answer = client.post(url, form)
    assert answer.status_code == 422
    assert 'id="loi-stars-2"' in answer.text
    assert f'name="form_uuid" value="{form["form_uuid"]}"' in answer.text
    assert not Rating.objects.exists()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_blank_slip_is_printed(client: Client, cast: Cast, counter: Counter, language: str) -> None:
    client.force_login(cast.head)
    answer = client.get(reverse("slip_paper", args=[counter.pk, language]))
    assert answer.content.startswith(b"%PDF")
    assert client.get(reverse("slip_paper", args=[counter.pk, "fr"])).status_code == 404
