"""Speed and size of the page that records without network, on a slow phone: a processor four times slower.

Chromium with the built app against gunicorn with the trial's settings on SQLite. A start from cold without
network, what the page weighs in all, how soon a tap shows, and a whole visit over a line of 50 KB a second.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMITS = {
    "offline_usable_ms": 2_000,
    "offline_bytes": 300_000,
    "offline_tap_p95_ms": 100,
    "offline_longest_request_s": 60,
    "offline_missing": 0,
}
"""The most each figure may be."""


def run() -> dict[str, float]:
    """Measure, print each figure beside its limit, return the figures."""
    with tempfile.TemporaryDirectory(prefix="vhcv-speed-offline-") as folder:
        env = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
            "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial",
            "PORTAL_VAR_DIR": folder,
            "MEDIA_ROOT": f"{folder}/media",
            "SECRET_KEY": "only for this measurement, and long enough to be taken for a key by all checks",
            "PORTAL_ENV_FILE": os.devnull,
            "LOG_LEVEL": "ERROR",
        }
        for words in (["manage.py", "migrate", "--verbosity", "0"], ["-m", "bench.offline_speed"]):
            subprocess.run([sys.executable, *words], cwd=ROOT, env=env, check=True)
        figures: dict[str, float] = json.loads((Path(folder) / "figures.json").read_text())
    for name, value in figures.items():
        limit = LIMITS.get(name)
        verdict = "" if limit is None else f"at most {limit:<8} {'met' if value <= limit else 'NOT MET'}"
        print(f"{name:<28} {value:12.1f}   {verdict}")
    return figures
