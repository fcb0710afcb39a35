"""``python -m bench.close_tampered``: a closed month, and every edit of it by a superuser."""

import json
import sys

import django


def main() -> None:
    """Print the counts; what was missed to the side."""
    django.setup()
    from bench.close_closed import furnished
    from bench.close_tamper import tamper
    from bench.close_world import made_or_found

    told = tamper(furnished(made_or_found()))
    for name in told["missed"] + told["script_missed"]:
        print(f"  missed: {name}", file=sys.stderr)
    print(json.dumps(told))


if __name__ == "__main__":
    main()
