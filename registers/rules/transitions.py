"""Which moves an entry knows: (state, move) → state, with the permission that may."""

from core.transitions import Move, TransitionTable
from registers.enums import EntryState


def _move(name: str, label: str, sources: tuple[str, ...], target: str, permission: str) -> Move:
    return Move(name, label, frozenset(str(source) for source in sources), str(target), permission)


DECLARED, VERIFIED = EntryState.DECLARED, EntryState.VERIFIED
REFUSED, WITHDRAWN = EntryState.REFUSED, EntryState.WITHDRAWN

ENTRIES = TransitionTable(
    "mục trong sổ",
    _move("edit", "Sửa và khai lại", (DECLARED, REFUSED), DECLARED, "register.edit"),
    _move("verify", "Xác nhận", (DECLARED,), VERIFIED, "register.verify"),
    _move("refuse", "Chưa chấp nhận", (DECLARED,), REFUSED, "register.verify"),
    _move("withdraw", "Rút lại", (DECLARED, REFUSED), WITHDRAWN, "register.edit"),
    _move("annul", "Hủy xác nhận", (VERIFIED,), WITHDRAWN, "register.verify"),
)
"""What was verified is no longer the agency's to change: the inspectorate annuls it, with its reason."""
