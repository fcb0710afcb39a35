"""Who carries on the work of agencies that ended, through as many reorganisations as there were."""

from collections.abc import Iterable, Mapping


def heirs(agency_id: int, successors: Mapping[int, Iterable[int]], living: frozenset[int]) -> tuple[int, ...]:
    """The living agencies that took over from ``agency_id``, nearest first; none for a living one.

    ``successors`` maps an agency to those that took over from it. An agency that gave up only a function
    and lives on is its own heir, so nothing is followed beyond a living agency.
    """
    if agency_id in living:
        return ()
    found: dict[int, None] = {}
    seen = {agency_id}
    waiting = [agency_id]
    while waiting:
        for heir in successors.get(waiting.pop(0), ()):
            if heir in living:
                found[heir] = None
            elif heir not in seen:
                seen.add(heir)
                waiting.append(heir)
    return tuple(found)
