"""Where an agency stands: its path from the root, and the rated agency it counts in (clause S12)."""

from dataclasses import dataclass

from agencies.rules.comparison import RATED_KINDS

PATH_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the tree: the path "/1/12/40/", and the nearest rated agency on it or None."""

    path: str
    rated_agency_id: int | None


def place_under(agency_id: int, kind: str, above: Place | None) -> Place:
    """The place of an agency of ``kind`` under ``above`` (None: at the root).

    Raises ValueError when the agency would stand under itself or deeper than a path can tell.
    """
    path = f"{above.path if above else '/'}{agency_id}/"
    if above and f"/{agency_id}/" in above.path:
        raise ValueError(f"agency {agency_id} would stand under itself: {path}")
    if len(path) > PATH_LIMIT:
        raise ValueError(f"agency {agency_id} stands too deep: {path}")
    if kind in RATED_KINDS:
        return Place(path, agency_id)
    return Place(path, above.rated_agency_id if above else None)
