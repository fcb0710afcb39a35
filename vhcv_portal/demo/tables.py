"""The tables a month is written to, parents before children, with the columns that rows give."""

from evaluations.models import (
    Headcount,
    Inspection,
    ManagerReview,
    Observation,
    RegisterFact,
    Review,
    SelfAssessment,
    TeamMember,
)
from feedback.models import Rating
from vhcv_portal.demo.bulk import Table

FORMS = Table(
    SelfAssessment,
    "id",
    "submitted_at",
    "period_id",
    "agency_id",
    "unit_id",
    "staff_id",
    "criteria_set_id",
    "version",
    "applies",
    "state",
    "scores",
    "notes",
)
_JUDGED = (
    "assessment_id",
    "period_id",
    "agency_id",
    "reviewer_id",
    "capacity",
    "reviewed_at",
    "changes",
    "note",
)
MANAGER_REVIEWS = Table(ManagerReview, *_JUDGED)
REVIEWS = Table(Review, *_JUDGED)
INSPECTIONS = Table(
    Inspection,
    "id",
    "agency_id",
    "period_id",
    "mode",
    "state",
    "order_number",
    "topic",
    "visited_on",
    "started_at",
    "concluded_at",
    "conclusion",
    "created_by_id",
    "created_at",
    "version",
)
TEAMS = Table(TeamMember, "inspection_id", "user_id", "role")
HEADCOUNTS = Table(
    Headcount,
    "inspection_id",
    "counted_at",
    "roster",
    "present",
    "on_duty_away",
    "in_meeting",
    "at_grassroots",
    "on_leave",
    "sick",
    "maternity",
    "unexcused",
)
OBSERVATIONS = Table(
    Observation,
    "id",
    "inspection_id",
    "criterion_id",
    "n",
    "k",
    "not_applicable",
    "severity",
    "note",
    "recorded_by_id",
    "recorded_at",
)
RATINGS = Table(Rating, "id", "counter_id", "agency_id", "day", "stars", "courtesies", "reasons", "channel")
FACTS = Table(
    RegisterFact,
    "id",
    "period_id",
    "agency_id",
    "criterion_id",
    "n",
    "k",
    "not_applicable",
    "note",
    "declared_by_id",
    "declared_at",
    "verified_by_id",
    "verified_at",
)
TABLES = (FORMS, MANAGER_REVIEWS, REVIEWS, INSPECTIONS, TEAMS, HEADCOUNTS, OBSERVATIONS, RATINGS, FACTS)
