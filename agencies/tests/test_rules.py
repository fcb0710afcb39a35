"""Pure rules: heirs, the tree and its sections, over what a role may be held."""

import pytest

from agencies.enums import AgencyKind, Role
from agencies.rules.heirs import heirs
from agencies.rules.roles import conflicting, kinds_for
from agencies.rules.tree import Branch, Node, branches, sections

LIVING = frozenset({8, 9})


@pytest.mark.parametrize(
    ("agency", "successors", "expected"),
    [
        (9, {9: [8]}, ()),
        (1, {1: [9]}, (9,)),
        (1, {1: [2], 2: [9]}, (9,)),
        (1, {1: [9, 2], 2: [8, 9]}, (9, 8)),
        (1, {1: [2], 2: [1]}, ()),
        (1, {}, ()),
    ],
)
def test_heirs_are_followed_to_the_living(agency: int, successors: dict, expected: tuple[int, ...]) -> None:
    assert heirs(agency, successors, LIVING) == expected


def node(agency_id: int, kind: str, parent_id: int | None) -> Node:
    return Node(agency_id, f"Cơ quan {agency_id}", f"{agency_id}", kind, parent_id)


def ids(found: list[Branch]) -> list[int]:
    return [branch.node.agency_id for branch in found]


def test_a_tree_keeps_the_order_of_siblings_and_loses_nobody() -> None:
    nodes = [
        node(5, AgencyKind.DIVISION, 3),
        node(1, AgencyKind.PROVINCE, None),
        node(3, AgencyKind.DEPARTMENT, 1),
        node(2, AgencyKind.COMMUNE, 1),
        node(6, AgencyKind.DIVISION, 5),
        node(7, AgencyKind.DIVISION, 99),
    ]
    roots = branches(nodes)
    assert ids(roots) == [1, 7]
    assert [below.agency_id for below in roots[0].below()] == [3, 5, 6, 2]


def test_sections_come_by_comparison_group_and_then_by_kind() -> None:
    kinds = [
        AgencyKind.WARD,
        AgencyKind.DISTRICT,
        AgencyKind.ONE_STOP,
        AgencyKind.DEPARTMENT,
        AgencyKind.COMMUNE,
        AgencyKind.SERVICE_UNIT,
    ]
    root = branches(
        [node(1, AgencyKind.PROVINCE, None), *(node(10 + i, kind, 1) for i, kind in enumerate(kinds))]
    )[0]
    assert [(label, ids(found)) for label, found in sections(root)] == [
        ("Sở, ban, ngành", [13]),
        ("Xã, phường, đặc khu", [10, 14]),
        ("Đơn vị sự nghiệp", [12, 15]),
        ("Huyện, thị xã, thành phố (trước 01/7/2025)", [11]),
    ]


@pytest.mark.parametrize(
    ("role", "allowed", "refused"),
    [
        (Role.HOME_AFFAIRS, AgencyKind.PROVINCE, AgencyKind.DEPARTMENT),
        (Role.OPERATOR, AgencyKind.PROVINCE, AgencyKind.COMMUNE),
        (Role.CUSTODIAN, AgencyKind.PROVINCE, AgencyKind.DIVISION),
        (Role.LEADER, AgencyKind.PROVINCE, AgencyKind.WARD),
        (Role.AGENCY_HEAD, AgencyKind.WARD, AgencyKind.DIVISION),
        (Role.UNIT_HEAD, AgencyKind.DIVISION, AgencyKind.DEPARTMENT),
        (Role.INSPECTOR, AgencyKind.COMMUNE, AgencyKind.DIVISION),
    ],
)
def test_a_role_is_held_over_its_kinds_of_agency(
    role: Role, allowed: AgencyKind, refused: AgencyKind
) -> None:
    assert allowed in kinds_for(role)
    assert refused not in kinds_for(role)


@pytest.mark.parametrize(
    ("role", "held", "other"),
    [
        (Role.CUSTODIAN, [Role.HOME_AFFAIRS], Role.HOME_AFFAIRS),
        (Role.HOME_AFFAIRS, ["leader", "custodian"], Role.CUSTODIAN),
        (Role.OPERATOR, ["custodian"], Role.CUSTODIAN),
        (Role.HOME_AFFAIRS, ["operator"], Role.OPERATOR),
        (Role.HOME_AFFAIRS, ["leader", "inspector"], None),
        (Role.AGENCY_HEAD, ["unit_head"], None),
    ],
)
def test_some_roles_stay_apart(role: Role, held: list[str], other: Role | None) -> None:
    assert conflicting(role, held) == other
