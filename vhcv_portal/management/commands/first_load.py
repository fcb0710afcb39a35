"""The first load of the trial's demonstration, begun by the server while pages already answer."""

import signal
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.jobs import LeaseHeld
from vhcv_portal.demo.ledger import standing_load

PROVINCE = "vinh-long"
# Seconds between two tries while the lease of a load that was killed still runs (three minutes at most).
AGAIN = 5.0


class Command(BaseCommand):
    """``manage.py first_load --staff N``: load the province, open the pages, remember what was loaded."""

    help = "Nạp tỉnh minh họa lần đầu (do ./portal run gọi)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The number of people to make."""
        parser.add_argument("--staff", type=int, required=True)

    def handle(self, *args: Any, staff: int, **options: Any) -> None:
        """Load; ``var/loaded`` is written only at the end, so that a load that broke off is gone on with."""
        # Ctrl-C on the server ends this process too; as an exception it closes its row in the ledger.
        before = signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))
        try:
            _load(staff)
        except Exception:
            sys.stderr.write("Nạp dữ liệu minh họa không thành công; lần chạy sau sẽ nạp tiếp.\n")
            raise
        finally:
            signal.signal(signal.SIGTERM, before)
            settings.PORTAL_LOADING_FILE.unlink(missing_ok=True)
        standing = standing_load()
        size = standing.staff if standing else staff
        (settings.VAR_DIR / "loaded").write_text(str(size), encoding="ascii")


def _load(staff: int) -> None:
    """Load, once no other load holds the lease."""
    while True:
        try:
            call_command("load_province", PROVINCE, staff=staff)
        except CommandError as error:
            if not isinstance(error.__cause__, LeaseHeld):
                raise
            time.sleep(AGAIN)
        else:
            return
