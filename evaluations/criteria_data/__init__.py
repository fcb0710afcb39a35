"""The criteria sets shipped with the portal: one folder per set, ``set.json`` and ``criteria.csv``."""

from importlib.resources import files

from evaluations.rules.set_definition import SetDefinition, parse_set

SHIPPED = ("qd1847_2018", "nd335_2025", "tt01_2018")
"""Folders of the shipped sets; the first one scores, the others are for comparison."""

FRAMEWORKS = ("nd335_2025_diem", "nd233_2026", "bieu_tru_25")
"""Folders of further sets that score: frameworks a province may load when it wants them."""


def shipped_set(name: str) -> SetDefinition:
    """A shipped set as its files tell it. Raises KeyError for a set that is not shipped."""
    if name not in SHIPPED + FRAMEWORKS:
        raise KeyError(name)
    folder = files(__name__) / name
    return parse_set((folder / "set.json").read_bytes(), (folder / "criteria.csv").read_bytes())
