"""What people do with scenarios; nothing here touches a figure."""

from reporting.actions.scenarios import delete_scenario, make_scenario, recompute_scenario

__all__ = ["delete_scenario", "make_scenario", "recompute_scenario"]
