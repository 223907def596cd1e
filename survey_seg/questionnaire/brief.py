"""The brief of a study: the commercial question, the decisions it feeds, the people who own them, the data at hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from survey_seg.questionnaire.kinds import Bounds

Number = int | float
Share = Annotated[int, Bounds(minimum=0, maximum=1)] | Annotated[float, Bounds(minimum=0, maximum=1)]
Identifier = Annotated[str, Bounds(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", longest=64)]
Text = Annotated[str, Bounds(shortest=1, longest=4000)]
Label = Annotated[str, Bounds(longest=500)]
Short = Annotated[str, Bounds(shortest=1, longest=40)]


@dataclass(frozen=True, kw_only=True)
class Ignore:
    """A rule that somebody decided not to follow, and why; the reason is required (LNT002)."""

    rule: Label
    reason: Label = ""


@dataclass(frozen=True, kw_only=True)
class Market:
    """Who is bought from whom, and how fast the market moves."""

    type: Literal["b2c", "b2b"] = "b2c"
    dynamics: Literal["stable", "moderate", "dynamic"] = "stable"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision the study feeds."""

    id: Label
    text: Label
    owner: Label | None = None
    due: str | None = None
    status: Literal["open", "made"] = "open"


@dataclass(frozen=True, kw_only=True)
class Hypothesis:
    """What someone expects before the data are in: in words, and as a comparison that can fail.

    `expects` is a condition on answers ("q7 in [4, 5]") or the name of a scale or number ("spend"). It is expected more
    often, or higher, among the people of `more_where` than among all others, less often or lower among those of
    `less_where`, or it goes up or down with another scale (`rises_with`, `falls_with`): one of the four. A `persona`
    that should turn out to be a segment has `traits` instead, conditions of which most hold for its people.
    `matters_from` is the smallest difference worth acting on, as a share of people (0.1 is ten points; 0.05 unless
    given), in standard deviations for a mean (0.2), or as a correlation (0.1).
    """

    id: Label
    text: Label
    persona: Label | None = None
    expects: Label | None = None
    more_where: Label | None = None
    less_where: Label | None = None
    rises_with: Identifier | None = None
    falls_with: Identifier | None = None
    traits: tuple[Label, ...] = ()
    matters_from: Share | None = None


@dataclass(frozen=True, kw_only=True)
class Stakeholder:
    """Someone who has to act on the result."""

    id: Label
    role: Label


@dataclass(frozen=True, kw_only=True)
class SegmentRange:
    """How many segments are wanted, and how many are actively pursued."""

    k_range: tuple[Annotated[int, Bounds(minimum=1, maximum=8)], Annotated[int, Bounds(minimum=1, maximum=8)]] = (3, 5)
    pursue_max: Annotated[int, Bounds(minimum=1)] = 3


@dataclass(frozen=True, kw_only=True)
class Refresh:
    """When the study is looked at again; `act_months` is how long the organisation needs to act on a result.

    `triggers` are the events or figures that bring the next look forward.
    """

    full_months: Annotated[int, Bounds(minimum=1, maximum=240)] | None = None
    light_months: Annotated[int, Bounds(minimum=1, maximum=120)] | None = None
    act_months: Annotated[int, Bounds(minimum=1, maximum=60)] | None = None
    triggers: tuple[Label, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Whom the study asks; `fielded` is the month the answers were collected (2026-03).

    `pilot` says how the questionnaire is tried before fielding, `interview_cost` what one interview costs, in the
    study's currency.
    """

    n: Annotated[int, Bounds(minimum=1)] | None = None
    population: Label | None = None
    source: Label | None = None
    fielded: Annotated[str, Bounds(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] | None = None
    pilot: Label | None = None
    interview_cost: Annotated[int, Bounds(minimum=0)] | Annotated[float, Bounds(minimum=0)] | None = None


@dataclass(frozen=True, kw_only=True)
class Quota:
    """A part of the sample that is filled to a share: the question, the answers that count, the share aimed at."""

    question: Identifier
    codes: tuple[int, ...] = ()
    share: Share | None = None


@dataclass(frozen=True, kw_only=True)
class CrmField:
    """A field of the customer database and how much of it is filled."""

    name: Label
    owner: Label | None = None
    fill_rate: Share | None = None


@dataclass(frozen=True, kw_only=True)
class ExternalData:
    """Data from elsewhere that is joined to the answers by a key."""

    name: Label
    key: Label
    kind: Literal["behaviour", "value", "demographic", "firmographic", "media", "geo"]


@dataclass(frozen=True, kw_only=True)
class LintSettings:
    """What the lint looks at, and how strictly.

    A profile, rules or families to select, rules not followed (with the reason), other severities ({WRD120: off}) and
    other limits ({LEN001: {minutes: 12}}).
    """

    profile: Literal["b2c-online", "b2b", "mobile-first", "tracker", "strict", "legacy-import"] | None = None
    select: tuple[Label, ...] = ()
    ignore: tuple[Ignore, ...] = ()
    severity: Mapping[str, Literal["error", "warning", "info", "off"]] = field(default_factory=dict)
    limits: Mapping[str, Mapping[str, Number]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """What makes a segment worth winning, and how many of 100 points it counts; written before segments exist.

    Without `question` the name is one of those every study can measure: size, value and unmet need (see `needs`) speak
    for how attractive the segment is, reach and stability for the ability to win it. With it, the segment's mean answer
    to a question (a row of a grid goes by the row's id) is rated: `worst` is the mean that rates 1, `best` the one that
    rates 10; unless given, these are the ends of the question's scale. `best` below `worst` turns it.
    """

    name: Short
    weight: Annotated[int, Bounds(minimum=0, maximum=100)] | Annotated[float, Bounds(minimum=0, maximum=100)]
    axis: Literal["attractiveness", "ability"] | None = None
    question: Identifier | None = None
    best: Number | None = None
    worst: Number | None = None


@dataclass(frozen=True, kw_only=True)
class Need:
    """A need that is asked twice: how important it is, and how well it is met today.

    Unmet is importance x (1 - satisfaction), both from 0 to 1 between the ends of their scales.
    """

    name: Label
    importance: Identifier
    satisfaction: Identifier


@dataclass(frozen=True, kw_only=True)
class Unserved:
    """The question whose answers `codes` say that nobody serves the person today ("I use none of these")."""

    question: Identifier
    codes: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PriorityRules:
    """How segments will be ranked: the criteria, whose weights sum to 100, and where gaps in the market would show."""

    criteria: tuple[Criterion, ...] = ()
    needs: tuple[Need, ...] = ()
    unserved: Unserved | None = None


@dataclass(frozen=True, kw_only=True)
class Study:
    """The brief: the commercial question, the decisions it feeds, and the people who own them.

    `brands` are the names of the client's own brands and products, `glossary` the terms respondents know or are told,
    `jargon` the words of the house that respondents do not use. `qualitative` lists interviews, groups or other
    sources of the customers' own words; `positioning` the brief the segments will feed; `crm_owner` who brings the
    segments into the customer database; `legal_basis` what allows asking for sensitive data. `language` is that of the
    questions, `report_language` that of the report where it is another.
    """

    title: Text
    commercial_question: str | None = None
    kind: Literal["market", "audience"] = "market"
    language: Annotated[str, Bounds(pattern=r"^[a-z]{2}$")] = "en"
    report_language: Annotated[str, Bounds(pattern=r"^[a-z]{2}$")] | None = None
    market: Market = Market()
    decisions: tuple[Decision, ...] = ()
    hypotheses: tuple[Hypothesis, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    levers: tuple[Label, ...] = ()
    segments: SegmentRange = SegmentRange()
    priorities: PriorityRules = PriorityRules()
    refresh: Refresh | None = None
    sample: Sample = Sample()
    crm_fields: tuple[CrmField, ...] = ()
    external_data: tuple[ExternalData, ...] = ()
    quotas: tuple[Quota, ...] = ()
    brands: tuple[Label, ...] = ()
    glossary: tuple[Label, ...] = ()
    jargon: tuple[Label, ...] = ()
    qualitative: tuple[Label, ...] = ()
    positioning: Label | None = None
    crm_owner: Label | None = None
    legal_basis: Label | None = None
    minutes_factor: Annotated[float, Bounds(above=0, maximum=10)] | Annotated[int, Bounds(above=0, maximum=10)] = 1
    lint: LintSettings = LintSettings()
