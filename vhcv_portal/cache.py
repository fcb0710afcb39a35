"""A Redis cache that may vanish: what it held is a hint, so pages go on with the memory of the process."""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

# Seconds to leave Redis alone after a failure, so that a silent one costs one time-out and not one per call.
PAUSE = 5.0


class ForgivingRedisCache(BaseCache):
    """Django's Redis cache; after a failure a cache of this process answers for ``PAUSE`` seconds.

    Login limits then count per process, which is weaker than shared and far better than none.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._redis = RedisCache(server, params)
        self._local = LocMemCache(f"forgiving-{server}", {"TIMEOUT": params.get("TIMEOUT", 300)})
        self._away_until = 0.0

    def _ask(self, method: str, *args: Any, **kwargs: Any) -> Any:
        """Call a method of Redis, or of the process's memory while Redis is away."""
        if time.monotonic() >= self._away_until:
            try:
                return getattr(self._redis, method)(*args, **kwargs)
            except (RedisError, OSError) as problem:
                self._away_until = time.monotonic() + PAUSE
                logger.warning("cache away for %s s: %s", PAUSE, type(problem).__name__)
        return getattr(self._local, method)(*args, **kwargs)


def _forward(method: str) -> Callable[..., Any]:
    """Build the method of the same name that goes through ``_ask``."""

    def call(self: ForgivingRedisCache, *args: Any, **kwargs: Any) -> Any:
        return self._ask(method, *args, **kwargs)

    call.__name__ = method
    call.__doc__ = f"Same as ``RedisCache.{method}``, falling back to the memory of the process."
    return call


for _name in [
    "add",
    "get",
    "set",
    "touch",
    "delete",
    "clear",
    "incr",
    "has_key",
    "get_many",
    "set_many",
    "delete_many",
]:
    setattr(ForgivingRedisCache, _name, _forward(_name))
