"""Plans, rules, codes of conduct, emulation, checks, publicity: what an agency issues and does."""

from datetime import date

from core.dates import format_day
from registers.rules.catalogue.papers import ALL_PAPERS, ONLY_CODES, ONLY_RULES, STOPPED
from registers.rules.counting.books import Books, Count, Verified, day_of, whole
from registers.rules.practices import status_of

RULES_WANTED = 4
"""How many kinds of internal rules an agency should have (CQ-02 of the shipped 1847 set)."""


PLAN_DUE = (1, 31)
"""Month and day by which the yearly plan should be issued where no other day was set."""


def yearly_plan(found: Books) -> Count | None:
    """CQ-01: on time is whole, late is half, with the days said."""
    plans = found.of_year("yearly_plan")
    if not plans:
        return None
    plan = plans[0]
    due = day_of(plan.details.get("due_on")) or date(found.on.year, *PLAN_DUE)
    if plan.day <= due:
        return Count(1, 1, f"Kế hoạch ban hành ngày {format_day(plan.day)}, hạn {format_day(due)}.")
    late = (plan.day - due).days
    return Count(
        2, 1, f"Kế hoạch ban hành ngày {format_day(plan.day)}, muộn {late} ngày so với hạn {format_day(due)}."
    )


def internal_rules(found: Books) -> Count | None:
    """CQ-02: kinds of rules in force and looked at since the last reorganisation, of four."""
    if not found.entries.get("internal_rules"):
        return None
    standing = found.standing("internal_rules")
    current = [one for one in standing if looked_at(found, one, ONLY_RULES)]
    kinds = {_kind(one) for one in current}
    stale = len({_kind(one) for one in standing} - kinds)
    words = "Loại nội quy, quy chế còn hiệu lực."
    if stale:
        words += f" {stale} loại cần rà soát lại sau sắp xếp ngày {format_day(found.office.reorganised_on)}."
    return Count(RULES_WANTED, min(len(kinds), RULES_WANTED), words, standing=len(kinds))


def _kind(one: Verified) -> str:
    """Rules of a named kind replace one another; "other" ones stand beside each other."""
    rule = str(one.details.get("rule", ""))
    return rule if rule != "other" else f"other {one.key}"


def codes_of_conduct(found: Books) -> Count | None:
    """CQ-03: units with a posted code of their own, of all units; an office without units is one."""
    if not found.entries.get("code_of_conduct"):
        return None
    standing = found.standing("code_of_conduct")
    posted = [one for one in standing if one.details.get("posted")]
    current = [one for one in posted if looked_at(found, one, ONLY_CODES)]
    units = found.office.units
    covered = {one.unit for one in current} & units if units else {1} if current else set()
    n = len(units) or 1
    words = "Bộ phận có quy tắc ứng xử riêng đã niêm yết."
    if len(current) < len(posted):
        words += f" {len(posted) - len(current)} quy tắc cần rà soát lại sau sắp xếp."
    return Count(n, len(covered), words)


def outdated(found: Books) -> list[Verified]:
    """Rules and codes in force that were not looked at again since the last reorganisation."""
    return [
        one
        for register, covers in (("internal_rules", ONLY_RULES), ("code_of_conduct", ONLY_CODES))
        for one in found.standing(register)
        if not looked_at(found, one, covers)
    ]


def looked_at(found: Books, one: Verified, covers: str) -> bool:
    """Whether a rule was made, or looked at again, on or after the last reorganisation."""
    since = found.office.reorganised_on
    if since is None or one.day >= since:
        return True
    reviews = found.entries.get("rule_review", ())
    return any(
        review.day >= since and review.details.get("covers") in (ALL_PAPERS, covers) for review in reviews
    )


def emulation(found: Books) -> Count | None:
    """CQ-07: launched and made a criterion of emulation, in the year."""
    papers = found.of_year("emulation")
    if not papers:
        return None
    launched = any(one.details.get("launched") for one in papers)
    judged = any(one.details.get("in_criteria") for one in papers)
    words = (
        f"{'Đã' if launched else 'Chưa'} phát động; {'đã' if judged else 'chưa'} đưa vào tiêu chí bình xét."
    )
    return Count(1, int(launched and judged), words + awards(found))


def internal_checks(found: Books) -> Count | None:
    """CQ-08: checks done, of those planned for the quarters that are over."""
    plans = found.of_year("check_plan")
    if not plans:
        return None
    over = [quarter for quarter in range(1, 5) if _quarter_ends(found.on.year, quarter) <= found.on]
    planned = sum(whole(plans[-1].details.get(f"q{quarter}")) for quarter in over)
    done = len(found.of_year("internal_check"))
    if not planned:
        return None
    return Count(planned, min(done, planned), f"Cuộc tự kiểm tra đã làm, kế hoạch đến hết quý {over[-1]}.")


def publicity(found: Books) -> Count | None:
    """CQ-12, TT 01/2018 CS6: posted and online 2, one of them 1, neither 0; the newest entry speaks."""
    seen = found.of_year("publicity")
    if not seen:
        return None
    ways = [bool(seen[-1].details.get(name)) for name in ("posted", "online")]
    words = ("Chưa công khai.", "Công khai bằng một hình thức.", "Niêm yết và công khai điện tử.")[sum(ways)]
    return Count(2, sum(ways), f"{words} Rà soát ngày {format_day(seen[-1].day)}.")


def good_practices(found: Books) -> Count | None:
    """CQ-20: recognised ones in force; counted only where the set gives the registers a voice."""
    kept = [one for one in found.standing("good_practice") if status_of(one.details, found.on) != STOPPED]
    if not kept:
        return None
    return Count(len(kept), len(kept), "Mô hình, sáng kiến được công nhận.")


def awards(found: Books) -> str:
    """The sentence that tells of the year's awards beside a count; empty where there are none."""
    given = len(found.of_year("award"))
    return f" {given} khen thưởng, danh hiệu trong năm." if given else ""


def _quarter_ends(year: int, quarter: int) -> date:
    return date(year, 3 * quarter, 31 if quarter in (1, 4) else 30)
