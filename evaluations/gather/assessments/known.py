"""What the portal knows of a person's month before they answer: visits, citizens, leave, registers.

Read for one form by a fixed number of queries. Of a visit only the numbers of a concluded one are told, of
citizens only sums of enough ratings, so nobody's notes and nobody's identity come this way.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from agencies.models import Leave
from core.dates import format_day
from core.numbers import format_percent, format_points
from evaluations.enums import InspectionState
from evaluations.gather.assessments.owed import OwnForm
from evaluations.gather.cases import ORIGIN, counted_cases
from evaluations.gather.citizens import CitizenVoice, gather_citizens
from evaluations.gather.sets import LoadedSet, load_set
from evaluations.models import FindingOutcome, Inspection, Observation
from evaluations.rules.assessments.prefill import BREACH, Fact, breach_codes
from evaluations.rules.cases import read_by_cases
from evaluations.rules.measures import counts_violations
from registers.enums import EntryState
from registers.gather.people import known_of
from registers.models import Entry

TICKS = 4
"""Ticks that a citizen may make under "4 xin", and as many under "4 luôn"."""

CITIZEN_WORDS = {
    "stars": "Người dân chấm {value}/5",
    "xin": "Người dân đánh dấu {value} lời “4 xin”",
    "luon": "Người dân đánh dấu {value} điều “4 luôn”",
}


REGISTER_WORDS = {"pledge": "Đã ký", "training": "Đã dự tập huấn", "awareness": "Đã dự"}


def known_facts(form: OwnForm, today: date) -> tuple[Fact, ...]:
    """The facts of the month that stand beside the criteria of ``form``, as far as known on ``today``."""
    loaded = load_set(form.criteria_set_id)
    of_office = (*_seen(form, loaded), *_heard(form, loaded, today))
    of_office = (*of_office, *_reported(form, loaded))
    return (*of_office, *_leave(form), *_registered(form), *_breaches(form, loaded))


def _seen(form: OwnForm, loaded: LoadedSet) -> Iterator[Fact]:
    """Observations of concluded visits of the month to the person's agency or unit, as they were upheld."""
    concluded = Inspection.objects.filter(
        state=InspectionState.CONCLUDED, period=form.period, agency__in={form.agency_id, form.unit_id}
    )
    visits = list(concluded.values_list("pk", flat=True))
    if not visits:  # most months of most offices
        return
    outcomes = FindingOutcome.objects.filter(
        inspection=OuterRef("inspection"), criterion=OuterRef("criterion")
    )
    rows = (
        Observation.objects.filter(
            ~Exists(outcomes.filter(upheld=False)),
            inspection__in=visits,
            not_applicable=False,
        )
        .annotate(
            n_upheld=Coalesce(Subquery(outcomes.values("n")[:1]), F("n")),
            k_upheld=Coalesce(Subquery(outcomes.values("k")[:1]), F("k")),
        )
        .order_by("inspection__visited_on", "criterion__position")
    )
    told = ("criterion_id", "n_upheld", "k_upheld", "inspection__visited_on", "inspection__order_number")
    for criterion_id, n, k, day, number in rows.values_list(*told):
        position = loaded.places[criterion_id]
        if position is None:
            continue
        rule = loaded.rules.criteria[position]
        words = f"{k} vi phạm trong {n}" if counts_violations(rule.measure) else f"{k}/{n} đạt"
        title, source = f"Đoàn kiểm tra cơ quan ghi nhận {words}", f"kiểm tra theo quyết định {number}"
        yield Fact("observation", title, source, day, codes=(rule.code,))


def _heard(form: OwnForm, loaded: LoadedSet, today: date) -> Iterator[Fact]:
    """What citizens said at the agency's counters in the month, from the least number that counts on."""
    voice = gather_citizens(form.period, [form.agency_id], today=today).get(form.agency_id)
    if voice is None or voice.answers < loaded.rules.min_citizen_n:
        return
    for one in voice.inputs(loaded.rules):
        rule = loaded.rules.criteria[one.position]
        words = CITIZEN_WORDS[rule.params.citizen_reads].format(
            value=_value(voice, rule.params.citizen_reads)
        )
        source = f"{voice.answers} lượt đánh giá tại quầy của cơ quan trong tháng"
        yield Fact("rating", words, source, codes=(rule.code,))


def _reported(form: OwnForm, loaded: LoadedSet) -> Iterator[Fact]:
    """How many reports of citizens about the agency were found right in the month, by criterion; no words."""
    codes = read_by_cases(loaded.rules)
    rows = counted_cases(form.period, [form.agency_id]).filter(criterion__in=codes).order_by("criterion")
    counts = Counter(code for code, _origin in rows.values_list("criterion", ORIGIN).distinct())
    for code, count in counts.items():
        title = f"Người dân phản ánh, xác minh đúng: {count} vụ"
        yield Fact("case", title, "sổ phản ánh của cơ quan, tính theo ngày kết luận", codes=(code,))


def _value(voice: CitizenVoice, reads: str) -> str:
    """Stars as their mean, four ticks as the share of them that were made."""
    if reads == "stars":
        return format_points(voice.mean)
    ticks = voice.asked if reads == "xin" else voice.always
    return format_percent(Decimal(ticks) / (TICKS * voice.answers))


def _leave(form: OwnForm) -> Iterator[Fact]:
    """Recorded leave that touches the month."""
    rows = Leave.objects.within(form.period.starts_on, form.period.ends_on).filter(staff=form.staff_id)
    for row in rows.order_by("starts_on", "pk"):
        words = f"{row.get_kind_display()} {_days(row.starts_on, row.ends_on)}"
        source = row.document or "sổ nghỉ của cơ quan"
        yield Fact("leave", words, source, row.starts_on, is_personal=True)


def _days(starts_on: date, ends_on: date | None) -> str:
    if ends_on is None:
        return f"từ {format_day(starts_on)}"
    last = ends_on - timedelta(days=1)
    return format_day(last) if last == starts_on else f"{format_day(starts_on)}–{format_day(last)}"


def _registered(form: OwnForm) -> Iterator[Fact]:
    """Pledges of the year and sessions attended in the month; what waits to be verified says so."""
    for one in known_of(form.staff_id, form.period.starts_on, form.period.ends_on):
        source = "sổ theo dõi, đã xác nhận" if one.verified else "sổ theo dõi, chờ xác nhận"
        yield Fact(
            one.kind, f"{REGISTER_WORDS[one.kind]}: {one.title}", source, one.on, one.verified, (), True
        )


def _breaches(form: OwnForm, loaded: LoadedSet) -> Iterator[Fact]:
    """Verified breaches of this person that happened in the month."""
    own = Entry.objects.filter(staff=form.staff_id, register=BREACH, state=EntryState.VERIFIED)
    first, end = form.period.starts_on.isoformat(), form.period.ends_on.isoformat()
    for entry in own.order_by("day", "pk"):
        if first <= entry.details["happened_on"] < end:
            codes = breach_codes(loaded.rules, entry.details["breach"])
            title, source = f"Vi phạm đã kết luận: {entry.title}", f"kết luận {entry.number}"
            yield Fact(BREACH, title, source, entry.day, codes=codes, is_personal=True)
