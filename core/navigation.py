"""The primary navigation: each app registers its entries once, in its ``navigation.py``.

``register(label="Cơ quan", url_name="agencies:list", icon="building-2", order=20)`` is all an app
writes; the base layout shows the entries that the signed-in person may use, in order.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.module_loading import autodiscover_modules

Permission = Callable[[Any], bool]


def anyone_signed_in(user: Any) -> bool:
    """The default permission of an entry: every person who is signed in."""
    return bool(user.is_authenticated)


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as an app declares it; lower ``order`` stands further left."""

    label: str
    url_name: str
    icon: str
    order: int
    permission: Permission


@dataclass(frozen=True, slots=True)
class Item:
    """One entry as the layout draws it; ``active`` marks where the reader is."""

    label: str
    url: str
    icon: str
    active: bool


_ENTRIES: dict[str, Entry] = {}


def register(
    *,
    label: str,
    url_name: str,
    icon: str,
    order: int,
    permission: Permission = anyone_signed_in,
) -> None:
    """Add an entry (a Lucide ``icon`` name, a ``url_name`` without arguments).

    Raises ValueError when another entry already leads to the same ``url_name``.
    """
    entry = Entry(label, url_name, icon, order, permission)
    if _ENTRIES.setdefault(url_name, entry) != entry:
        raise ValueError(f"navigation entry {url_name!r} is registered twice")


@lru_cache(maxsize=1)
def _discover() -> None:
    """Import every app's ``navigation`` module, once per process."""
    autodiscover_modules("navigation")


def entries() -> list[Entry]:
    """Every registered entry, by order and then label."""
    _discover()
    return sorted(_ENTRIES.values(), key=lambda entry: (entry.order, entry.label))


def items_for(request: HttpRequest) -> list[Item]:
    """The entries that ``request.user`` may use; the one with the longest matching address is active.

    A visitor has none, so a permission is only ever asked about somebody who is signed in.
    """
    user = request.user
    if not user.is_authenticated:
        return []
    allowed = [(entry, _address(entry.url_name)) for entry in entries() if entry.permission(user)]
    here = _best_match(request.path, [url for _entry, url in allowed])
    return [Item(entry.label, url, entry.icon, url == here) for entry, url in allowed]


@lru_cache(maxsize=256)
def _address(url_name: str) -> str:
    """The address of an entry; every page asks for all of them."""
    return reverse(url_name)


def split(items: list[Item], places: int) -> tuple[list[Item], list[Item]]:
    """The entries of a bar with so many places, and those for its menu "Thêm", which itself takes one.

    The entry where the reader is always stands in the bar: from the menu it comes into the last place.
    """
    if len(items) <= places:
        return items, []
    shown = items[: places - 1]
    here = next((item for item in items[places - 1 :] if item.active), None)
    shown = [*shown[:-1], here] if here and shown else shown
    return shown, [item for item in items if item not in shown]


def _best_match(path: str, urls: list[str]) -> str | None:
    """The longest of ``urls`` that begins ``path``; "/" only matches itself."""
    matching = [url for url in urls if path == url or (url != "/" and path.startswith(url))]
    return max(matching, key=len, default=None)
