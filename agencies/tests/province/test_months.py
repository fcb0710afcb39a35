"""A month of behaviour: what is asked of whom, that figures add up, and that planted cases show."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import mean

import pytest

from agencies.province import qualities
from agencies.province.answers import steps_of
from agencies.province.criteria import COUNTER, LEADER, UNIFORM, people_shapes, shapes
from agencies.province.months import month_of_behaviour
from agencies.province.qualities import tell_tale_cases

pytestmark = pytest.mark.once

OCTOBER = date(2026, 10, 1)
POSITIONS = {shape.code: shape.position for shape in shapes()}


def of(year, key):
    return [month for month in year if month.agency_key == key]


def self_mean(months):
    scores = [s for m in months for form in m.assessments for s in form.scores if s is not None]
    return mean(scores) / 100


def inspected_share(months):
    """Σk / Σn over the ratios that inspections saw."""
    ratios = {shape.code for shape in shapes() if shape.measure == "ratio"}
    seen = [o for m in months for visit in m.inspections for o in visit.observations if o.criterion in ratios]
    return sum(o.k for o in seen) / sum(o.n for o in seen)


def star_mean(months):
    return mean(rating.stars for m in months for rating in m.ratings)


def test_the_set_has_forty_criteria_for_people_and_twenty_for_agencies():
    assert Counter(shape.group for shape in shapes()) == {"TT": 15, "GT": 9, "DD": 10, "TP": 6, "CQ": 20}
    assert [shape.position for shape in shapes()] == list(range(60))
    limited = {shape.code: shape.applies_to for shape in people_shapes() if shape.applies_to != "all"}
    assert {code for code, who in limited.items() if who == "leaders"} == {"TT-13", "TT-14", "TT-15", "GT-09"}
    assert {code for code, who in limited.items() if who == "counter"} == {"GT-01", "GT-02", "GT-05", "TP-05"}
    assert {code for code, who in limited.items() if who == "uniform"} == {"TP-03"}


def test_the_shapes_agree_with_the_shipped_set():
    path = Path(__file__).parents[3] / "evaluations/criteria_data/qd1847_2018/criteria.csv"
    with path.open(encoding="utf-8", newline="") as file:
        shipped = {row["code"]: row for row in csv.DictReader(file)}
    assert [shape.code for shape in shapes()] == list(shipped)
    for shape in shapes():
        row = shipped[shape.code]
        assert (shape.applies_to, shape.measure) == (row["applies_to"], row["measure"])
        assert (shape.inspected, shape.registered) == (bool(row["w_inspection"]), bool(row["w_register"]))


def test_nobody_answers_what_does_not_concern_them(year):
    kinds = set()
    for month in year[-159:]:
        for form in month.assessments:
            kinds.add(form.applies)
            assert len(form.scores) == 40
            assert (form.scores[POSITIONS["TT-13"]] is None) == (not form.applies & LEADER)
            assert (form.scores[POSITIONS["GT-01"]] is None) == (not form.applies & COUNTER)
            assert (form.scores[POSITIONS["TP-03"]] is None) == (not form.applies & UNIFORM)
            assert (form.scores[POSITIONS["TP-02"]] is None) == bool(form.applies & UNIFORM)
    assert {0, LEADER, COUNTER, UNIFORM} <= kinds


def test_other_gaps_carry_a_reason(year):
    for form in year[-1].assessments:
        gaps = [
            shape.position
            for shape in people_shapes()
            if form.scores[shape.position] is None and shape.concerns(form.applies)
        ]
        assert [str(position) for position in gaps] == list(form.notes or {})


def test_answers_are_those_the_form_offers(year):
    for month in year[:40]:
        for form in month.assessments:
            for shape in people_shapes():
                score = form.scores[shape.position]
                assert score is None or score in steps_of(shape.measure)


def test_about_93_in_100_answer_and_a_few_are_late(year):
    staff = sum(month.staff for month in year)
    forms = [form for month in year for form in month.assessments]
    assert 0.90 < len(forms) / staff < 0.96
    assert 0.02 < sum(form.is_late for form in forms) / len(forms) < 0.08


def test_heads_mostly_agree_and_give_reasons_where_not(year):
    reviews = [form.review for month in year for form in month.assessments if form.review]
    changed = [review for review in reviews if review.changes]
    assert 0.02 < len(changed) / len(reviews) < 0.08
    for month in year[:40]:
        for form in month.assessments:
            if form.review and form.review.changes:
                for position, change in form.review.changes.items():
                    assert change["score"] < form.scores[int(position)]
                    assert change["reason"]


def test_nobody_reviews_themselves(year):
    assert all(f.review.reviewer_code != f.staff_code for m in year for f in m.assessments if f.review)


def test_a_fifth_to_a_quarter_of_the_agencies_is_inspected_each_month(year):
    visits = sum(len(month.inspections) for month in year)
    assert 0.18 < visits / len(year) < 0.27


def test_headcounts_add_up_and_agree_with_the_observation(year):
    for visit in (visit for month in year for visit in month.inspections):
        count = visit.headcount
        assert count.roster == sum(count) - count.roster
        seen = {observation.criterion: observation for observation in visit.observations}
        assert (seen["TT-05"].n, seen["TT-05"].k) == (count.roster, count.unexcused)


def test_inspections_conclude_within_their_month_and_look_only_at_what_they_may(year):
    may = {shape.code for shape in shapes() if shape.inspected}
    for month in year:
        for visit in month.inspections:
            assert visit.started_at.date() >= month.month
            assert visit.concluded_at.date().month == month.month.month
            assert len({o.criterion for o in visit.observations}) == len(visit.observations)
            assert {o.criterion for o in visit.observations} <= may
            assert all(0 <= o.k <= o.n and o.n > 0 for o in visit.observations)


def test_ratings_are_in_range_and_only_at_the_agency_s_own_counters(plan, year):
    keys = {counter.key for counter in plan.counters}
    for month in year:
        for rating in month.ratings:
            assert rating.counter_key in keys
            assert rating.counter_key.startswith(month.agency_key)
            assert 1 <= rating.stars <= 5
            assert 0 <= rating.courtesies <= 255


def test_register_facts_are_k_of_n_or_not_applicable(year):
    for month in year:
        assert len({fact.criterion for fact in month.facts}) == len(month.facts)
        for fact in month.facts:
            assert fact.note != "" if fact.not_applicable else 0 <= fact.k <= fact.n > 0


def test_forms_in_time_are_counted_from_the_forms_themselves(year):
    for month in year[:20]:
        facts = {fact.criterion: fact for fact in month.facts}
        done = sum(not form.is_late and form.review is not None for form in month.assessments)
        assert (facts["CQ-18"].n, facts["CQ-18"].k) == (month.staff, done)


def test_a_month_made_again_is_the_same(plan, year):
    assert list(month_of_behaviour(plan, OCTOBER)) == year[-159:]


def test_the_running_month_stops_today(plan):
    until = date(2026, 11, 22)
    found = list(month_of_behaviour(plan, date(2026, 11, 1), until=until))
    forms = [form for month in found for form in month.assessments]
    assert 0 < len(forms) < 2_000
    assert max(form.submitted_at.date() for form in forms) <= until
    assert max(form.review.reviewed_at.date() for form in forms if form.review) <= until
    assert max(rating.day for month in found for rating in month.ratings) <= until
    assert not any(fact.criterion == "CQ-18" for month in found for fact in month.facts)


def test_agencies_differ(year):
    means = [self_mean([month]) for month in year[-159:] if month.assessments]
    assert max(means) - min(means) > 0.15


def test_each_planted_case_is_a_ranked_agency(plan):
    ranked = {agency.key for agency in plan.rated_agencies}
    assert {case.agency_key for case in tell_tale_cases()} <= ranked
    assert len({case.code for case in tell_tale_cases()}) == 6


def test_the_inflated_one_claims_far_more_than_inspections_saw(year):
    months = of(year, qualities.INFLATED)
    assert self_mean(months) - inspected_share(months) > 0.2
    everybody = self_mean(year) - inspected_share(year)
    assert everybody < 0.12


def test_the_silent_one_has_people_and_no_data(year):
    for month in of(year, qualities.NO_DATA):
        assert month.staff > 0
        assert [month.assessments, month.inspections, month.ratings, month.facts] == [[], [], [], []]


def test_the_knocked_out_one_has_a_critical_finding_last_month(year):
    critical = [visit for month in year for visit in month.inspections if visit.is_critical]
    assert [visit.agency_key for visit in critical] == [qualities.KNOCK_OUT]
    assert critical[0].started_at.date() >= OCTOBER
    worst = [o for visit in critical for o in visit.observations if o.severity == "critical"]
    assert [(o.criterion, o.k) for o in worst] == [("DD-07", 1)]


def test_the_best_is_best_with_inspectors_and_citizens(year):
    # Few ratings may all be friendly by chance, so agencies are compared that had at least 200.
    keys = sorted({month.agency_key for month in year})
    rated = {key: of(year, key) for key in keys if sum(len(m.ratings) for m in of(year, key)) >= 200}
    stars = {key: star_mean(months) for key, months in rated.items()}
    assert len(stars) > 50
    assert max(stars, key=stars.__getitem__) == qualities.BEST
    assert inspected_share(of(year, qualities.BEST)) > 0.95


def test_one_improves_and_one_falls(year):
    def change(key):
        months = of(year, key)
        return self_mean(months[-3:]) - self_mean(months[:3])

    assert change(qualities.IMPROVING) > 0.1
    assert change(qualities.FALLING) < -0.1


def test_a_running_month_made_again_later_has_only_grown(plan):
    due = date(2026, 11, 4)
    early, late = (
        [
            (form.staff_code, form.unit_key, form.scores)
            for month in month_of_behaviour(plan, OCTOBER, until=until, due=due)
            for form in month.assessments
        ]
        for until in (date(2026, 10, 28), date(2026, 11, 9))
    )
    assert 0 < len(early) < len(late)
    assert set(early) < set(late)
