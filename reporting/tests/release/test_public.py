"""The public page says what stands released and public, of agencies alone, and nothing else."""

import csv
from io import StringIO

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import AgencyVersion
from evaluations.actions.releases import withdraw_release
from evaluations.models import AgencyResult, RankingRelease
from evaluations.rules.released_table import FEWEST, TOO_FEW
from reporting.tests.release.conftest import LATER, Closed

PAGE = "/ket-qua-van-hoa-cong-vu/"
FILE = f"{PAGE}du-lieu.csv"


def released(closed: Closed, **given: object) -> RankingRelease:
    """Asked for, previewed, released."""
    return closed.released(closed.asked(**given))


def test_it_shows_what_is_released_found_without_accents(closed: Closed, client: Client) -> None:
    release = released(closed)
    page = client.get(PAGE, {"q": "CAI nhum"}).content.decode()
    result = AgencyResult.objects.get(agency=closed.scene.other)
    assert "Xã Cái Nhum" in page
    assert f"{result.total}".replace(".", ",") in page
    assert "Sở Tư pháp" not in page
    assert "<script" not in page
    assert "Results of" in client.get(PAGE, {"lang": "en"}).content.decode()
    withdraw_release(release=release, reason="Sai", actor=closed.admin, at=LATER)
    assert "Xã Cái Nhum" not in client.get(PAGE).content.decode()
    assert client.get(PAGE, {"ky": "2026-11"}).status_code == 404
    assert client.get(FILE).status_code == 404


def test_a_closed_month_keeps_the_names_that_were_sealed(closed: Closed, client: Client) -> None:
    released(closed)
    AgencyVersion.objects.filter(agency=closed.scene.other).update(name="Xã Khác", short_name="Khác")
    assert "Xã Cái Nhum" in client.get(PAGE).content.decode()
    client.force_login(closed.admin)
    page = client.get(closed.page).content.decode()
    assert "Xã Cái Nhum" in page
    assert "Khác" not in page


def test_nothing_of_what_is_previewed_or_not_public(closed: Closed, client: Client) -> None:
    closed.asked()
    assert "Xã Cái Nhum" not in client.get(PAGE).content.decode()
    RankingRelease.objects.update(is_public=False)
    closed.released(RankingRelease.objects.get())
    assert "Xã Cái Nhum" not in client.get(PAGE).content.decode()


def test_of_fewer_than_five_people_nothing_but_the_reason(closed: Closed, client: Client) -> None:
    """Neither to everybody nor to those who sign in: of a few people each would be known."""
    small = AgencyResult.objects.exclude(total=None).filter(headcount__lt=FEWEST).first()
    assert small is not None
    released(closed)
    told = [str(client.get(PAGE).content.decode()), client.get(FILE).content.decode("utf-8-sig")]
    client.force_login(closed.scene.cast.officer)
    told.append(client.get(closed.page).content.decode())
    figure = str(small.total)
    for page in told:
        assert "Phường Long Châu" in page
        assert TOO_FEW in page
        assert figure not in page
        assert figure.replace(".", ",") not in page


def test_it_can_be_switched_off(closed: Closed, client: Client, settings: object) -> None:
    released(closed)
    settings.PUBLIC_RESULTS = False  # type: ignore[attr-defined]
    assert client.get(PAGE).status_code == 404
    assert client.get(FILE).status_code == 404


def test_open_data_is_the_same_rows(closed: Closed, client: Client) -> None:
    released(closed)
    answer = client.get(FILE)
    rows = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    stored = AgencyResult.objects.filter(period=closed.scene.period)
    assert len(rows) == stored.count()
    assert sorted(row["tong_diem"] for row in rows) == sorted(
        "" if one.total is None or one.headcount < FEWEST else str(one.total) for one in stored
    )
    assert all(row["ban_chot"] == "1" for row in rows)
    few = stored.filter(headcount__lt=FEWEST).count()
    assert 0 < few == sum(row["ghi_chu"] == TOO_FEW and not row["ma_bien_nhan"] for row in rows) < len(rows)
    assert client.get(PAGE, {"q": rows[0]["ma_bien_nhan"]}).status_code == 200


def test_kept_pages_ask_whether_they_may_still_be_said(closed: Closed, client: Client) -> None:
    released(closed)
    client.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        client.get(PAGE)
    assert len(asked) == 1


def test_a_period_that_is_not_there_is_not_found(closed: Closed, client: Client) -> None:
    released(closed)
    assert [client.get(PAGE, {"ky": asked}).status_code for asked in ("2030-01", "x", "../")] == [404] * 3
