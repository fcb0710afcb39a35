"""Reads which module imports which, and says what goes against the direction (DESIGN, section 2).

Between apps: ``vhcv_portal → reporting → evaluations → feedback → registers → agencies → core``, each may
use those to its right. Inside an app: ``enums ← rules ← models ← access ← gather ← actions ← the doors``,
where the doors (views, forms, api, tasks, commands) may use all of these, and of one another only forms.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

APPS = ("core", "agencies", "registers", "feedback", "evaluations", "reporting", "vhcv_portal")
ROOMS = ("enums", "rules", "models", "access", "gather", "actions")
DOORS = ("views", "forms", "api", "tasks", "management", "urls", "admin")
# The rules compute: they know nothing of the database, settings, translation or requests.
FORBIDDEN_TO_RULES = (
    "django.db",
    "django.conf",
    "django.http",
    "django.utils.translation",
    "django.utils.timezone",
)


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement: who, what, where."""

    importer: str
    imported: str
    path: Path
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.importer} imports {self.imported}"


def imports_of(root: Path) -> Iterator[Import]:
    """Every import under the apps of ``root``, at module level or deferred; tests and migrations apart."""
    for app in APPS:
        for path in sorted((root / app).rglob("*.py")):
            relative = path.relative_to(root)
            if not {"tests", "migrations"} & set(relative.parts):
                yield from _imports_in(path, relative)


def _imports_in(path: Path, relative: Path) -> Iterator[Import]:
    """The imports of one file; what ``from a import b`` may name as a module is given as ``a.b``."""
    importer = ".".join(relative.with_suffix("").parts).removesuffix(".__init__")
    package = importer if path.name == "__init__.py" else importer.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(importer, alias.name, relative, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(node, package)
            for alias in node.names:
                yield Import(importer, f"{base}.{alias.name}", relative, node.lineno)


def _absolute(node: ast.ImportFrom, package: str) -> str:
    """The full name of the module in ``from … import``."""
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    parts = parts[: len(parts) - node.level + 1]
    return ".".join([*parts, node.module] if node.module else parts)


def offence(found: Import) -> str | None:
    """Why this import goes against the direction, or None."""
    mine, theirs = found.importer.split("."), found.imported.split(".")
    if len(mine) > 1 and mine[1] == "rules" and found.imported.startswith(FORBIDDEN_TO_RULES):
        return "rules only compute"
    if theirs[0] not in APPS:
        return "the portal imports neither tests nor bench" if theirs[0] in ("tests", "bench") else None
    if theirs[0] != mine[0]:
        return None if APPS.index(theirs[0]) < APPS.index(mine[0]) else "against the direction of the apps"
    if mine[0] == "vhcv_portal" or len(mine) < 2 or len(theirs) < 2:
        return None
    return _offence_between_rooms(mine[1], theirs[1])


def _offence_between_rooms(mine: str, theirs: str) -> str | None:
    """The same inside one app; files that are no room (core's tools, an app's data) stand below all."""
    if mine == theirs or theirs not in ROOMS + DOORS:
        return None
    if mine in DOORS:
        within = theirs in ROOMS or theirs == "forms" or mine == "urls"
        return None if within else "one door imports another"
    if theirs in DOORS:
        return "a room imports a door" if mine in ROOMS else None
    if mine in ROOMS and ROOMS.index(theirs) > ROOMS.index(mine):
        return "against the direction of the rooms"
    return None


def offences(root: Path) -> list[str]:
    """Every import against the direction under ``root``, with its place and the reason."""
    return [f"{found}: {why}" for found in imports_of(root) if (why := offence(found))]
