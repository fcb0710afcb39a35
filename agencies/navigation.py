"""Where agencies, people and roles stand in the navigation."""

from typing import Any

from core.access import may
from core.navigation import register

register(label="Cơ quan", url_name="agency_tree", icon="building-2", order=50)


def _may_find_people(user: Any) -> bool:
    return bool(may(user, "person.list"))


def _may_see_roles(user: Any) -> bool:
    return bool(may(user, "role.list"))


def _may_see_jobs(user: Any) -> bool:
    return bool(may(user, "jobs.read"))


register(label="Cán bộ", url_name="person_list", icon="users", order=55, permission=_may_find_people)
register(label="Vai trò", url_name="role_list", icon="key-round", order=90, permission=_may_see_roles)
register(label="Tác vụ nền", url_name="job_list", icon="cog", order=95, permission=_may_see_jobs)
