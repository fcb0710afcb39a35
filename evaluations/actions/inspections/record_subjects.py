"""The records of one subject read and merged, with the state of each written where it changed."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from uuid import UUID

from evaluations.enums import RecordState
from evaluations.models import CaptureRecord
from evaluations.rules.capture.clocks import corrected, corrected_start
from evaluations.rules.capture.contents import Content, Finish, Start
from evaluations.rules.capture.merging import Merged, Node, merge
from evaluations.rules.capture.reading import Unreadable
from evaluations.rules.capture.schema import read_kept, value_of

WAITS = "Đã giữ; chờ bản ghi trước nó được gửi đến."
DISAGREES = "Có số khác của người khác trong đoàn; cả hai được giữ, cần một người chọn."
REASONS = {RecordState.HELD: WAITS, RecordState.CONFLICT: DISAGREES}
Judge = Callable[[CaptureRecord, Content], str]
"""What is wrong with a record that can be read, "" for nothing."""


@dataclass
class Subject:
    """The records of one subject merged, with what each says and why one is refused."""

    rows: list[CaptureRecord]
    contents: dict[UUID, Content] = field(default_factory=dict)
    troubles: dict[UUID, str] = field(default_factory=dict)

    def merged(self) -> Merged:
        """What stands, and the state of each record."""
        return merge(self._node(row) for row in self.rows)

    def moved(self, merged: Merged) -> list[CaptureRecord]:
        """The records whose state or reason changed, with the new ones."""
        return [row for row in self.rows if self._moves(row, merged.states[row.pk])]

    def standing(self, merged: Merged) -> CaptureRecord | None:
        """The record whose value stands."""
        return next((row for row in self.rows if row.pk == merged.standing), None)

    def _node(self, row: CaptureRecord) -> Node:
        content = self.contents.get(row.pk)
        return Node(
            row.pk,
            tuple(UUID(one) for one in row.previous),
            row.captured_at,
            value_of(content) if content is not None else "",
            is_valid=row.pk not in self.troubles,
        )

    def _moves(self, row: CaptureRecord, state: RecordState) -> bool:
        reason = (self.troubles.get(row.pk) or REASONS.get(state, ""))[:300]
        if (row.state, row.reason) == (state, reason):
            return False
        row.state, row.reason = state, reason
        return True


def read_subject(rows: list[CaptureRecord], trouble: Judge) -> Subject:
    """Read every record of a subject; ``trouble`` says what is wrong with one that can be read."""
    subject = Subject(rows)
    for row in rows:
        try:
            content = by_server_clock(row, read_kept(row.kind, row.content))
        except Unreadable as error:
            # What could not be read at receipt has kept no content, but its reason.
            subject.troubles[row.pk] = row.reason or str(error)
            continue
        subject.contents[row.pk] = content
        if words := trouble(row, content):
            subject.troubles[row.pk] = words
    return subject


def write_states(rows: Iterable[CaptureRecord]) -> None:
    """Write the states of records, one statement for each state and reason."""
    groups: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    for row in rows:
        groups[row.state, row.reason].append(row.pk)
    for (state, reason), ids in groups.items():
        CaptureRecord.objects.filter(pk__in=ids).update(state=state, reason=reason)


def by_server_clock(row: CaptureRecord, content: Content) -> Content:
    """A start and an end as they were by the server's clock; everything else as it was said."""
    drift = timedelta(milliseconds=row.drift_ms)
    if isinstance(content, Start):
        return corrected_start(content, drift, row.received_at)
    if isinstance(content, Finish):
        return replace(content, ended_at=corrected(content.ended_at, drift, row.received_at))
    return content
