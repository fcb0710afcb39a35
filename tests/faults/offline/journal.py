"""What the driver knows of one visit by itself, written before phone or server are believed."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Written:
    """One record that the phone called kept; ``photo`` is the digest of a photograph's bytes."""

    id: str
    sha256: str
    kind: str
    subject: str
    content: dict[str, Any]
    photo: str = ""


@dataclass
class Journal:
    """``kept``: what the phone called kept. ``begun``: what it was told and did not live to answer."""

    kept: dict[str, Written] = field(default_factory=dict)
    begun: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    disputed: set[str] = field(default_factory=set)
    """Criteria that a colleague wrote as well and nobody has chosen between."""

    def keep(self, written: Written) -> None:
        """The phone says that it has it."""
        self.kept[written.id] = written

    @property
    def photos(self) -> dict[str, Written]:
        """The photographs by id."""
        return {one.id: one for one in self.kept.values() if one.photo}

    def last(self) -> dict[str, list[dict[str, Any]]]:
        """By criterion the value that must stand; several where a record may or may not have been kept."""
        values: dict[str, list[dict[str, Any]]] = {}
        for one in self.kept.values():
            if one.kind == "observation":
                values[one.subject] = [one.content]
        for subject, content in self.begun:
            if subject in values:
                values[subject].append(content)
        return values
