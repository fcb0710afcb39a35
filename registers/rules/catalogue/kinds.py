"""The words in which a register is described."""

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """What a typed field of an entry holds; days are kept as ISO text, ticks as true or false."""

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    INTEGER = "integer"
    CHOICE = "choice"
    TICK = "tick"
    ENTRY = "entry"


class Scope(StrEnum):
    """Whom one entry is about: the whole agency, one of its units (or the whole), or one person."""

    AGENCY = "agency"
    UNIT = "unit"
    PERSON = "person"


class Evidence(StrEnum):
    """Whether an entry can be verified without a file: with ``ADVISED`` the verifier writes what was seen."""

    NEEDED = "needed"
    ADVISED = "advised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One typed field. ``least``/``most`` bound whole numbers; ``of`` is the register an ENTRY points to."""

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    least: int = 0
    most: int = 1_000_000
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Of two fields the first may not be above (or, for days, after) the second."""

    small: str
    large: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register: what is entered, for whom, which criteria it feeds, how, and on what proof.

    ``once`` names what makes an entry the same thing again (``year``, ``agency``, ``unit``, ``staff`` or
    typed fields): a second live one is refused. ``standing`` entries count from their day until they end,
    the others in their own year; ``monthly`` ones only in their month. ``people`` is the heading of a list
    of people, if an entry has one. ``private`` ones name breaches of persons (K1).
    """

    code: str
    slug: str
    label: str
    lead: str
    criteria: tuple[str, ...]
    counted: str
    evidence_words: str
    source: str
    group: str
    scope: Scope = Scope.AGENCY
    evidence: Evidence = Evidence.ADVISED
    fields: tuple[Field, ...] = ()
    orders: tuple[Order, ...] = ()
    title_label: str = ""
    auto_title: str = ""
    suggested_title: str = ""
    number_label: str = "Số, ký hiệu văn bản"
    number_required: bool = False
    day_label: str = "Ngày ban hành"
    advice: str = ""
    people: str = ""
    once: tuple[str, ...] = ()
    standing: bool = False
    monthly: bool = False
    private: bool = False

    def field(self, name: str) -> Field:
        """The typed field of that name; raises KeyError."""
        for one in self.fields:
            if one.name == name:
                return one
        raise KeyError(name)
