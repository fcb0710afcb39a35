"""Where the registers stand in the navigation."""

from typing import Any

from core.access import may
from core.navigation import register


def _opens(user: Any) -> bool:
    return bool(may(user, "register.home"))


register(label="Sổ theo dõi", url_name="register_home", icon="notebook-tabs", order=34, permission=_opens)
register(label="Mô hình hay", url_name="practice_list", icon="lightbulb", order=52)
