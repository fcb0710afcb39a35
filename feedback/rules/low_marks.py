"""When a rating is so low that its reasons are asked for."""

LOW = 2


def is_low(stars: int) -> bool:
    """Whether ``stars`` (1–5) say "not satisfied": one or two."""
    return stars <= LOW
