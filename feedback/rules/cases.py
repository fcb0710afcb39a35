"""Which moves a feedback case knows: (state, move) → state, with the permission that may.

A move without a target changes something else than the state: the due day, the verdict, who reads the answer.
``release`` and ``escalate`` are made by nightly duties, which nobody's permission opens.
"""

from core.transitions import Move, TransitionTable
from feedback.enums import CaseState

STAYS = ""


def _move(name: str, label: str, sources: tuple[str, ...], target: str, permission: str) -> Move:
    return Move(name, label, frozenset(str(source) for source in sources), str(target), permission)


RECEIVED, READY = CaseState.RECEIVED, CaseState.READY
RELEASED, ASSIGNED, ANSWERED = CaseState.RELEASED, CaseState.ASSIGNED, CaseState.ANSWERED
MERGED, HANDED, REFUSED = CaseState.MERGED, CaseState.HANDED, CaseState.REFUSED
SEALED = (RECEIVED, READY)
"""States in which no agency has read a word yet: the custodian's desk."""
WAITING = (RELEASED, ASSIGNED)
"""States in which the sender waits for an answer of the agency."""
ENDED = (ANSWERED, MERGED, HANDED, REFUSED)
"""States in which nobody is waited for; ``reopen`` and ``separate`` lead back from two of them."""
SHUT = (HANDED, REFUSED)
"""States in which nothing more is taken from the sender: there is no one here to read it."""

CASES = TransitionTable(
    "phản ánh",
    # The custodian's desk: sealed words.
    _move("ready", "Duyệt, chờ đợt gửi", (RECEIVED,), READY, "case.triage"),
    _move("unready", "Đọc lại", (READY,), RECEIVED, "case.triage"),
    _move("reseal", "Chuyển sang két kia", (RECEIVED,), STAYS, "case.triage"),
    _move("refuse", "Không tiếp nhận", SEALED, REFUSED, "case.refuse"),
    _move("hand_over", "Chuyển nơi có thẩm quyền", (*SEALED, *WAITING), HANDED, "case.hand_over"),
    _move("release", "Gửi cơ quan", (READY,), RELEASED, "case.release"),
    # The desk of agencies and Home Affairs: the redacted text.
    _move("assign", "Giao bộ phận", WAITING, ASSIGNED, "case.assign"),
    _move("answer", "Trả lời", WAITING, ANSWERED, "case.answer"),
    _move("supplement", "Trả lời bổ sung", (ANSWERED,), STAYS, "case.answer"),
    _move("extend", "Gia hạn", WAITING, STAYS, "case.extend"),
    _move("escalate", "Báo quá hạn", WAITING, STAYS, "case.escalate"),
    _move("merge", "Gộp vào phản ánh khác", WAITING, MERGED, "case.merge"),
    _move("separate", "Tách khỏi phản ánh đã gộp", (MERGED,), RELEASED, "case.merge"),
    _move("split", "Tách theo cơ quan", WAITING, STAYS, "case.split"),
    _move("verify", "Kết luận đúng hay không", (*WAITING, ANSWERED), STAYS, "case.verify"),
    _move("publish", "Công khai trả lời", (ANSWERED,), STAYS, "case.publish"),
    _move("unpublish", "Thôi công khai", (ANSWERED,), STAYS, "case.publish"),
    _move("reopen", "Mở lại để trả lời tiếp", (ANSWERED,), RELEASED, "case.reopen"),
)
"""What the sender says afterwards (solved or not, a mark, a further message) moves nothing by itself: Home
Affairs reads a "not solved" and reopens, so nobody keeps a case going for ever by a button."""
