"""States as data: which moves leave a state, where they lead, who may make them."""

import pytest

from core.transitions import Move, TransitionRefused, TransitionTable

SEND = Move("send", "Nộp", frozenset({"draft", "returned"}), "sent", "form.send")
RETURN = Move("return", "Trả lại", frozenset({"sent"}), "returned", "form.review")
REVIEW = Move("review", "Nhận xét", frozenset({"sent"}), "reviewed", "form.review")
TABLE = TransitionTable("phiếu", SEND, RETURN, REVIEW)


@pytest.mark.parametrize(
    ("state", "moves"),
    [("draft", [SEND]), ("sent", [RETURN, REVIEW]), ("returned", [SEND]), ("reviewed", []), ("other", [])],
)
def test_the_table_says_which_moves_leave_a_state(state, moves):
    assert TABLE.leaving(state) == moves


def test_a_move_leads_to_its_target():
    assert TABLE.target("draft", "send") == TABLE.target("returned", "send") == "sent"
    assert TABLE.permission("review") == "form.review"
    assert list(TABLE) == [SEND, RETURN, REVIEW]


def test_a_move_without_a_target_stays_where_it_is():
    table = TransitionTable("phiếu", Move("note", "Ghi chú", frozenset({"draft", "sent"}), "", "form.send"))
    assert (table.target("draft", "note"), table.target("sent", "note")) == ("draft", "sent")


@pytest.mark.parametrize(("state", "move"), [("sent", "send"), ("reviewed", "return"), ("draft", "review")])
def test_a_move_from_elsewhere_is_refused_in_words(state, move):
    with pytest.raises(TransitionRefused, match="Không thể “.+” khi phiếu") as refusal:
        TABLE.target(state, move)
    assert refusal.value.status == 409


def test_a_move_that_is_not_in_the_table_is_an_error():
    with pytest.raises(KeyError):
        TABLE.target("draft", "burn")


def test_two_moves_of_one_name_are_an_error():
    with pytest.raises(ValueError, match="one name"):
        TransitionTable("phiếu", SEND, SEND)
