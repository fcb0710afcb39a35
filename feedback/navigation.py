"""Where counters stand in the navigation."""

from typing import Any

from core.access import may
from core.navigation import register


def _may_see_counters(user: Any) -> bool:
    return bool(may(user, "counter.list"))


register(
    label="Quầy tiếp nhận", url_name="counter_list", icon="qr-code", order=60, permission=_may_see_counters
)
