"""Every register says what it is, for which criteria, on what proof and by which source."""

import re

import pytest

from registers.rules.catalogue import BY_CODE, BY_SLUG, COMPUTED, REGISTERS, FieldKind, Register
from registers.rules.counting import RULES

AGENCY_CRITERIA = {f"CQ-{number:02d}" for number in range(1, 21)}
# Spoken of by inspection, review and citizens alone.
OTHERS = {"CQ-10", "CQ-15", "CQ-19"}


def test_every_agency_criterion_has_a_register_or_a_reason() -> None:
    fed = {code for one in REGISTERS for code in one.criteria}
    assert fed | set(COMPUTED) | OTHERS == AGENCY_CRITERIA
    assert not fed & set(COMPUTED)


def test_what_registers_feed_is_what_rules_count() -> None:
    assert {code for one in REGISTERS for code in one.criteria} == set(RULES)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.code)
def test_a_register_is_described(register: Register) -> None:
    assert register.criteria
    assert register.counted
    assert register.evidence_words
    assert register.source
    assert re.fullmatch(r"[a-z0-9-]+", register.slug)
    assert bool(register.title_label) != bool(register.auto_title), "a title is written or made"
    names = [one.name for one in register.fields]
    assert len(names) == len(set(names))
    assert not {"year", "day", "number", "title", "unit", "staff", "people"} & set(names)


@pytest.mark.parametrize("register", REGISTERS, ids=lambda one: one.code)
def test_its_fields_make_sense(register: Register) -> None:
    for one in register.fields:
        assert bool(one.choices) == (one.kind is FieldKind.CHOICE), one.name
        assert (one.of in BY_CODE) == (one.kind is FieldKind.ENTRY), one.name
    known = {one.name for one in register.fields} | {"day"}
    for order in register.orders:
        assert {order.small, order.large} <= known


def test_codes_and_addresses_are_distinct() -> None:
    assert len(BY_CODE) == len(BY_SLUG) == len(REGISTERS)


def test_only_breaches_are_private() -> None:
    assert [one.code for one in REGISTERS if one.private] == ["breach", "breach_handling"]
