"""What a citizen's phone loads to rate a counter, byte by byte: the page and whatever it links to.

The page is read as a browser reads it: links, pictures and scripts of the page, then what its style sheets
name. Sizes are of the bodies, as they are and as nginx sends them (gzip 6); the limit is 50 KB in all.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 50_000


def run() -> dict[str, float]:
    """Print each resource of each page; returns the heaviest page's bytes and the scripts found (0)."""
    with tempfile.TemporaryDirectory(prefix="vhcv-page-") as folder:
        env = os.environ | {
            "DATABASE_URL": f"sqlite:///{folder}/page.sqlite3",
            "DJANGO_SETTINGS_MODULE": "vhcv_portal.settings.trial",
            "PORTAL_VAR_DIR": folder,
            "PORTAL_ENV_FILE": os.devnull,
            "LOG_LEVEL": "ERROR",
        }
        answer = Path(folder) / "answer.json"
        words = [sys.executable, "-m", "bench.rating_page_bytes", str(answer)]
        subprocess.run(words, cwd=ROOT, env=env, check=True)
        pages = json.loads(answer.read_text())
    return _printed(pages)


def _printed(pages: dict[str, dict[str, list[int]]]) -> dict[str, float]:
    print(f"{'page and what it loads':<44}{'bytes':>9}{'gzip':>9}")
    totals = {}
    for page, resources in pages.items():
        print(page)
        for name, (plain, packed) in resources.items():
            print(f"  {name:<42}{plain:>9}{packed:>9}")
        totals[page] = [sum(column) for column in zip(*resources.values(), strict=True)]
        print(f"  {'in all':<42}{totals[page][0]:>9}{totals[page][1]:>9}")
    heaviest = max(totals.values())
    scripts = sum(name.endswith(".js") for resources in pages.values() for name in resources)
    print(f"heaviest {heaviest[0]} of {LIMIT} bytes; scripts {scripts}")
    return {
        "rating_page_bytes": heaviest[0],
        "rating_page_gzip_bytes": heaviest[1],
        "rating_page_scripts": scripts,
    }
