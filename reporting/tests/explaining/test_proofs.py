"""Every table of figures on every page has its proof line, and whoever adds up the page comes to it."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.test import Client

from evaluations.models import AgencyResult, PeriodSummary
from evaluations.rules.going_up import Member, means
from evaluations.rules.results import COUNTED, SCORED, TOO_FEW, unpack
from reporting.tests.conftest import Scene

PROOF = re.compile(
    r'class="proof-line[^>]*?(?:data-vhcv-sums="(\d+)")?\s*>.*?<strong>(.*?)</strong>', re.DOTALL
)
CELL = re.compile(r"<t[dh]\b([^>]*)>")
VALUE = re.compile(r'data-value="([^"]*)"')


def tables(page: str) -> Iterator[tuple[str, str]]:
    """Each table of the page with what follows it until the next one."""
    for chunk in page.split("<table ")[1:]:
        table, _, after = chunk.partition("</table>")
        yield table, after


def added(table: str, column: int) -> Decimal:
    """The sum of a column as a reader of the page would find it."""
    body = table.partition("<tbody>")[2].partition("</tbody>")[0]
    total = Decimal(0)
    for row in body.split("<tr>")[1:]:
        cells = CELL.findall(row)
        found = VALUE.search(cells[column]) if len(cells) > column else None
        total += Decimal(found[1]) if found else 0
    return total


def number(words: str) -> Decimal:
    """A number as the page writes it."""
    return Decimal(words.replace(".", "").replace(",", ".").replace("−", "-").replace("+", ""))


def check(page: str, url: str) -> int:
    """Every table is proved, and rightly; how many there were."""
    assert "không khớp" not in page, url
    seen = 0
    for table, after in tables(page):
        if "data-value" not in table:
            continue
        proof = PROOF.search(after)
        assert proof is not None, (url, table[:200])
        if proof[1]:
            assert added(table, int(proof[1])) == number(proof[2]), (url, table[:200])
        seen += 1
    return seen


@pytest.mark.parametrize("page", ["", "xep-hang/", "ban-do-nhiet/", "cac-phan/"])
def test_the_pages_of_the_province_add_up(scene: Scene, leader: Client, page: str) -> None:
    assert refresh_ranked(scene) is not None
    url = f"/bang-diem/{page}{scene.month}"
    assert check(leader.get(url).content.decode(), url) or page == "ban-do-nhiet/"


def refresh_ranked(scene: Scene) -> Decimal | None:
    """Every agency with a total counts in the province's figure; that figure."""
    AgencyResult.objects.filter(period=scene.period).update(is_provisional=False)
    rows = AgencyResult.objects.filter(period=scene.period).values_list(
        "agency_id", "headcount", "total", "is_provisional"
    )
    found = means(Member(*row) for row in rows.order_by("agency_id"))
    PeriodSummary.objects.filter(period=scene.period).update(
        weighted_mean=found.weighted, simple_mean=found.simple
    )
    return found.simple


def test_the_pages_of_an_agency_add_up(scene: Scene, head: Client, before: AgencyResult) -> None:
    score = unpack(scene.result().breakdown)
    codes = dict(scene.result().criteria_set.criteria.values_list("position", "code").order_by("position"))
    urls = ["", "giai-thich/", *(f"nhom/{one.code}/" for one in score.groups if one.cents is not None)]
    scored = [one for one in score.criteria if one.state == SCORED]
    urls += [f"tieu-chi/{codes[one.position]}/" for one in scored[:4]]
    for url in map(scene.at, urls):
        assert check(head.get(url).content.decode(), url), url


def test_the_rows_of_a_source_add_up(scene: Scene, head: Client) -> None:
    codes = dict(scene.result().criteria_set.criteria.values_list("position", "code").order_by("position"))
    spoken = {
        one.source: (codes[score.position], one)
        for score in unpack(scene.result().breakdown).criteria
        for one in score.sources
        if one.status not in (TOO_FEW,) and one.n
    }
    assert len(spoken) >= 3
    for source, (code, one) in spoken.items():
        url = scene.at(f"tieu-chi/{code}/{source}/")
        page = head.get(url).content.decode()
        assert check(page, url) or "Không hiện từng dòng" in page, one.status == COUNTED
