"""Where an inspection stands: which steps are done, due, late."""

from datetime import date

import pytest

from evaluations.rules.procedure import Facts, steps_of

DAY = date(2026, 11, 12)
ORDERED = {"mode": "planned", "state": "draft", "ordered_on": date(2026, 11, 2)}
ON_SITE = ORDERED | {"state": "on_site", "notice_sent_on": date(2026, 11, 4), "started_on": DAY}
MINUTED = ON_SITE | {"state": "minuted", "minuted_on": DAY, "explain_due_on": date(2026, 11, 19)}
REPORTED = MINUTED | {"state": "reported", "reported_on": date(2026, 11, 23), "explained": True}
CONCLUDED = REPORTED | {"state": "concluded", "concluded_on": date(2026, 11, 30)}


def shown(facts: dict[str, object], today: date = DAY) -> list[str]:
    """The states of the steps in order, with the first letter of the label."""
    return [f"{step.label.split()[0]} {step.state}" for step in steps_of(Facts(**facts), today)]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (ORDERED, "Quyết done,Thông now,Làm next,Biên next,Giải next,Báo next,Kết next"),
        (ON_SITE, "Quyết done,Thông done,Làm done,Biên now,Giải next,Báo next,Kết next"),
        (MINUTED, "Quyết done,Thông done,Làm done,Biên done,Giải now,Báo next,Kết next"),
        (
            MINUTED | {"explained": True},
            "Quyết done,Thông done,Làm done,Biên done,Giải done,Báo now,Kết next",
        ),
        (REPORTED, "Quyết done,Thông done,Làm done,Biên done,Giải done,Báo done,Kết now"),
        (CONCLUDED, "Quyết done,Thông done,Làm done,Biên done,Giải done,Báo done,Kết done"),
        (ORDERED | {"state": "cancelled"}, "Quyết done"),
        (
            MINUTED | {"state": "lapsed", "explained": True},
            "Quyết done,Thông done,Làm done,Biên done,Giải done",
        ),
    ],
)
def test_the_steps_of(facts: dict[str, object], expected: str) -> None:
    assert ",".join(shown(facts)) == expected


def test_an_unannounced_visit_has_no_notice() -> None:
    assert "Thông now" not in shown(ORDERED | {"mode": "unannounced"})


def test_a_visit_without_a_notice_skips_that_step_once_it_began() -> None:
    assert shown(ON_SITE | {"notice_sent_on": None})[1] == "Thông skipped"


def test_a_window_in_which_nobody_explained_is_skipped_the_day_after_its_last() -> None:
    last = MINUTED["explain_due_on"]
    assert isinstance(last, date)
    assert "Giải now" in shown(MINUTED, last)
    assert "Giải skipped" in shown(MINUTED, date.fromordinal(last.toordinal() + 1))


def test_a_step_past_its_last_day_is_late_and_only_the_first_open_one_can_be() -> None:
    due = REPORTED | {"conclude_due_on": date(2026, 12, 1)}
    assert shown(due, date(2026, 12, 1))[-1] == "Kết now"
    assert shown(due, date(2026, 12, 2))[-1] == "Kết late"


def test_an_older_conclusion_without_minutes_has_no_open_step() -> None:
    old = ORDERED | {"state": "concluded", "started_on": DAY, "concluded_on": DAY}
    assert {word.split()[1] for word in shown(old)} == {"done", "skipped"}
