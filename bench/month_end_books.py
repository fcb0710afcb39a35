"""Holds the journal of the people against what the portal kept: nothing that it accepted may be missing.

``python -m bench.month_end_books JOURNAL PERIOD`` with the database of ``DATABASE_URL``; prints one line of
JSON. What was accepted is a submission answered with a redirect; a draft counts where no submission was.
"""

import json
import sys
from collections import Counter
from typing import Any

import django


def accepted(path: str) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]], int]:
    """Answers by form of accepted submissions and of accepted drafts, and how many attempts had no answer."""
    submitted: dict[str, dict[str, str]] = {}
    drafted: dict[str, dict[str, str]] = {}
    open_attempts: dict[tuple[str, str], dict[str, str]] = {}
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row: dict[str, Any] = json.loads(line)
            if "does" in row:
                open_attempts[row["form"], row["does"]] = row["answers"]
                continue
            answers = open_attempts.pop((row["form"], row["did"]))
            if row["did"] == "submit" and row["status"] == 302:
                submitted[row["form"]] = answers
            elif row["did"] == "save" and row["status"] == 200:
                drafted[row["form"]] = answers
    return submitted, drafted, len(open_attempts)


def main(path: str, period: int) -> None:
    """Count what is missing, different or double."""
    django.setup()
    from evaluations.models import SelfAssessment
    from evaluations.models.assessments import SENT_STATES

    submitted, drafted, unanswered = accepted(path)
    rows = {
        str(pk): (state, scores)
        # Who owes nothing this month may have been led to a month before: what counts is that it is kept.
        for pk, state, scores in SelfAssessment.objects.filter(period__state="open")
        .order_by("pk")
        .values_list("pk", "state", "scores")
    }
    lost = sum(form not in rows or rows[form][0] not in SENT_STATES for form in submitted)
    lost += sum(form not in rows for form in drafted.keys() - submitted.keys())
    different = sum(
        form in rows
        and any(rows[form][1][int(position)] != int(value) for position, value in answers.items())
        for form, answers in submitted.items()
    )
    people = Counter(
        SelfAssessment.objects.filter(period=period).order_by("pk").values_list("staff", "agency")
    )
    print(
        json.dumps(
            {
                "accepted": len(submitted),
                "lost": lost,
                "different": different,
                "doubled": sum(count > 1 for count in people.values()),
                "unanswered": unanswered,
                "stored": sum(rows[form][0] in SENT_STATES for form in submitted if form in rows),
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
