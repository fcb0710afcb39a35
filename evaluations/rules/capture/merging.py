"""How records of several people about one thing become one value; nothing is summed and nobody overwrites.

Records of one subject form a graph: each names those that it replaces (``previous``), because whoever made
it had seen them. Every order of arrival, and every repetition, gives the same end state.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from evaluations.enums import RecordState


@dataclass(frozen=True, slots=True)
class Node:
    """One record of a subject. ``value`` is compared, so that two who wrote the same do not disagree.

    ``is_valid``: its content may stand; one that may not is kept but replaces nothing.
    """

    id: UUID
    previous: tuple[UUID, ...]
    captured_at: datetime
    value: str
    is_valid: bool = True


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of the records of one subject.

    ``heads`` are those that nobody replaces, earliest first by (captured_at, id); the first one stands until
    a person has chosen. ``states`` names every record.
    """

    states: Mapping[UUID, RecordState]
    heads: tuple[UUID, ...]
    conflict: bool

    @property
    def standing(self) -> UUID | None:
        """The record whose value stands, None while there is none."""
        return self.heads[0] if self.heads else None


def merge(records: Iterable[Node]) -> Merged:
    """The state of each record of one subject and what stands; a repeated record counts once."""
    nodes = {node.id: node for node in records}
    complete = _complete(nodes)
    counted = [node for node in complete.values() if node.is_valid]
    replaced = _replaced(counted, complete)
    heads = sorted(
        (node for node in counted if node.id not in replaced),
        key=lambda node: (node.captured_at, str(node.id)),
    )
    conflict = len({node.value for node in heads}) > 1
    states = {node.id: _state(node, complete, replaced, conflict=conflict) for node in nodes.values()}
    return Merged(states, tuple(node.id for node in heads), conflict)


def _complete(nodes: Mapping[UUID, Node]) -> dict[UUID, Node]:
    """Those whose every predecessor has come, and theirs; a circle is never complete."""
    complete: dict[UUID, Node] = {}
    waiting = list(nodes.values())
    while waiting:
        ready = [node for node in waiting if all(one in complete for one in node.previous)]
        if not ready:
            break
        complete.update((node.id, node) for node in ready)
        waiting = [node for node in waiting if node.id not in complete]
    return complete


def _replaced(counted: Iterable[Node], complete: Mapping[UUID, Node]) -> set[UUID]:
    """Everything that a counted record replaces, at any distance."""
    replaced: set[UUID] = set()
    to_visit = [one for node in counted for one in node.previous]
    while to_visit:
        one = to_visit.pop()
        if one not in replaced:
            replaced.add(one)
            to_visit += complete[one].previous
    return replaced


def _state(node: Node, complete: Mapping[UUID, Node], replaced: set[UUID], *, conflict: bool) -> RecordState:
    if not node.is_valid:
        return RecordState.REFUSED
    if node.id not in complete:
        return RecordState.HELD
    if node.id in replaced:
        return RecordState.SUPERSEDED
    return RecordState.CONFLICT if conflict else RecordState.APPLIED
