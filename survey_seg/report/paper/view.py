"""The questionnaire as people read it on paper, each question with the findings about it, for every form of paper."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from survey_seg.questionnaire.lint.finding import WORST_FIRST, Finding, LintReport, Severity
from survey_seg.questionnaire.lint.settings import is_untagged
from survey_seg.questionnaire.lint.words.verbs import canonical
from survey_seg.questionnaire.minutes import question_minutes
from survey_seg.questionnaire.model import Question, Questionnaire
from survey_seg.report.language.numbers import counted
from survey_seg.report.language.wording import readable
from survey_seg.report.paper.words import KINDS, Piece, Speaker, Words, hints, marks

WORDS: dict[Severity, str] = {"error": "Error", "warning": "Warning", "info": "Note"}
"""How grave a finding is, in words for people."""

_PLACE = re.compile(r"questions\[(\d{1,9})\](?:\.(\w{1,30})\[(\d{1,9})\])?")
_PARTS = {"action": "action", "reach": "way to reach people", "skip": "skip", "ignore": "ignore"}


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding, with the answer, line or other part of its question that it is about, in words."""

    finding: Finding
    severity: str
    about: str
    option: int | None = None
    row: int | None = None

    @property
    def rule(self) -> str:
        """The rule as people look it up."""
        return f"{self.finding.rule} {self.finding.slug}"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer or a line of a grid: its code or number, its words, what is special about it, where people go on."""

    code: str
    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """One question on paper; `block` is its heading where a new block begins, `anchor` what a link jumps to."""

    number: str
    id: str
    anchor: str
    kind: str
    text: str
    question: Question
    block: str | None
    instruction: str
    filters: tuple[Words, ...]
    skips: tuple[Words, ...]
    hints: tuple[str, ...]
    options: tuple[Answer, ...]
    rows: tuple[Answer, ...]
    remarks: tuple[Remark, ...]
    role: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Fed:
    """A lever or a decision, and the questions whose actions feed it, by their places."""

    name: str
    text: str
    questions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fired:
    """A rule that found something: how grave, how often, at which questions (by their places), at the study or not."""

    severity: str
    rule: str
    slug: str
    times: int
    questions: tuple[int, ...]
    study: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything a paper shows."""

    title: str
    facts: tuple[tuple[str, str], ...]
    summary: tuple[str, ...]
    language: str
    asked: tuple[Asked, ...]
    study: tuple[Remark, ...]
    fired: tuple[Fired, ...]
    levers: tuple[Fed, ...]
    decisions: tuple[Fed, ...]
    report: LintReport


def paper_of(questionnaire: Questionnaire, report: LintReport) -> Paper:
    """The questionnaire and its findings as people read them, in texts that any page can hold."""
    remarks: dict[int | None, list[Remark]] = defaultdict(list)
    for finding in report.findings:
        place, remark = _remark(finding, questionnaire)
        remarks[place].append(remark)
    speaker = Speaker(questionnaire)
    anchors = _anchors(questionnaire.questions)
    asked = tuple(
        _asked(place, questionnaire, speaker, anchors[place], remarks[place])
        for place in range(len(questionnaire.questions))
    )
    return Paper(
        title=clean(questionnaire.study.title),
        facts=tuple(_facts(questionnaire)),
        summary=tuple(_summary(report, untagged=is_untagged(questionnaire))),
        language=questionnaire.study.language,
        asked=asked,
        study=tuple(remarks[None]),
        fired=tuple(_fired(remarks)),
        levers=tuple(_levers(questionnaire)),
        decisions=tuple(_decisions(questionnaire)),
        report=report,
    )


def clean(text: str) -> str:
    r"""A text with its line breaks, and without what turns its direction or cannot be shown.

    >>> clean("How old\nare you?\x00")
    'How old\nare you? '
    """
    return text if text.isprintable() else "\n".join(str(readable(line)) for line in text.splitlines())


def _anchors(questions: Sequence[Question]) -> list[str]:
    """What a link jumps to: the id, told apart where two questions have the same."""
    seen: dict[str, int] = defaultdict(int)
    anchors = []
    for question in questions:
        seen[question.id] += 1
        anchors.append(question.id + (f"-{seen[question.id]}" if seen[question.id] > 1 else ""))
    return anchors


def _remark(finding: Finding, questionnaire: Questionnaire) -> tuple[int | None, Remark]:
    """A finding with the place of its question; None for one about the study."""
    found = _PLACE.match(finding.place)
    if found is None or int(found[1]) >= len(questionnaire.questions):
        return None, Remark(finding, WORDS[finding.severity], "")
    place = int(found[1])
    question = questionnaire.questions[place]
    part, at = found[2], int(found[3] or 0)
    if part == "options" and at < len(question.options):
        about = f"answer {question.options[at].code}"
        return place, Remark(finding, WORDS[finding.severity], about, option=at)
    if part == "rows" and at < len(question.rows):
        return place, Remark(finding, WORDS[finding.severity], f"line {question.rows[at].id}", row=at)
    about = f"{_PARTS[part]} {at + 1}" if part in _PARTS else ""
    return place, Remark(finding, WORDS[finding.severity], about)


def _asked(place: int, questionnaire: Questionnaire, speaker: Speaker, anchor: str, remarks: Sequence[Remark]) -> Asked:
    question = questionnaire.questions[place]
    before = questionnaire.questions[place - 1].block if place else None
    block = clean(question.block) if question.block and question.block != before else None
    return Asked(
        number=speaker.numbers[place],
        id=question.id,
        anchor=anchor,
        kind=KINDS[question.type],
        text=clean(question.text),
        question=question,
        block=block,
        instruction=clean(question.instruction or ""),
        filters=tuple(speaker.filters(question)),
        skips=tuple(speaker.skips(question)),
        hints=tuple(hints(question)),
        options=tuple(Answer(str(option.code), clean(option.label), marks(option)) for option in question.options),
        rows=tuple(Answer(str(at), clean(row.text), ()) for at, row in enumerate(question.rows, start=1)),
        remarks=tuple(remarks),
        role=", ".join(question.role),
        minutes=question_minutes(question),
    )


def _facts(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """The brief: label and text."""
    study = questionnaire.study
    yield "Commercial question", clean(study.commercial_question or "")
    yield "People asked", clean(study.sample.population or "")
    source = ", ".join(part for part in (study.sample.n and f"{study.sample.n:,} people", study.sample.source) if part)
    yield "Sample", clean(source)
    yield "File", clean(questionnaire.file)
    if questionnaire.imported:
        yield "Comes from", clean(questionnaire.imported)


def _summary(report: LintReport, *, untagged: bool) -> Iterator[str]:
    """How long it takes and what of it nobody can act on."""
    ways = report.estimate
    between = ""
    if ways.most > ways.least:
        between = f", {ways.least:.1f} on the shortest way and {ways.most:.1f} on the longest"
    yield f"An average person needs {report.minutes:.1f} minutes{between}."
    if untagged:
        yield "Nobody has said yet what the questions are for; whether their answers can be acted on is not checked."
    elif report.share_not_actionable:
        yield f"{report.share_not_actionable:.0%} of that time goes to questions whose answers nobody can act on."
    else:
        yield "Every question that owes an action has one that names a change."
    if report.known:
        finding = counted(report.known, "finding")
        verb = "is" if report.known == 1 else "are"
        yield f"{finding[:1].upper()}{finding[1:]} of earlier versions {verb} not shown."


def _fired(remarks: dict[int | None, list[Remark]]) -> Iterator[Fired]:
    """The rules that found something, the gravest first, then in the order of their ids."""
    groups: dict[tuple[Severity, str, str], list[int | None]] = defaultdict(list)
    for place, some in remarks.items():
        for remark in some:
            found = remark.finding
            groups[found.severity, found.rule, found.slug].append(place)
    for key in sorted(groups, key=lambda key: (WORST_FIRST.index(key[0]), key[1:])):
        severity, rule, slug = key
        places = groups[key]
        questions = tuple(sorted({place for place in places if place is not None}))
        yield Fired(WORDS[severity], rule, slug, len(places), questions, None in places)


def _levers(questionnaire: Questionnaire) -> Iterator[Fed]:
    for lever in questionnaire.study.levers:
        verb = canonical(lever)
        yield Fed(clean(lever), "", _feeding(questionnaire, lambda action, verb=verb: canonical(action.verb) == verb))


def _decisions(questionnaire: Questionnaire) -> Iterator[Fed]:
    for decision in questionnaire.study.decisions:
        about = [part for part in (decision.owner, decision.due and f"due {decision.due}") if part]
        about += ["already made"] if decision.status == "made" else []
        text = clean(decision.text) + (f" ({clean(', '.join(about))})" if about else "")
        own = decision.id
        yield Fed(clean(own), text, _feeding(questionnaire, lambda action, own=own: action.decision == own))


def _feeding(questionnaire: Questionnaire, feeds: Callable[..., bool]) -> tuple[int, ...]:
    """The places of the questions with an action that feeds something."""
    return tuple(
        place
        for place, question in enumerate(questionnaire.questions)
        if any(feeds(action) for action in question.action)
    )


def sentence_of(remark: Remark) -> str:
    """A finding as lines for a comment: what, what to do, why."""
    found = remark.finding
    about = f" ({remark.about})" if remark.about else ""
    return (
        f"{remark.severity.upper()} {remark.rule}{about}\n{found.message}.\n"
        f"What to do: {found.suggestion}.\nWhy: {found.reason}."
    )


def parts_of(words: Words, asked: Sequence[Asked]) -> list[tuple[str, str]]:
    """A sentence as pieces of text and what each links to, empty for none."""
    return [(piece.text, _target(piece, asked)) for piece in words]


def _target(piece: Piece, asked: Sequence[Asked]) -> str:
    return "" if piece.to is None else asked[piece.to].anchor
