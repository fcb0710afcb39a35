"""What citizens say, as heads, Home Affairs and leaders read it."""

import re
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries
from python_calamine import CalamineWorkbook

from agencies.models import Agency
from agencies.tests.cast import Cast
from feedback.models import Counter, FeedbackCase, Rating, RatingSuspicion, Remark, SlipBatch, Vault
from feedback.tests.conftest import AT
from feedback.tests.factories import make_counter, make_ratings, make_vault
from feedback.views.voice import pages

HOME, OCTOBER = "/nguoi-dan/", {"ky": "2026-10-01"}


def page(cast: Cast, who: str, path: str, **query: str) -> str:
    client = Client()
    client.force_login(getattr(cast, who))
    answer = client.get(path, query)
    assert answer.status_code == 200, answer.status_code
    return re.sub(r"\s+", " ", answer.text)


def agency(one: Agency) -> str:
    return reverse("voice_agency", args=[one.pk])


def cells_of(text: str, row: str) -> list[str]:
    """The words of the cells of the row that begins so."""
    line = next(line for line in re.findall(r"<tr>(.*?)</tr>", text) if row in line)
    return [re.sub(r"<.*?>", "", cell).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", line)]


@pytest.mark.parametrize(
    ("who", "home", "own", "other"),
    [
        ("admin", 200, 200, 200),
        ("leader", 200, 200, 200),
        ("head", 200, 200, 404),
        ("other_head", 200, 404, 200),
        ("inspector", 403, 403, 403),
        ("unit_head", 403, 403, 403),
        ("officer", 403, 403, 403),
        ("custodian", 403, 403, 403),
        ("operator", 403, 403, 403),
    ],
)
def test_who_reads_what(client: Client, cast: Cast, who: str, home: int, own: int, other: int) -> None:
    client.force_login(getattr(cast, who))
    paths = [HOME, agency(cast.department), agency(cast.commune)]
    assert [client.get(path).status_code for path in paths] == [home, own, other]


def test_a_month_that_is_over_tells_everybody_and_hides_the_small_counter(
    cast: Cast, busy: Counter, quiet: Counter
) -> None:
    """25 of 30 were told before; the last five stand together with the three of the quiet counter."""
    text = page(cast, "head", agency(cast.department), **OCTOBER)
    assert cells_of(text, "Quầy Hộ tịch")[1:3] == ["25", "4,00"]
    assert "sau đó gộp chung" in cells_of(text, "Quầy Hộ tịch")[-1]
    assert cells_of(text, "gộp chung (2)")[1:3] == ["8", "2,88"]
    assert cells_of(text, "Quầy Chứng thực")[1] == "chưa đủ lượt"
    assert cells_of(text, "Cả cơ quan")[1:4] == ["33", "3,73", "55% của 60 lượt đến"]


def test_alone_the_busy_counter_tells_all_it_has(cast: Cast, busy: Counter) -> None:
    text = page(cast, "head", agency(cast.department), **OCTOBER)
    assert cells_of(text, "Quầy Hộ tịch")[1:7] == ["30", "4,00", "50% của 60 lượt đến", "20%", "6", "0"]
    own = page(cast, "head", reverse("voice_counter", args=[cast.department.pk, busy.pk]), **OCTOBER)
    assert cells_of(own, "Phải chờ lâu")[1] == "6"
    assert cells_of(own, "Thái độ chưa đúng mực")[1] == "dưới 5"
    assert cells_of(own, "nhập hộ")[1:] == ["6", "20%"]
    assert cells_of(own, "Xin chào")[1] == "100%"


def test_the_running_month_holds_one_batch_back_and_tells_no_ways(cast: Cast, busy: Counter) -> None:
    text = page(cast, "head", agency(cast.department))
    assert cells_of(text, "Quầy Hộ tịch")[1:3] == ["10", "4,00"]
    assert cells_of(text, "Quầy Hộ tịch")[4:6] == ["khi hết tháng", "khi hết tháng"]
    assert "chưa có số lượt đến" in text
    assert "Lý do nêu khi chưa hài lòng (n" not in text
    assert "Tạm tính, tháng chưa hết" in text
    assert "từ 10 lượt được công bố" in text


def test_paper_slips_keyed_in_later_wait_for_five(cast: Cast, busy: Counter) -> None:
    batch = SlipBatch.objects.create(
        id=uuid4(), counter=busy, day=date(2026, 10, 7), content_sha256="", entered_by=cast.admin,
        entered_at=AT,
    )  # fmt: skip
    for told in (30, 30):
        late = make_ratings(busy, date(2026, 10, 7), 1, 1, 1)
        Rating.objects.filter(pk__in=[one.pk for one in late]).update(slips=batch, channel="slip")
        text = page(cast, "head", agency(cast.department), **OCTOBER)
        assert cells_of(text, "Cả cơ quan")[1] == str(told)
    SlipBatch.objects.update(entered_at="2026-11-18T03:00:00Z")
    text = page(cast, "head", agency(cast.department), **OCTOBER)
    assert cells_of(text, "Biết sau khi hết tháng")[1:3] == ["6", "1,00"]
    assert cells_of(text, "Cả cơ quan")[1] == "36"


def test_ratings_set_aside_are_counted_apart(cast: Cast, busy: Counter) -> None:
    row = RatingSuspicion.objects.create(counter=busy, day=date(2026, 10, 8), pattern="source")
    stuffed = make_ratings(busy, date(2026, 10, 8), *[1] * 22)
    Rating.objects.filter(pk__in=[one.pk for one in stuffed]).update(suspicion=row)
    text = page(cast, "head", agency(cast.department), **OCTOBER)
    assert cells_of(text, "Quầy Hộ tịch")[1:7] == ["30", "4,00", "50% của 60 lượt đến", "20%", "6", "22"]
    RatingSuspicion.objects.update(state="cleared", decided_at=AT)
    assert cells_of(page(cast, "head", agency(cast.department), **OCTOBER), "Cả cơ quan")[1] == "30"
    RatingSuspicion.objects.update(decided_at="2026-11-10T03:00:00Z")
    assert cells_of(page(cast, "head", agency(cast.department), **OCTOBER), "Cả cơ quan")[1] == "52"


def remark(cast: Cast, counter: Counter, vault: Vault, text: str, **fields: object) -> None:
    Remark.objects.create(
        vault=vault, counter=counter, agency=cast.department, is_low=False, envelope=b"",
        released_text=text, **({"day": date(2026, 10, 6), "state": "released",
        "released_on": date(2026, 10, 9)} | fields),
    )  # fmt: skip


def test_released_sentences_are_for_the_head_and_home_affairs(
    cast: Cast, busy: Counter, quiet: Counter
) -> None:
    vault, _private = make_vault("first", cast.department, cast.custodian)
    remark(cast, busy, vault, "Cán bộ <b>nhiệt tình</b>")
    remark(cast, quiet, vault, "Ba người mà thôi")
    remark(cast, busy, vault, "Chưa duyệt", state="ready", released_on=None)
    remark(cast, busy, vault, "Mai mới gửi", released_on=date(2026, 11, 21))
    for who in ("head", "admin"):
        text = page(cast, who, agency(cast.department), **OCTOBER)
        assert "Cán bộ &lt;b&gt;nhiệt tình&lt;/b&gt;" in text
        assert not [one for one in ("Ba người", "Chưa duyệt", "Mai mới gửi") if one in text]
    assert "nhiệt tình" not in page(cast, "leader", agency(cast.department), **OCTOBER)


def test_sentences_beyond_a_page_are_counted_and_each_counter_shows_its_own(
    cast: Cast, busy: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_SAID", 2)
    later = make_counter(cast.department, "Quầy Công chứng")
    make_ratings(later, date(2026, 10, 7), *[4] * 10)
    vault, _private = make_vault("first", cast.department, cast.custodian)
    for number in range(3):
        remark(cast, busy, vault, f"Lời thứ {number}")
    remark(cast, later, vault, "Lời ở quầy sau")
    text = page(cast, "head", agency(cast.department), **OCTOBER)
    assert text.count("<blockquote>") == 2
    assert "Còn 2 lời góp ý nữa" in text
    own = page(cast, "head", reverse("voice_counter", args=[cast.department.pk, later.pk]), **OCTOBER)
    assert "Lời ở quầy sau" in own
    assert "lời góp ý nữa" not in own


def test_cases_are_counted(cast: Cast, busy: Counter) -> None:
    vault, _private = make_vault("first", cast.department, cast.custodian)
    for number in range(6):
        FeedbackCase.objects.create(
            form_digest=str(number), receipt_digest=str(number), vault=vault, agency=cast.department,
            received_on=date(2026, 10, 5), released_on=date(2026, 10, 6), state="released",
            due_on=date(2026, 10, 13), verdict="verified" if number else "unfounded",
        )  # fmt: skip
    text = page(cast, "head", agency(cast.department), **OCTOBER)
    assert [cells_of(text, row)[1] for row in ("Chuyển đến", "Đã trả lời", "quá hạn", "thấy đúng")] == [
        "6", "0", "6", "5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("senders", "solved", "mark"), [(4, "dưới 5", "dưới 5"), (6, "50% (n = 6)", "3,50 (n = 6)")]
)
def test_what_senders_think_of_the_answers_is_told_from_five(
    cast: Cast, busy: Counter, senders: int, solved: str, mark: str
) -> None:
    vault, _private = make_vault("first", cast.department, cast.custodian)
    for number in range(senders):
        FeedbackCase.objects.create(
            form_digest=str(number), receipt_digest=str(number), vault=vault, agency=cast.department,
            received_on=date(2026, 10, 5), released_on=date(2026, 10, 6), state="answered",
            due_on=date(2026, 10, 13), told_solved=number % 2 == 0, told_satisfaction=3 + number % 2,
        )  # fmt: skip
    text = page(cast, "head", agency(cast.department), **OCTOBER)
    assert cells_of(text, "đã giải quyết")[1] == solved
    assert cells_of(text, "chấm cách trả lời")[1] == mark


def test_the_province_adds_up_what_its_agencies_tell(cast: Cast, busy: Counter) -> None:
    other = make_counter(cast.commune, "Quầy của xã")
    make_ratings(other, date(2026, 10, 7), *[2] * 10)
    text = page(cast, "leader", HOME, **OCTOBER)
    rate = "50% của 60 lượt đến (1/2 cơ quan)"
    assert cells_of(text, "Cộng các cơ quan")[1:4] == ["40", "3,50", rate]
    assert cells_of(text, "10/2026")[1:4] == ["3,50", "40", rate]
    found = page(cast, "leader", HOME, q="cai nhum", **OCTOBER)
    assert cells_of(found, "Cộng các cơ quan")[1] == "10"


def test_a_head_of_one_agency_is_taken_to_it(cast: Cast, busy: Counter) -> None:
    assert "Sở Tư pháp" in re.search(r"<h1>(.*?)</h1>", page(cast, "head", HOME)).group(1)


def test_an_agency_of_few_says_why_there_is_nothing(cast: Cast, quiet: Counter) -> None:
    assert "dưới 5 lượt đánh giá nên không có số liệu" in page(
        cast, "head", agency(cast.department), **OCTOBER
    )
    assert "hai nhóm từ 5 lượt" in page(cast, "head", agency(cast.department))
    client = Client()
    client.force_login(cast.head)
    url = reverse("voice_counter", args=[cast.department.pk, quiet.pk])
    assert client.get(url, OCTOBER).status_code == 404
    assert client.get(agency(cast.department), {"ky": "2026-10-02"}).status_code == 404


@pytest.mark.parametrize("table", ["quay", "bon-xin-bon-luon", "ly-do", "cach-gui", "xu-huong", "phan-anh"])
def test_every_table_is_exported_as_it_is_shown(cast: Cast, busy: Counter, table: str) -> None:
    client = Client()
    client.force_login(cast.head)
    answer = client.get(agency(cast.department), OCTOBER | {"xuat": "xlsx", "bang": table})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    text = page(cast, "head", agency(cast.department), **OCTOBER)
    shown = [str(row[0]) for row in rows if row[0]][4:]
    assert any(f">{name}</" in text for name in shown)
    assert client.get(agency(cast.department), {"xuat": "pdf"}).status_code == 404


@pytest.mark.parametrize(("who", "path", "queries"), [("leader", "home", 11), ("head", "agency", 11)])
def test_pages_cost_the_same_with_many_counters(
    cast: Cast, busy: Counter, who: str, path: str, queries: int
) -> None:
    for number in range(12):
        make_ratings(make_counter(cast.department, f"Quầy {number}"), date(2026, 10, 8), *[4] * number)
    client = Client()
    client.force_login(getattr(cast, who))
    with assertNumQueries(queries):
        client.get(HOME if path == "home" else agency(cast.department), OCTOBER)


def test_an_agency_s_page_leads_here_with_n_and_response_rate(cast: Cast, busy: Counter) -> None:
    cast.department.versions.update(has_counter=True)
    text = page(cast, "head", reverse("agency_detail", args=[cast.department.pk]))
    assert f'href="{agency(cast.department)}"' in text
    assert "4,00/5" in text
    assert "n = 10; trả lời: chưa có số lượt đến" in text
    assert agency(cast.department) not in page(
        cast, "officer", reverse("agency_detail", args=[cast.department.pk])
    )
