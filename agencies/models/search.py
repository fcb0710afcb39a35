"""Finding by words, accent-free, in columns that hold folded text; the same on SQLite and PostgreSQL."""

from django.db.models import Q

from core.text import fold


def holds_words(field: str, words: str, *, code: str = "") -> Q:
    """The condition that each of ``words`` begins a word of the folded ``field`` (or is the whole ``code``).

    "hoa nguyen" and "Hoà Nguyễn" find Nguyễn Thị Hòa, "oa" finds nobody; no words find everybody.
    """
    condition = Q()
    for word in fold(words).split():
        found = Q(**{f"{field}__startswith": word}) | Q(**{f"{field}__contains": f" {word}"})
        condition &= found | Q(**{f"{code}__iexact": word}) if code else found
    return condition
