"""Permissions asked by dotted name: ``may(user, "inspection.conclude", inspection)``.

Each app declares its permissions once with ``@permission``; the answer is a verdict with a reason
that a person may read. What is not declared is an error, never a silent yes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.errors import AccessRefused


@dataclass(frozen=True, slots=True)
class Allowed:
    """The act is permitted."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """The act is not permitted; ``reason`` is a Vietnamese sentence for the person."""

    reason: str

    def __bool__(self) -> bool:
        return False


Verdict = Allowed | Denied
Judge = Callable[[Any, Any], Verdict]

_JUDGES: dict[str, tuple[str, Judge]] = {}


def permission(name: str, label: str) -> Callable[[Judge], Judge]:
    """Declare who may do ``name``; the decorated function takes (user, object) and gives a verdict."""

    def register(judge: Judge) -> Judge:
        if name in _JUDGES:
            raise ValueError(f"permission {name!r} is declared twice")
        _JUDGES[name] = (label, judge)
        return judge

    return register


def permissions() -> dict[str, str]:
    """Every declared permission with its Vietnamese label."""
    return {name: label for name, (label, _judge) in sorted(_JUDGES.items())}


def may(user: Any, name: str, obj: Any = None) -> Verdict:
    """Whether ``user`` may do ``name`` with ``obj``; raises KeyError for an undeclared name."""
    if not getattr(user, "is_active", False):
        return Denied("Tài khoản đã bị khóa.")
    return _JUDGES[name][1](user, obj)


def require(user: Any, name: str, obj: Any = None) -> None:
    """Raise AccessRefused (HTTP 403) with the reason unless ``user`` may do ``name`` with ``obj``."""
    verdict = may(user, name, obj)
    if isinstance(verdict, Denied):
        raise AccessRefused(verdict.reason)
