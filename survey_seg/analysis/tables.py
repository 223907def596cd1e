"""Banner tables: every question by segment, with bases, intervals, letters, and nothing that tells on few people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from survey_seg.analysis.disclosure import LEAST, Audience, Protection, protect, safe_means
from survey_seg.analysis.model import Basis, Segmentation
from survey_seg.analysis.table_cells import ROUNDED, Figures, Row, mean_row, share_row
from survey_seg.analysis.table_routing import asked, chance
from survey_seg.analysis.table_rows import Asked, several, single
from survey_seg.errors import CannotCompute, Problem
from survey_seg.questionnaire.model import Variable
from survey_seg.responses.model import Responses
from survey_seg.responses.several import option_of
from survey_seg.stats.column_tests import LIKELY, SURE, Correction, letter
from survey_seg.stats.weights import effective_base

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NO_QUESTION = frozenset({"weight", "link", "duration"})
"""Roles of columns that describe the interview, not the person."""
TINY, SMALL = 30, 100
"""Fewer people than the first are not tested, fewer than the second are marked."""
FEWEST_FOR_A_SUM = 10
"""People that a mean of amounts must be of: a mean of few tells what one of them spends."""
ON_BASIS = "The segments were built on this question, so a difference is there by construction and is not tested."
LETTERED = "A letter names a segment whose value is clearly lower."


@dataclass(frozen=True, slots=True)
class Table:
    """One question by segment. Every tuple has an entry for everybody and then one per segment; None is not shown.

    `base`: people who answered; `n_eff`: how many they are worth in tests. `no_answer`: asked, without a usable answer
    (don't know is none); `not_asked`: the questionnaire led past the question, or chance did. `state`: "" or "small"
    (30 to 99 people), "tiny" (fewer: not tested), "hidden" (too few to show). `tested`: whether letters were looked
    for; `note` says why not.
    """

    question: str
    variable: str
    text: str
    short: str
    type: str
    tested: bool
    note: str
    base: tuple[int | None, ...]
    n_eff: tuple[float | None, ...]
    no_answer: tuple[int | None, ...]
    not_asked: tuple[int | None, ...]
    state: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of a study, by which rules they were made, and how much they hide.

    `least`: the fewest people of a cell that is shown. `letters`: of the segments, in their order. `hidden`: how many
    of the `cells` are not shown because they hold few people (`few`) or would give such a cell away (`others`), how
    many `means` and `columns` are not, and how many means are `rounded` for the same reason. `left_out`: questions
    without a table, with why.
    """

    audience: str
    least: int
    correction: str
    sure: float
    likely: float
    letters: tuple[str, ...]
    hidden: dict[str, int]
    questions: tuple[Table, ...]
    left_out: tuple[dict[str, str], ...]


def banner_tables(
    segmentation: Segmentation,
    responses: Responses,
    basis: Basis,
    *,
    audience: Audience = "internal",
    correction: Correction = "bh",
) -> Tables:
    """Every closed question and every number by segment.

    The question it answers: what did each segment say to each question, from how many people, and which differences
    are more than chance? Shares are of those who answered, with weights; of a question with several answers the
    base is the people who chose any. Intervals are Wilson's, of means Student's, with the effective base. The letter of
    a segment stands in every cell that lies above it: capital at .05, small at .10, corrected within the row
    (`correction`). `index` is 100 times the share over that of everybody, and `rest` says "higher" or "lower" where a
    segment differs from all others together. Raises CannotCompute (TABLES_NO_SEGMENTS) where there is one segment.
    """
    if segmentation.k < 2:
        raise CannotCompute(Problem("TABLES_NO_SEGMENTS", "there are no segments to compare"))
    made = _Making(segmentation, basis, LEAST[audience], correction)
    tables, left_out = [], []
    for one in _all_asked(responses, basis.weights):
        if isinstance(one, Asked) and one.answered.any():
            tables.append(made.table(one))
        else:
            variable = one.variable if isinstance(one, Asked) else one
            why = "nobody answered it" if isinstance(one, Asked) else "its answers are words"
            left_out.append({"variable": variable.name, "text": variable.text, "why": why})
    return Tables(
        audience=audience,
        least=LEAST[audience],
        correction=correction,
        sure=SURE,
        likely=LIKELY,
        letters=tuple(letter(column) for column in range(segmentation.k)),
        hidden=made.hidden,
        questions=tuple(tables),
        left_out=tuple(left_out),
    )


def _all_asked(responses: Responses, weights: Floats) -> Iterator[Asked | Variable]:
    got, there = asked(responses), set(responses.answers.columns)
    for question in responses.questionnaire.questions:
        if NO_QUESTION & set(question.role):
            continue
        variables = tuple(one for one in responses.questionnaire.variables() if one.question is question)
        found = tuple(one for one in variables if one.name in there)
        if question.type == "multi":
            chosen = tuple(one for one in found if not option_of(one).missing)
            if chosen:
                yield several(chosen, responses, weights, got[question.id])
            continue
        for variable in found:
            closed = variable.kind not in {"text", "date"}
            yield single(variable, responses, weights, got[question.id]) if closed else variable


class _Making:
    """What all tables of a study share, and the count of what they hide."""

    def __init__(self, segmentation: Segmentation, basis: Basis, least: int, correction: Correction) -> None:
        self.k, self.least, self.correction = segmentation.k, least, correction
        self.items = frozenset(basis.items)
        self.weights = basis.weights
        self.place = segmentation.labels - 1
        inside = self.place == np.arange(self.k)[:, None]
        self.columns: Flags = np.vstack([np.ones_like(inside[:1]), inside])
        self.hidden = {"cells": 0, "few": 0, "others": 0, "means": 0, "rounded": 0, "columns": 0}

    def table(self, one: Asked) -> Table:
        """One question by segment."""
        who = np.array([self._count(flags) for flags in (one.answered, one.no_answer, one.not_asked)])
        bases = self._protected_bases(one, who)
        closed = bases[0]
        self.hidden["columns"] += int(closed.sum())
        figures = self._figures(one, closed)
        tested = not self._on_basis(one)
        cells, protection = self._hidden_cells(one, closed)
        rows = [share_row("answer", label, flags, figures, cells[i]) for i, (label, flags) in enumerate(one.answers)]
        for label, places in one.nets:
            flags = _any(np.array([one.answers[place][1] for place in places]))
            rows.append(share_row("net", label, flags, figures, _any(cells[list(places)])))
        if one.values is not None:
            secret, rounded = self._hidden_means(one, cells, protection)
            rows.append(mean_row(one.values, figures, secret, rounded, index=one.variable.kind == "number"))
        return Table(
            question=one.question.id,
            variable=one.name,
            text=one.text,
            short=one.short,
            type=one.question.type,
            tested=tested,
            note=LETTERED if tested else ON_BASIS,
            base=_shown(self._whole(who[0]), closed),
            n_eff=tuple(None if shut else float(n) for n, shut in zip(figures.n_eff, closed, strict=True)),
            no_answer=_shown(self._whole(who[1]), bases[1]),
            not_asked=_shown(self._whole(who[2]), bases[2]),
            state=tuple(_state(int(n), bool(shut)) for n, shut in zip(self._whole(who[0]), closed, strict=True)),
            rows=tuple(rows),
        )

    def _on_basis(self, one: Asked) -> bool:
        return one.variable.name in self.items or "basis" in one.variable.roles

    def _count(self, flags: Flags) -> Ints:
        return np.bincount(self.place[flags], minlength=self.k).astype(np.int64)

    @staticmethod
    def _whole(counts: Ints) -> Ints:
        return np.concatenate([[counts.sum()], counts])

    def _figures(self, one: Asked, closed: Flags) -> Figures:
        groups = self.columns & one.answered
        n_eff = np.array([effective_base(self.weights[group]) for group in groups])
        others = np.array([effective_base(self.weights[one.answered & ~group]) for group in groups])
        usable = (groups.sum(axis=1) >= TINY) & ~closed & (not self._on_basis(one))
        return Figures(groups, self.weights, n_eff, others, usable, self.correction)

    def _protected_bases(self, one: Asked, who: Ints) -> Flags:
        """Which of base, no answer and not asked to hide, by column with everybody first."""
        known = np.array([False, True, chance(one.question)])
        return _total_first(protect(who, self.least, known=known).hidden)

    def _hidden_cells(self, one: Asked, closed: Flags) -> tuple[Flags, Protection]:
        """Which answers to hide, answers x columns with everybody first; a hidden column is hidden as a whole."""
        counts = np.array([self._count(flags) for _, flags in one.answers])
        base = self._count(one.answered)
        last = np.concatenate([closed[1:], closed[:1]])
        blocks = [np.vstack([row, base - row]) for row in counts] if one.apart else [counts]
        found = [protect(block, self.least, also=np.tile(last, (len(block), 1))) for block in blocks]
        whole = np.vstack([block.hidden[:1] for block in found]) if one.apart else found[0].hidden
        hidden: Flags = _total_first(whole) | closed
        people = np.column_stack([counts.sum(axis=1), counts])
        few = hidden & (people > 0) & (people < self.least)
        self.hidden["cells"] += hidden.size
        self.hidden["few"] += int(few.sum())
        self.hidden["others"] += int((hidden & ~few).sum())
        return hidden, found[0]

    def _hidden_means(self, one: Asked, cells: Flags, protection: Protection) -> tuple[Flags, Flags]:
        """Which means to hide and which to round: with a mean and a base, two hidden answers could be computed.

        The mean of amounts says nothing of single answers that stand in groups; it needs enough people.
        """
        counts = np.array([self._count(flags) for _, flags in one.answers])
        if one.codes:
            safe = safe_means(counts, np.array(one.codes, dtype=np.float64), protection, ROUNDED)
            hidden = ~np.concatenate([safe[-1:], safe[:-1]])
        else:
            bases = self._whole(self._count(one.answered))
            hidden = ~_any(~cells) | (bases > 0) & (bases < max(self.least, FEWEST_FOR_A_SUM))
            if hidden[1:].sum() == 1:
                hidden[0] = True
        rounded = _any(cells) & ~hidden if one.codes else np.zeros_like(hidden)
        self.hidden["means"] += int(hidden.sum())
        self.hidden["rounded"] += int(rounded.sum())
        return hidden, rounded


def _any(flags: Flags) -> Flags:
    return np.asarray(flags.any(axis=0))


def _total_first(hidden: Flags) -> Flags:
    return np.asarray(np.column_stack([hidden[:, -1:], hidden[:, :-1]]))


def _shown(counts: Ints, hidden: Flags) -> tuple[int | None, ...]:
    return tuple(None if shut else int(n) for n, shut in zip(counts, hidden, strict=True))


def _state(base: int, hidden: bool) -> str:
    if hidden:
        return "hidden"
    return "tiny" if base < TINY else "small" if base < SMALL else ""
