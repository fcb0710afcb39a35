"""Write the golden file of a framework: ``python -m evaluations.tests.golden.make nd233_2026``.

A golden file is written once, by the version of the rules that it is named after, and is never written again:
it is what later code is held to (S16). A new version of the rules gets files of its own beside the old ones.
"""

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from evaluations.criteria_data import shipped_set
from evaluations.rules.closing.canonical import canonical
from evaluations.rules.closing.frozen import FrozenAgency, FrozenMonth, FrozenPeriod, LoadedRules, rescore
from evaluations.rules.closing.lines import month_lines
from evaluations.rules.inputs import Adjustment, Evidence, KnockOut, SourceInput
from evaluations.rules.set_definition import rules_of
from evaluations.rules.set_rules import SetRules
from evaluations.rules.versions import CURRENT

HERE = Path(__file__).parent
PERIOD = FrozenPeriod("month", date(2026, 10, 1), date(2026, 11, 1))
AGENCIES = 6


def main(names: list[str]) -> None:
    """Write the file of each framework named."""
    for name in names:
        path = HERE / f"{name}.v{CURRENT}.json"
        if path.exists():
            raise SystemExit(f"{path.name} exists; a golden file is never written again.")
        path.write_text(_text(name), encoding="utf-8")


def _text(name: str) -> str:
    month = _month(name)
    scored = rescore(month, CURRENT)
    lines: dict[str, list[Any]] = {}
    for line in month_lines(month, scored, ()):
        lines.setdefault(line.kind, []).append(line.payload)
    told = {kind: [json.loads(payload) for payload in payloads] for kind, payloads in lines.items()}
    whole = {"version": CURRENT, "lines": told}
    return canonical(whole) + "\n"


def _month(name: str) -> FrozenMonth:
    definition = shipped_set(name)
    key, rules, rng = f"{definition.code}/{definition.version}", rules_of(definition), Random(name)
    agencies = tuple(_agency(rules, key, rng, number) for number in range(1, AGENCIES + 1))
    return FrozenMonth(PERIOD, {key: LoadedRules(key, {}, rules)}, agencies)


def _agency(rules: SetRules, key: str, rng: Random, number: int) -> FrozenAgency:
    skipped = rng.sample(range(len(rules.criteria)), number % 3)
    return FrozenAgency(
        agency_id=number,
        code=f"CQ{number}",
        code_official="",
        name=f"Cơ quan {number}",
        path=("Tỉnh", f"Cơ quan {number}"),
        comparison_group="department" if number % 2 else "commune",
        set_key=key,
        inputs=tuple(_inputs(rules, rng, number)),
        not_applicable=dict.fromkeys(sorted(skipped), "Không phát sinh"),
        knock_outs=(KnockOut("Vi phạm đặc biệt nghiêm trọng"),) if number == 2 else (),
        evidence=Evidence(number % 2, 8 * number, 9 * number, 7 * number),
        headcount=10 * number,
        submitted=8 * number,
        reviewed=7 * number,
        inspections=number % 2,
        ratings=7 * number,
        rating_mean=Decimal("4.25"),
        records=100 * number,
        adjustments=(Adjustment("deduction", Decimal("1.25"), "Kỷ luật"),) if number == 3 else (),
        conditions={one.name: bool(number % 2) for one in rules.conditions if one.fact},
    )


def _inputs(rules: SetRules, rng: Random, number: int) -> list[SourceInput]:
    """Most sources of most criteria; the last agency knows little, so that its figure is provisional."""
    found: list[SourceInput] = []
    for criterion in rules.criteria:
        for source, weight in criterion.weights.items():
            if not weight or rng.random() < (0.8 if number == AGENCIES else 0.1):
                continue
            n = rng.randint(5, 40)
            most = {"self_assessment": 100, "review": 100, "citizen": 5}.get(source, 1) * n
            k = rng.randint(0, 2) if "deduct" in criterion.measure else rng.randint(most // 2, most)
            found.append(SourceInput(criterion.position, source, n, k, rng.choice((0, 0, 2))))
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
