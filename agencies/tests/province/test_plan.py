"""The laid-out province: agencies, counters, people and their dated posts."""

import re
from collections import Counter
from datetime import date

import pytest

from agencies import enums
from agencies.province.people import share_out
from agencies.province.plan import build_province
from agencies.province.roster import rated_above, reviewer_of, roster_on

from .conftest import TODAY

pytestmark = pytest.mark.once


def test_ranked_agencies_are_departments_communes_and_large_service_units(plan):
    groups = Counter(agency.comparison_group for agency in plan.rated_agencies)
    assert groups == {"department": 14, "commune": 124, "service_unit": 21}


def test_codes_and_kinds_fit_what_the_database_takes(plan):
    for agency in (*plan.agencies, *plan.closed_agencies):
        assert re.fullmatch(r"[a-z0-9-]{1,40}", agency.key)
        assert agency.kind in enums.AgencyKind.values
        assert agency.level in enums.AgencyLevel.values
        assert agency.dress_profile in enums.DressProfile.values
    assert {person.person_type for person in plan.people} <= set(enums.PersonType.values)
    assert {link.kind for link in plan.successions} <= set(enums.SuccessionKind.values)


def test_ranking_goes_by_kind_alone(plan):
    from agencies.rules.comparison import comparison_group

    for agency in plan.agencies:
        assert comparison_group(agency.kind) == (agency.comparison_group or "none")


def test_agencies_come_parents_first_and_are_unique(plan):
    seen: set[str | None] = {None}
    for agency in plan.agencies:
        assert agency.parent_key in seen
        seen.add(agency.key)
    assert len(seen) == len(plan.agencies) + 1


def test_every_commune_has_a_service_centre_with_counters(plan):
    at = Counter(counter.agency_key for counter in plan.counters)
    centres = [f"{agency.key}-p4" for agency in plan.rated_agencies if agency.comparison_group == "commune"]
    assert len(centres) == 124
    assert all(2 <= at[centre] <= 4 for centre in centres)


def test_it_makes_exactly_as_many_people_as_asked(plan):
    assert len(plan.people) == 3_000
    assert plan.people[0].code == "VL000001"
    assert len({person.code for person in plan.people}) == 3_000
    assert plan.is_demo


def test_the_same_seed_gives_the_same_province_and_another_seed_another(plan):
    assert build_province(staff=3_000, today=TODAY) == plan
    other = build_province(staff=3_000, today=TODAY, seed=2)
    assert [person.full_name for person in other.people] != [person.full_name for person in plan.people]


def test_it_refuses_fewer_people_than_agencies_need():
    with pytest.raises(ValueError, match="Cần ít nhất"):
        build_province(staff=100, today=TODAY)


def test_names_follow_the_usual_frequency_and_differ(plan):
    surnames = Counter(person.full_name.split()[0] for person in plan.people)
    assert surnames.most_common(1)[0][0] == "Nguyễn"
    assert 0.25 < surnames["Nguyễn"] / 3_000 < 0.38
    assert len({person.full_name for person in plan.people}) > 2_000


def test_every_ranked_agency_has_one_head_and_its_people_have_reviewers(plan):
    roster = roster_on(plan, date(2026, 10, 31))
    parents = {agency.key: agency.parent_key for agency in plan.agencies}
    assert all(agency.key in roster.leaders for agency in plan.rated_agencies)
    for members in roster.members.values():
        assert all(reviewer_of(member, parents, roster.leaders) for member in members)


def test_unranked_units_count_in_their_department(plan):
    above = rated_above(plan)
    assert above["truong-thpt-01"] == "so-giao-duc-va-dao-tao"
    assert above["xa-29242-p4"] == "xa-29242"
    assert above["vinh-long"] is None


def test_regular_posts_of_a_person_never_overlap(plan):
    moved = 0
    for person in plan.people:
        regular = [posting for posting in person.postings if posting.kind == "regular"]
        moved += len(regular) > 1
        for earlier, later in zip(regular, regular[1:], strict=False):
            assert earlier.ends_on is not None
            assert earlier.ends_on <= later.starts_on
    assert moved > 10


def test_some_sit_at_the_provincial_centre_and_some_hold_a_second_post(plan):
    kinds = Counter(posting.kind for person in plan.people for posting in person.postings)
    assert kinds["secondment"] >= 1
    assert kinds["concurrent"] == 124
    lent = [post for person in plan.people for post in person.postings if post.kind == "secondment"]
    assert all(post.is_counter and post.agency_key.startswith("trung-tam-phuc-vu") for post in lent)


def test_who_is_lent_to_another_agency_owes_the_form_there():
    plan = build_province(staff=6_000, today=TODAY)
    roster = roster_on(plan, date(2026, 8, 31))
    lent = {
        person.code
        for person in plan.people
        for post in person.postings
        if post.kind == "secondment" and post.holds(date(2026, 8, 31))
    }
    at_centre = {m.code: m for m in roster.members["trung-tam-phuc-vu-hanh-chinh-cong"]}
    assert lent
    assert lent <= set(at_centre)
    assert all(at_centre[code].applies & 2 for code in lent)
    homes = [m for key, members in roster.members.items() for m in members if m.code in lent]
    assert len(homes) == len(lent)


def test_sizes_at_full_size_are_realistic():
    full = build_province(staff=31_000, today=TODAY)
    sizes = {key: len(members) for key, members in roster_on(full, date(2026, 10, 31)).members.items()}
    communes = [size for key, size in sizes.items() if key.startswith("xa-")]
    assert 60 <= min(communes) <= max(communes) <= 115
    assert 28_000 < sum(sizes.values()) <= 31_000


def test_people_are_shared_out_to_the_last_one():
    assert share_out(10, [1.0, 1.0, 1.0]) == [4, 3, 3]
    assert sum(share_out(31_000, [0.3, 7.0, 2.2], floor=2)) == 31_000
    with pytest.raises(ValueError, match="6 người"):
        share_out(5, [1.0, 1.0, 1.0], floor=2)
