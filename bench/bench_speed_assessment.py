"""How long the month's self-assessment takes on a phone, and what its pages weigh (FEATURES 57).

What is measured: Chromium with a phone's screen and a processor four times slower, against gunicorn with the
trial's settings on SQLite, fills in the form of the shipped set from the first question to the receipt, as a
member of staff at a counter, one without, and a head of a division. Each tap is timed from the press until
the next question has come to rest under the thumb (the page scrolls by itself), the opening from the link
until the page is ready, the submission from the press until the receipt; drafts are saved along the way.

What is modelled, since no people are here:

* reading at 370 syllables a minute, every statement, every group and the note on top once. A Vietnamese
  syllable stands alone between blanks, so they are counted on the page. 370 is the mean of 17 languages read
  aloud (IReST, Trauzettel-Klosinski & Dietz 2012); Vietnamese itself is spoken at about 5.2 a second, 313 a
  minute (Pellegrino et al. 2011), and silent reading is 1.3 times as fast as reading aloud (Brysbaert 2019),
  which would give 407;
* a thumb by Fitts' law, 0.2 + 0.12 × log2(D / W + 1) seconds, from where it last tapped to the middle of the
  choice (coefficients of the order that studies of touch report).

Nobody is given time to hesitate. Beside it are printed a slow reader (250 syllables a minute), 1.35 s of
thought for every question (the M of Card, Moran and Newell's keystroke-level model), and the machine alone.

Pages: bytes that come over the wire on the second visit, when style sheets, scripts and fonts lie in the
browser; nothing is compressed here.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMITS = {
    "assessment_median_s": 120,
    "assessment_form_bytes": 60_000,
    "assessment_receipt_bytes": 60_000,
    "assessment_list_bytes": 60_000,
}
"""The most each figure may be."""


def run() -> dict[str, float]:
    """Measure, print each figure beside its limit, return the figures."""
    with tempfile.TemporaryDirectory(prefix="vhcv-speed-assessment-") as folder:
        env = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
            "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial",
            "PORTAL_VAR_DIR": folder,
            "MEDIA_ROOT": f"{folder}/media",
            "SECRET_KEY": "only for this measurement, and long enough to be taken for a key by all checks",
            "PORTAL_ENV_FILE": os.devnull,
            "LOG_LEVEL": "ERROR",
        }
        built = Path(os.environ.get("PORTAL_VAR_DIR", ROOT / "var")) / "assets"
        if built.is_dir():
            (Path(folder) / "assets").symlink_to(built.resolve())
        for words in (
            ["manage.py", "migrate", "--verbosity", "0"],
            ["manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
            ["-m", "bench.assessment_speed"],
        ):
            subprocess.run([sys.executable, *words], cwd=ROOT, env=env, check=True)
        figures: dict[str, float] = json.loads((Path(folder) / "figures.json").read_text())
    for name, value in figures.items():
        limit = LIMITS.get(name)
        verdict = "" if limit is None else f"at most {limit:<8} {'met' if value <= limit else 'NOT MET'}"
        print(f"{name:<34} {value:12.1f}   {verdict}")
    return figures
