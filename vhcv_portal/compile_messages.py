"""Compiles the project's translations by polib, because a fresh machine has no gettext.

``python -m vhcv_portal.compile_messages``; the .mo files are not kept in git.
"""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent / "locale"


def compile_all(locale: Path = LOCALE) -> list[Path]:
    """Write each .mo that is missing or older than its .po; return those written."""
    written = []
    for source in sorted(locale.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written.append(target)
    return written


if __name__ == "__main__":
    compile_all()
