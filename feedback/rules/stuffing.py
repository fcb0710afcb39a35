"""When ratings look stuffed (RELIABILITY T19, T20, G19, G20): caps per source, bursts, swollen days.

A source is a device behind an address, as far as a day's mark tells, and that is not far: Chrome on Android
names every telephone alike, so most of a hall behind one Wi-Fi is one source. A source past its cap is
therefore believed as long as the counter gets no more than on an ordinary day, or where the sources within
their caps overfill the day without it; else it is set aside, never refused, until the hard cap. Ratings with
a proven visit are not asked for here at all.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from ipaddress import IPv6Address, ip_address

from core.clock import VIETNAM
from feedback.enums import RatingChannel, StuffingPattern

WINDOW_MINUTES = 10
WINDOWS_A_DAY = 24 * 60 // WINDOW_MINUTES
OPEN_WINDOWS = 8 * 60 // WINDOW_MINUTES
"""Ten-minute windows in eight hours at the counter: a day's usual number is spread over these."""
AGENT_SIGNS = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """How many ratings a day are believed (settings ``FLOOD_*``).

    ``source_soft`` of one source at one counter, ``kiosk_soft`` where the source is a machine on the spot,
    ``source_hard`` where nothing more is taken; ``burst_floor`` of all sources of a counter in ten minutes
    and ``day_floor`` in a day, however little the counter usually gets; ``times`` what it usually gets is
    believed as well. A day is ordinary up to half as much again as usual and ``slack`` more.
    """

    source_soft: int = 20
    kiosk_soft: int = 60
    source_hard: int = 200
    burst_floor: int = 30
    day_floor: int = 150
    times: int = 5
    slack: int = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """Unproven ratings of a counter today: of this source, in this window, in all, and the usual daily mean.

    Window and day leave out sources past their own cap, and the day leaves out bursts, so that neither one
    telephone nor ten wild minutes push a whole day aside; ``in_all`` leaves out none, ``light`` counts the
    other sources that are within their cap.
    ``usual`` is None where the counter has no days to compare with.
    """

    of_source: int
    in_window: int
    in_day: int
    in_all: int
    usual: Decimal | None = None
    light: int = 0


def window_of(at: datetime) -> int:
    """The ten minutes of the day in Vietnam, 0–143."""
    local = at.astimezone(VIETNAM)
    return (local.hour * 60 + local.minute) // WINDOW_MINUTES


def source_words(address: str, agent: str) -> str:
    """What makes a source: the address, of IPv6 the network of one household (/64), and the browser's name.

    Where the address cannot be read, the browser's name alone.
    """
    try:
        known = ip_address(address.strip())
    except ValueError:
        return f"? {agent[:AGENT_SIGNS]}"
    if isinstance(known, IPv6Address) and known.ipv4_mapped is not None:
        known = known.ipv4_mapped
    network = int(known) >> 64 if isinstance(known, IPv6Address) else int(known)
    return f"{known.version}:{network:x} {agent[:AGENT_SIGNS]}"


def is_refused(of_source: int, limits: Limits, usual: Decimal | None) -> bool:
    """Whether a source that sent so many ratings to a counter today is sent away (HTTP 429).

    Never below what the counter gets from everybody on an ordinary day.
    """
    return of_source >= max(limits.source_hard, ordinary_day(limits, usual))


def source_limit(limits: Limits, channel: str, usual: Decimal | None) -> int:
    """How many ratings of one source are believed: the cap, or half of what the counter usually gets a day.

    It is asked only on a day fuller than an ordinary one: see ``ordinary_day``.
    """
    cap = limits.kiosk_soft if channel == RatingChannel.KIOSK else limits.source_soft
    return max(cap, _up((usual or Decimal(0)) / 2))


def ordinary_day(limits: Limits, usual: Decimal | None) -> int:
    """Up to how many ratings of all sources a counter's day is nothing out of the ordinary.

    Half as much again as usual, because Mondays are fuller; without days to compare with, one source's cap.
    """
    if usual is None:
        return limits.source_soft
    return max(limits.source_soft, _up(usual * 3 / 2) + limits.slack)


def burst_limit(limits: Limits, usual: Decimal | None) -> int:
    """How many in ten minutes are believed: the floor, or five times the counter's usual window.

    Thirty in ten minutes is one each twenty seconds, more than one counter can serve; a code that stands for
    a whole hall has a usual number that lifts it.
    """
    return max(limits.burst_floor, _up(limits.times * (usual or Decimal(0)) / OPEN_WINDOWS))


def day_limit(limits: Limits, usual: Decimal | None) -> int:
    """How many in a day are believed: the floor, or five times the usual day.

    It finds whoever drips slowly under names that change; 150 is a person every three minutes for a day.
    """
    return max(limits.day_floor, _up(limits.times * (usual or Decimal(0))))


def is_swollen(in_all: int, light: int, limits: Limits, usual: Decimal | None) -> bool:
    """Whether sources past their cap make the day fuller than an ordinary one.

    Not they where the others (``light``) overfill it by themselves: else a crowd of telephones, each within
    its cap, would push an honest hall's one source aside.
    """
    ordinary = ordinary_day(limits, usual)
    return light <= ordinary < in_all


@dataclass(frozen=True, slots=True)
class Beyond:
    """Which pattern sets the newest rating aside, and by how many its limit is passed (1: just now)."""

    pattern: StuffingPattern
    by: int


def may_exceed(seen: Seen, limits: Limits) -> bool:
    """Whether any floor is passed, so that it is worth asking what the counter usually gets."""
    return (
        seen.of_source > limits.source_soft
        or seen.in_window > limits.burst_floor
        or seen.in_day > limits.day_floor
    )


def beyond(seen: Seen, limits: Limits, channel: str) -> Beyond | None:
    """What sets the newest rating aside, it being counted in ``seen``; the narrowest pattern comes first."""
    of_source = seen.of_source - source_limit(limits, channel, seen.usual)
    if not is_swollen(seen.in_all, seen.light, limits, seen.usual):
        of_source = 0
    passed = (
        (StuffingPattern.SOURCE, of_source),
        (StuffingPattern.BURST, seen.in_window - burst_limit(limits, seen.usual)),
        (StuffingPattern.DAY, seen.in_day - day_limit(limits, seen.usual)),
    )
    return next((Beyond(pattern, by) for pattern, by in passed if by > 0), None)


def _up(value: Decimal) -> int:
    return int(value.to_integral_value(ROUND_CEILING))
