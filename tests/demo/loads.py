"""Two small demonstrations and a quiet way to load them."""

from datetime import UTC, date, datetime
from io import StringIO

from vhcv_portal.demo.ledger import Load
from vhcv_portal.demo.load import Loaded, load_province
from vhcv_portal.demo.progress import Progress

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SMALL = Load(staff=600, seed=1847, today=date(2026, 11, 22), months=6)
TINY = Load(staff=500, seed=1847, today=date(2026, 11, 22), months=1)


def run_load(wanted: Load, *, append: bool = False, at: datetime = NOW) -> Loaded:
    """Load quietly."""
    return load_province(wanted, append=append, at=at, progress=Progress(StringIO()))
