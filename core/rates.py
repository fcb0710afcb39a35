"""A limit on how often one address asks for something public, shared by every process through the cache."""

from django.core.cache import cache

from core import clock


def within_rate(action: str, address: str, most: int, seconds: int = 60) -> bool:
    """Count one request of ``address`` for ``action``; False once it made more than ``most`` in the window.

    Windows follow one another without overlap, so that a window costs one key. The login pages have allauth's
    limits, which leave reading alone.
    """
    window = int(clock.now().timestamp()) // seconds
    key = f"rate:{action}:{address}:{window}"
    cache.add(key, 0, timeout=2 * seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:  # thrown out of the cache between the two
        return True
