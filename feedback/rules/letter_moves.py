"""The moves of a letter: written, issued with a number, sent; only a draft may be given up."""

from core.transitions import Move, TransitionTable
from feedback.enums import LetterState

DRAFT, ISSUED = frozenset({LetterState.DRAFT}), frozenset({LetterState.ISSUED})

LETTERS = TransitionTable(
    "thư",
    Move("edit", "Sửa", DRAFT, LetterState.DRAFT, "letter.draft"),
    Move("issue", "Ban hành", DRAFT, LetterState.ISSUED, "letter.issue"),
    Move("void", "Hủy nháp", DRAFT, LetterState.CANCELLED, "letter.draft"),
    Move("send", "Gửi", ISSUED, LetterState.SENT, "letter.send"),
)
