"""``python -m bench.close_race_world MONTHS`` makes the small world; prints its months' ids."""

import json
import sys

import django


def main(months: int) -> None:
    """Make them; a thousand take a quarter of a minute."""
    django.setup()
    from bench.close_world import make_months, make_world

    print(json.dumps([month.pk for month in make_months(make_world(), months)]))


if __name__ == "__main__":
    main(int(sys.argv[1]))
