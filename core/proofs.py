"""What can be proved of the stored data: apps declare provers once, ``verify_chain`` runs them all."""

from collections.abc import Callable
from typing import NamedTuple


class Proof(NamedTuple):
    """What a prover found: one sentence where all is well, and each problem in words, where not."""

    sentence: str
    problems: tuple[str, ...] = ()


Prover = Callable[[], Proof]

_PROVERS: dict[str, tuple[str, Prover]] = {}


def prover(name: str, label: str) -> Callable[[Prover], Prover]:
    """Declare what proves ``name``; ``label`` is Vietnamese. Raises ValueError if it is declared already."""

    def register(prove: Prover) -> Prover:
        if name in _PROVERS:
            raise ValueError(f"prover {name!r} is declared twice")
        _PROVERS[name] = (label, prove)
        return prove

    return register


def provers() -> dict[str, tuple[str, Prover]]:
    """Every prover with its label, in order of declaration."""
    return dict(_PROVERS)
