"""A draw: among whom, by what seed, who learns of it when, and redone by others."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from django.urls import reverse

from core.errors import Conflict
from evaluations.actions.planning import drop_line, edit_line, make_draw, reveal_draw
from evaluations.actions.planning.lines import LineNotOpen, facts_of
from evaluations.actions.planning.make_draw import NothingToDraw
from evaluations.actions.planning.reveal_draw import TooEarly
from evaluations.models import Draw, PlanLine
from evaluations.rules.planning.draws import commitment_of, draw
from evaluations.tests.inspections.conftest import AT, DAY
from evaluations.tests.planning.conftest import begin, communes

SCRIPT = Path(__file__).resolve().parents[3] / "docs" / "redo_draw.py"
NEW_YEAR = datetime(2026, 12, 31, 17, tzinfo=UTC)


@pytest.fixture
def make(cast, plan):
    """Draw among twelve communes; keywords replace the usual."""
    communes(cast, 12)

    def do(**given):
        usual = {
            "form_id": uuid4(),
            "plan": plan,
            "title": "Rút quý IV",
            "groups": ["commune"],
            "size": 3,
            "quarter": 4,
            "is_announced": False,
            "actor": cast.admin,
            "at": AT,
        }
        return make_draw(**(usual | given))

    return do


def as_read(made):
    return Draw.objects.with_open().get(pk=made.pk)


class TestMaking:
    def test_the_outcome_follows_from_seed_and_population_alone(self, make):
        made = make()
        codes = [row["code"] for row in made.population if row["included"]]
        assert made.drawn == draw(made.seed, codes, 3)
        assert made.commitment == commitment_of(made.seed)
        assert len(codes) == 13

    def test_every_rated_agency_is_in_or_out_with_its_cause(self, make, cast):
        rows = {row["agency"]: row for row in make().population}
        assert len(rows) == 15
        assert rows[cast.department.pk]["cause"] == "Không thuộc nhóm được rút"
        assert all(bool(row["cause"]) is not row["included"] for row in rows.values())

    def test_whoever_was_seen_lately_stays_out(self, make, cast, month, add):
        begin(add(cast.commune), cast, month, state="concluded")
        rows = {row["agency"]: row for row in make(not_seen_since=DAY).population}
        assert rows[cast.commune.pk]["cause"] == "Đã được kiểm tra từ ngày 12/11/2026"

    def test_where_planners_work_no_secret_visit_is_drawn(self, make, cast):
        groups = ["department", "commune"]
        secret = {row["agency"]: row for row in make(groups=groups).population}
        announced = {row["agency"]: row for row in make(groups=groups, is_announced=True).population}
        assert "lập kế hoạch kiểm tra công tác" in secret[cast.home_affairs.pk]["cause"]
        assert announced[cast.home_affairs.pk]["included"]

    def test_the_drawn_become_lines_with_the_reason(self, make, plan):
        made = make()
        lines = PlanLine.objects.filter(draw=made)
        assert {line.agency.code for line in lines} == set(made.drawn)
        assert {(line.mode, line.quarter, line.reason) for line in lines} == {
            ("unannounced", 4, "Rút ngẫu nhiên: Rút quý IV")
        }

    def test_the_same_form_again_draws_nothing_anew(self, make):
        form_id = uuid4()
        assert make(form_id=form_id).seed == make(form_id=form_id).seed
        assert (Draw.objects.count(), PlanLine.objects.count()) == (1, 3)
        with pytest.raises(Conflict):
            make(form_id=form_id, size=4)

    def test_more_than_there_are_cannot_be_drawn(self, make):
        with pytest.raises(NothingToDraw, match="Có 13 cơ quan"):
            make(size=14)
        assert not Draw.objects.exists()


class TestIntegrity:
    """What chance chose is not exchanged by hand."""

    @pytest.mark.parametrize("changed", [{"agency_id": 0}, {"mode": "planned"}])
    def test_neither_agency_nor_mode_of_a_drawn_line_is_edited(self, make, cast, changed):
        line = PlanLine.objects.filter(draw=make()).order_by("pk").first()
        facts = facts_of(line)._replace(**changed)
        with pytest.raises(LineNotOpen, match="rút ngẫu nhiên"):
            edit_line(line=line, facts=facts, seen_version=1, actor=cast.admin, at=AT)
        later = facts_of(line)._replace(topic="Giờ giấc")
        assert edit_line(line=line, facts=later, seen_version=1, actor=cast.admin, at=AT).topic == "Giờ giấc"

    def test_a_drawn_agency_that_was_left_out_shows_on_the_page(self, make, cast, client):
        made = make(is_announced=True, size=1)
        drop_line(line=PlanLine.objects.get(draw=made), reason="Thôi", actor=cast.admin, at=AT)
        client.force_login(cast.officer)
        assert "Không thực hiện" in client.get(reverse("draw_detail", args=[made.pk])).text


class TestRevealing:
    def test_an_announced_draw_is_open_at_once(self, make):
        assert as_read(make(is_announced=True)).is_open

    def test_an_unannounced_one_once_every_team_has_checked_in(self, make, cast, month):
        made = make()
        lines = list(PlanLine.objects.filter(draw=made).order_by("pk"))
        assert not as_read(made).is_open
        begin(lines[0], cast, month)
        begin(lines[1], cast, month)
        begin(lines[2], cast, month, state="draft", started_at=None)
        assert not as_read(made).is_open
        begin(lines[2], cast, month)
        assert as_read(made).is_open

    def test_a_dropped_line_is_not_waited_for_but_proves_nothing_alone(self, make, cast, month):
        made = make(size=2)
        first, second = PlanLine.objects.filter(draw=made).order_by("pk")
        drop_line(line=first, reason="Thôi", actor=cast.admin, at=AT)
        assert not as_read(made).is_open
        begin(second, cast, month)
        assert as_read(made).is_open

    def test_all_dropped_stays_closed(self, make, cast):
        made = make(size=1)
        drop_line(line=PlanLine.objects.get(draw=made), reason="Thôi", actor=cast.admin, at=AT)
        assert not as_read(made).is_open

    def test_by_hand_only_after_the_quarter(self, make, cast):
        made = make()
        with pytest.raises(TooEarly, match="01/01/2027"):
            reveal_draw(draw=made, actor=cast.admin, at=AT)
        revealed = reveal_draw(draw=made, actor=cast.admin, at=NEW_YEAR)
        assert revealed.revealed_at == NEW_YEAR
        assert as_read(made).is_open

    def test_nor_while_a_team_is_still_on_its_way(self, make, cast, month):
        """A visit ordered in the last days of the quarter may take place after it."""
        made = make(size=1)
        begin(PlanLine.objects.get(draw=made), cast, month, state="draft", started_at=None)
        with pytest.raises(TooEarly, match="còn đoàn chưa đến"):
            reveal_draw(draw=made, actor=cast.admin, at=NEW_YEAR)


class TestPages:
    """Everybody signed in reads a draw; until it is open nobody reads what was drawn."""

    @pytest.fixture
    def get(self, client):
        def do(user, name, made, **query):
            client.force_login(user)
            answer = client.get(reverse(name, args=[made.pk]), query)
            assert answer.status_code == 200
            return answer.text

        return do

    @pytest.mark.parametrize("persona", ["officer", "head", "inspector", "leader", "admin", "operator"])
    def test_no_page_shows_seed_or_outcome_of_a_closed_draw(self, cast, make, get, persona):
        made = make(size=1)
        user = getattr(cast, persona)
        (code,) = made.drawn
        page = get(user, "draw_detail", made)
        assert made.seed not in page
        assert made.commitment in page
        assert page.count(f">{code}<") == 1, "the population, and nothing more"
        assert made.seed not in get(user, "draw_redo", made)
        kept = json.loads(get(user, "draw_export", made))
        assert (kept["seed"], kept["drawn"], kept["commitment"]) == (None, None, made.commitment)

    def test_an_open_draw_is_redone_before_the_reader(self, cast, make, get):
        made = make(is_announced=True)
        assert made.seed in get(cast.officer, "draw_detail", made)
        page = get(cast.officer, "draw_redo", made)
        assert "Kết quả trùng khớp" in page

    def test_another_seed_than_the_promised_proves_nothing(self, cast, make, get):
        made = make()
        assert "không khớp mã cam kết" in get(cast.officer, "draw_redo", made, hat="ab" * 32)
        assert "64 ký tự" in get(cast.officer, "draw_redo", made, hat="xyz")

    def test_a_list_that_was_tampered_with_is_told(self, cast, make, get):
        made = make(is_announced=True)
        Draw.objects.filter(pk=made.pk).update(drawn=list(reversed(made.drawn)))
        assert "Kết quả không khớp" in get(cast.officer, "draw_redo", made)


class TestScript:
    """docs/redo_draw.py, alone, from the exported file."""

    def run(self, client, cast, made, tmp_path, *seed):
        client.force_login(cast.officer)
        path = tmp_path / "draw.json"
        path.write_bytes(client.get(reverse("draw_export", args=[made.pk])).content)
        words = [sys.executable, "-I", str(SCRIPT), str(path), *seed]
        return subprocess.run(words, capture_output=True, text=True, check=False)

    def test_it_redoes_an_open_draw(self, client, cast, make, tmp_path):
        made = make(is_announced=True)
        done = self.run(client, cast, made, tmp_path)
        assert (done.returncode, "TRÙNG KHỚP" in done.stdout) == (0, True)
        assert [line.rsplit("(")[-1].rstrip(")") for line in done.stdout.splitlines()[:3]] == made.drawn

    def test_it_refuses_another_seed_and_a_closed_draw(self, client, cast, make, tmp_path):
        made = make()
        assert self.run(client, cast, made, tmp_path).returncode == 1
        assert "KHÔNG KHỚP" in self.run(client, cast, made, tmp_path, "ab" * 32).stdout

    def test_it_is_short_enough_to_be_read(self):
        assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 40
