"""The engine of the app built by itself, with nothing on the page but ``window.engine``."""

import shutil
import subprocess
from pathlib import Path

from django.conf import settings

from tests.services import missing

HARNESS = """
import { openEngine } from "./engine/index.js";
import { merge } from "./engine/merging.js";
import { isBare } from "./engine/photos.js";
import { waitAfter } from "./engine/queue.js";
import { asSender } from "./engine/sender.js";
import { signedText } from "./engine/signing.js";
import { openStore } from "./engine/store.js";
Object.assign(window, { openEngine, merge, isBare, waitAfter, asSender, signedText, openStore });
window.opened =
  location.hash === "#khong-mo" ? null : openEngine().then((engine) => (window.engine = engine));
"""


def build_engine(folder: Path) -> None:
    """Put capture.js (the engine alone), capture-worker.js and capture-logout.js into ``folder``/assets."""
    esbuild = settings.BASE_DIR / "node_modules" / ".bin" / "esbuild"
    if not esbuild.exists() or shutil.which("node") is None:
        missing("esbuild (npm ci)")
    source = settings.BASE_DIR / "assets" / "capture"
    entries = {
        "capture": None,
        "capture-worker": source / "worker.js",
        "capture-logout": source / "logout.js",
    }
    for name, entry in entries.items():
        words = [
            str(esbuild),
            *([str(entry)] if entry else ["--loader=js"]),
            "--bundle",
            "--minify",
            "--format=iife",
            '--define:__APP_VERSION__="1.0.0"',
            '--define:process.env.NODE_ENV="production"',
            f"--outfile={folder / 'assets' / name}.js",
            "--log-level=warning",
        ]
        subprocess.run(words, input="" if entry else HARNESS, text=True, check=True, cwd=source)
