"""Publishing the shipped criteria sets for the demonstration, their contradictions read and said aloud."""

from collections.abc import Callable
from datetime import datetime

from evaluations.actions.publish_criteria_set import publish_criteria_set
from evaluations.criteria_data import SHIPPED, shipped_set
from evaluations.models import CriteriaSet
from evaluations.rules.set_check import check_set


def publish_shipped_sets(*, at: datetime, say: Callable[[str], None]) -> CriteriaSet:
    """Publish every shipped set and return the scoring one.

    Contradictions are accepted only in sets that serve for comparison; each is said, kept with the set and
    in the audit trail. The scoring set is published last: the newest one is pinned by new periods.
    """
    scoring, *others = SHIPPED
    for name in others:
        definition = shipped_set(name)
        found = check_set(definition)
        if found:
            say(f"Bộ đối chiếu {definition.code}: {len(found)} mâu thuẫn trong biểu gốc, giữ nguyên:")
        for one in found:
            say(f"  – {one.location}: {one.sentence}")
        accepted = frozenset(f"{one.code}:{one.location}" for one in found)
        publish_criteria_set(definition=definition, accepted=accepted, actor=None, at=at)
    return publish_criteria_set(definition=shipped_set(scoring), accepted=frozenset(), actor=None, at=at)
