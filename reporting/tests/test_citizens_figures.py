"""Every figure of citizens on every page is the sum of cells of five people and more, day after day (G32)."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from agencies.tests.cast import Cast
from core.numbers import format_integer, format_points
from evaluations.actions.results import refresh_results
from evaluations.models import Criterion
from feedback.gather.released import released_months
from feedback.models import Visit, VisitBatch
from feedback.rules.heard import parts_of
from feedback.rules.release import telling_day
from feedback.tests.factories import make_counter, make_ratings
from reporting.tests.conftest import Scene, signed_in

FIRST, END = date(2026, 11, 1), date(2026, 12, 1)
READINGS = [date(2026, 11, 4), date(2026, 11, 12), date(2026, 11, 27), date(2026, 12, 1)]


@pytest.fixture
def counters(cast: Cast) -> list[int]:
    """Three counters of the department: a busy one, one of some, one of hardly any ratings."""
    rng = Random(5)
    made = []
    for name, mean in (("Quầy đông", 3), ("Quầy vừa", 1), ("Quầy vắng", 0)):
        counter = make_counter(cast.department, name)
        made.append(counter.pk)
        for number in range(30):
            count = rng.randint(0, 2 * mean) if mean else int(number in (8, 20))
            make_ratings(counter, FIRST + timedelta(days=number), *(rng.randint(1, 5) for _ in range(count)))
    return made


def _marks(text: str) -> set[tuple[str, str]]:
    """(n, mean) of every row of a page's tables of ratings, as shown."""
    found = set()
    for table in re.findall(r"<table.*?</table>", text, flags=re.S):
        heads = [re.sub(r"<.*?>", "", one).strip() for one in re.findall(r"<th scope=\"col\".*?</th>", table)]
        ns = [at for at, label in enumerate(heads) if label in ("Số lượt (n)", "Số lượt")]
        means = [at for at, label in enumerate(heads) if "ình quân" in label or "trung bình" in label]
        if not ns or not means:
            continue
        for row in re.findall(r"<tr>(.*?)</tr>", table, flags=re.S):
            cells = [re.sub(r"<.*?>", "", one).strip() for one in re.findall(r"<t[dh].*?</t[dh]>", row)]
            if len(cells) == len(heads) and cells[ns[0]][:1].isdigit():
                found.add((cells[ns[0]], cells[means[0]]))
    return found


@pytest.mark.parametrize("day", READINGS, ids=str)
def test_pages_show_sums_of_cells_and_nothing_else(
    scene: Scene, counters: list[int], day: date, time_machine: Any
) -> None:
    at = datetime.combine(day, datetime.min.time(), tzinfo=UTC) + timedelta(hours=3)
    time_machine.move_to(at, tick=False)
    refresh_results(period=scene.period, agencies=None, at=at)
    agency = scene.cast.department.pk
    months = released_months(FIRST, END, [agency], today=telling_day(at))
    month = months.get((agency, FIRST))
    told = [*parts_of(month), month.whole] if month else []
    allowed = {(format_integer(one.answers), format_points(one.mean)) for one in told if one}
    client, seen = signed_in(scene.cast.admin), set()
    stars = Criterion.objects.filter(params__citizen_reads="stars").values_list("code", flat=True)[0]
    source = scene.at(f"tieu-chi/{stars}/citizen/", scene.cast.department)
    of_voice = f"/nguoi-dan/{agency}/"
    paths = ["/nguoi-dan/", of_voice, source, *(f"/quay/{pk}/" for pk in counters)]
    for path in [*paths, *(f"{of_voice}quay/{pk}/" for pk in counters)]:
        query = {} if "?" in path or path.startswith("/quay") else {"ky": FIRST.isoformat()}
        answer = client.get(path, query)
        if answer.status_code == 200:
            seen |= _marks(answer.text)
    others = {("0", "—")}
    assert seen - others <= allowed
    assert bool(seen - others) is bool(allowed)


def test_when_the_month_is_over_all_of_them_count(scene: Scene, counters: list[int]) -> None:
    at = datetime(2026, 12, 1, 3, tzinfo=UTC)
    refresh_results(period=scene.period, agencies=None, at=at)
    result = scene.period.results.get(agency=scene.cast.department)
    ratings = scene.cast.department.ratings.filter(day__lt=END)
    assert result.ratings == ratings.count()
    mean = Decimal(sum(ratings.values_list("stars", flat=True))) / ratings.count()
    assert format_points(result.rating_mean) == format_points(mean)


def test_marks_stand_beside_n_and_the_response_rate(scene: Scene, counters: list[int]) -> None:
    """On the agency's dashboard and in the ranking of a month that is over."""
    at = datetime(2026, 12, 1, 3, tzinfo=UTC)
    refresh_results(period=scene.period, agencies=None, at=at)
    result = scene.period.results.get(agency=scene.cast.department)
    batch = VisitBatch.objects.create(
        id=uuid4(), agency=scene.cast.department, source="csv", sha256="", seed="", made_at=at
    )
    Visit.objects.bulk_create(
        Visit(batch=batch, agency=scene.cast.department, day=FIRST, reference=str(number))
        for number in range(2 * result.ratings)
    )
    scene.cast.department.versions.update(has_counter=True)
    client = signed_in(scene.cast.leader)
    dashboard = client.get(scene.at("", scene.cast.department)).text
    assert f"bình quân {format_points(result.rating_mean)} trên 5" in dashboard
    assert "<dd>50% của" in dashboard
    assert f"/nguoi-dan/{scene.cast.department.pk}/?ky=2026-11-01" in dashboard
    ranking = re.sub(r"\s+", " ", client.get(f"/bang-diem/xep-hang/{scene.month}").text)
    row = next(
        line for line in re.findall(r"<tr>(.*?)</tr>", ranking) if "Sở Tư pháp" in line and "50%" in line
    )
    assert re.sub(r"<.*?>", " ", row).split()[-3:] == [
        format_integer(result.ratings), format_points(result.rating_mean), "50%",
    ]  # fmt: skip
