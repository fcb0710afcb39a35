"""States as data: a table of moves, each with its source states, target and permission."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.errors import Refused


class TransitionRefused(Refused):
    """The thing is not in a state from which this move starts."""


@dataclass(frozen=True, slots=True)
class Move:
    """One row of a table: from any of ``sources`` to ``target`` for whoever holds ``permission``.

    A move whose ``target`` is empty leaves the thing in the state where it is.
    """

    name: str
    label: str
    sources: frozenset[str]
    target: str
    permission: str


class TransitionTable:
    """The moves of one kind of thing; pages ask it which buttons exist."""

    def __init__(self, subject: str, *moves: Move) -> None:
        self.subject = subject
        self._moves: Mapping[str, Move] = {move.name: move for move in moves}
        if len(self._moves) != len(moves):
            raise ValueError(f"two moves of {subject} have one name")

    def __iter__(self) -> Iterator[Move]:
        return iter(self._moves.values())

    def leaving(self, state: str) -> list[Move]:
        """The moves that start from ``state``, in the order of the table."""
        return [move for move in self._moves.values() if state in move.sources]

    def target(self, state: str, name: str) -> str:
        """The state after move ``name`` from ``state``; raises TransitionRefused where none starts."""
        move = self._moves[name]
        if state not in move.sources:
            raise TransitionRefused(
                f"Không thể “{move.label}” khi {self.subject} đang ở trạng thái hiện tại."
            )
        return move.target or state

    def permission(self, name: str) -> str:
        """The permission that move ``name`` asks for."""
        return self._moves[name].permission
