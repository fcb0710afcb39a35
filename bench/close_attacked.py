"""``python -m bench.close_attacked``: a closed month, and every attempt of the portal's role on it."""

import json
import sys

import django


def main() -> None:
    """Print the counts, and what was not refused to the side."""
    django.setup()
    from bench.close_attacks import attack
    from bench.close_closed import furnished
    from bench.close_world import made_or_found

    told = attack(furnished(made_or_found()))
    for name, words in told["let"]:
        print(f"  not refused: {name}: {words}", file=sys.stderr)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
