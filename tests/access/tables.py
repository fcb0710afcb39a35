"""The two tables: what each persona may do with each object, and which address does it."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
PERSONAS = (
    "anonymous",
    "disabled",
    "officer",
    "colleague",
    "unit_head",
    "other_unit_head",
    "head",
    "other_head",
    "stranger",
    "inspector",
    "admin",
    "custodian",
    "leader",
    "operator",
)
VERDICTS = {
    "yes": "the status of success that the route names",
    "login": "302 to the login page",
    "away": "302 to another page",
    "403": "seen, but not allowed",
    "404": "not there, as for a made-up id",
    "409": "not now, with the reason",
}


@dataclass(frozen=True, slots=True)
class Route:
    """One address and method, with the object and action that the matrix judges."""

    name: str
    method: str
    object: str
    action: str
    ok: int

    def __str__(self) -> str:
        return f"{self.name}-{self.method}-{self.object}".replace(" ", "_")


@lru_cache(maxsize=1)
def matrix() -> dict[tuple[str, str], dict[str, str]]:
    """(object, action) → persona → verdict; a cell left out or misspelt is an error."""
    table: dict[tuple[str, str], dict[str, str]] = {}
    for row in _rows("matrix.csv"):
        key = (row["object"], row["action"])
        assert key not in table, f"{key} stands twice in matrix.csv"
        cells = {persona: row[persona] for persona in PERSONAS}
        wrong = {persona: cell for persona, cell in cells.items() if cell not in VERDICTS}
        assert not wrong, f"{key}: {wrong}"
        table[key] = cells
    return table


@lru_cache(maxsize=1)
def routes() -> list[Route]:
    """Every row of routes.csv."""
    return [
        Route(row["route"], row["method"], row["object"], row["action"], int(row["ok"]))
        for row in _rows("routes.csv")
    ]


@lru_cache(maxsize=1)
def public() -> dict[str, str]:
    """The names of the views that need no login, each with the reason."""
    return {row["route"]: row["reason"] for row in _rows("public.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
