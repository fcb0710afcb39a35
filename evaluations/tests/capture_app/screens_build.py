"""The whole app of the phone built from its sources, so that tests show what stands in the tree."""

import shutil
import subprocess
from pathlib import Path

from django.conf import settings

from tests.services import missing

ENTRIES = {"capture": "app.js", "capture-worker": "worker.js", "capture-logout": "logout.js"}


def build_app(folder: Path) -> None:
    """Put the three scripts of the app into ``folder``/assets, as assets/build.mjs does."""
    esbuild = settings.BASE_DIR / "node_modules" / ".bin" / "esbuild"
    if not esbuild.exists() or shutil.which("node") is None:
        missing("esbuild (npm ci)")
    source = settings.BASE_DIR / "assets" / "capture"
    for name, entry in ENTRIES.items():
        words = [
            str(esbuild),
            entry,
            "--bundle",
            "--minify",
            "--charset=utf8",
            "--format=iife",
            "--target=chrome100,firefox100,safari15.4",
            '--define:__APP_VERSION__="1.0.0"',
            '--define:process.env.NODE_ENV="production"',
            f"--outfile={folder / 'assets' / name}.js",
            "--log-level=warning",
        ]
        subprocess.run(words, check=True, cwd=source)
