"""The database's own refusal of writes into a closed period, in words (DESIGN: the period guard)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError

from core.errors import PeriodClosed


@contextmanager
def refuse_closed_period() -> Iterator[None]:
    """Turn the guard's IntegrityError into PeriodClosed; put it around the transaction, not inside."""
    try:
        yield
    except IntegrityError as error:
        if "period_closed" in str(error):
            raise PeriodClosed from error
        raise
