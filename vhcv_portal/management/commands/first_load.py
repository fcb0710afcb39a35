"""The first load of the trial's demonstration, begun by the server while pages already answer."""

import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

PROVINCE = "vinh-long"


class Command(BaseCommand):
    """``manage.py first_load --staff N``: load the province, open the pages, remember what was loaded."""

    help = "Nạp tỉnh minh họa lần đầu (do ./portal run gọi)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The number of people to make."""
        parser.add_argument("--staff", type=int, required=True)

    def handle(self, *args: Any, staff: int, **options: Any) -> None:
        """Load; ``var/loaded`` is written only at the end, so that a broken load starts anew."""
        try:
            call_command("load_province", PROVINCE, staff=staff)
        except Exception:
            sys.stderr.write("Nạp dữ liệu minh họa không thành công; lần chạy sau sẽ nạp lại từ đầu.\n")
            raise
        finally:
            settings.PORTAL_LOADING_FILE.unlink(missing_ok=True)
        (settings.VAR_DIR / "loaded").write_text(str(staff), encoding="ascii")
