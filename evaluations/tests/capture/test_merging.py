"""Merging: every order and every repetition gives one end state, and nothing is lost (T13, F46–F48)."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluations.enums import RecordState
from evaluations.rules.capture.merging import Node, merge

AT = datetime(2026, 11, 12, 2, 30, tzinfo=UTC)


def pk(number: int) -> UUID:
    return UUID(int=number + 1)


def node(number: int, previous=(), value="a", minute=0, *, valid=True) -> Node:
    at = AT + timedelta(minutes=minute)
    return Node(pk(number), tuple(pk(one) for one in previous), at, value, is_valid=valid)


@pytest.mark.parametrize(
    ("nodes", "heads", "conflict"),
    [
        ([], [], False),
        ([node(0)], [0], False),
        ([node(0), node(1, [0])], [1], False),
        ([node(0), node(1, value="b")], [0, 1], True),
        ([node(0), node(1)], [0, 1], False),
        ([node(0, minute=9), node(1, value="b", minute=1)], [1, 0], True),
        ([node(0), node(1, value="b"), node(2, [0, 1], "c")], [2], False),
        ([node(0), node(1, [0], "b"), node(2, [0], "c")], [1, 2], True),
        # a predecessor that has not come holds what follows it
        ([node(1, [0])], [], False),
        ([node(2), node(1, [0])], [2], False),
        # what is not valid replaces nothing itself, but what follows it replaces what stood before
        ([node(0), node(1, [0], valid=False)], [0], False),
        ([node(0), node(1, [0], valid=False), node(2, [1], "c")], [2], False),
        # a circle is never complete
        ([node(0, [1]), node(1, [0])], [], False),
        ([node(0, [0])], [], False),
    ],
)
def test_what_stands(nodes, heads, conflict):
    merged = merge(nodes)
    assert (merged.heads, merged.conflict) == (tuple(map(pk, heads)), conflict)
    assert merged.standing == (pk(heads[0]) if heads else None)


def test_each_record_is_told_its_state():
    held, refused = node(5, [9]), node(4, [0], valid=False)
    merged = merge([node(0), node(1, [0], "b"), node(2, [0], "c"), refused, held])
    assert [merged.states[pk(number)] for number in (0, 1, 2, 4, 5)] == [
        RecordState.SUPERSEDED,
        RecordState.CONFLICT,
        RecordState.CONFLICT,
        RecordState.REFUSED,
        RecordState.HELD,
    ]


@st.composite
def histories(draw) -> list[Node]:
    """Records of several writers: each replaces some earlier ones, one in ten names one that never came."""
    count = draw(st.integers(1, 9))
    nodes = []
    for number in range(count):
        earlier = st.integers(0, number - 1) if number else st.nothing()
        previous = draw(st.sets(earlier, max_size=3)) if number else set()
        if draw(st.integers(0, 9)) == 0:
            previous = previous | {90 + number}
        nodes.append(
            node(
                number,
                sorted(previous),
                draw(st.sampled_from("abc")),
                draw(st.integers(0, 3)),
                valid=draw(st.integers(0, 5)) > 0,
            )
        )
    return nodes


@settings(max_examples=300, deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_any_order_and_repetition_gives_the_same_end(nodes, random):
    expected = merge(nodes)
    shuffled = nodes + random.choices(nodes, k=len(nodes))
    random.shuffle(shuffled)
    again = merge(shuffled)
    assert (dict(again.states), again.heads, again.conflict) == (
        dict(expected.states),
        expected.heads,
        expected.conflict,
    )


@settings(max_examples=300, deadline=None)
@given(histories())
def test_nothing_is_lost_and_nothing_overwritten_unseen(nodes):
    """Every record has a state; one that does not stand is replaced by one that names it, or waits."""
    merged = merge(nodes)
    assert set(merged.states) == {one.id for one in nodes}
    named = {before for one in nodes for before in one.previous}
    for one in nodes:
        if merged.states[one.id] == RecordState.SUPERSEDED:
            assert one.id in named
        if one.is_valid and one.id not in named:
            assert one.id in merged.heads or merged.states[one.id] == RecordState.HELD


@settings(max_examples=200, deadline=None)
@given(histories())
def test_a_choice_over_all_heads_settles_it(nodes):
    merged = merge(nodes)
    choice = Node(pk(50), merged.heads, AT, "z")
    settled = merge([*nodes, choice])
    assert (settled.heads, settled.conflict) == ((choice.id,), False)
