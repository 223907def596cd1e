"""Who gets a question that is asked by chance: blocks are drawn, and their questions come together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from survey_seg.questionnaire.model import Question
from survey_seg.questionnaire.routing.draws import dealt, in_turn

NEARLY = 0.02
"""How far shares such as .33 may be from adding up to a whole number of blocks."""

Block = tuple[str, list[int]]


def chances(questions: Sequence[Question]) -> dict[int, int]:
    """The paths, as bits, that chance gives each question with a share to; by the question's place.

    Questions of one block with the same share come together. Blocks with the same share that follow each other and add
    up to whole blocks are alternatives: four with a quarter each are one out of four for everybody.
    """
    found: dict[int, int] = {}
    for share, blocks in _runs(questions):
        names = [name for name, _ in blocks]
        chosen = round(share * len(blocks))
        if chosen and abs(share * len(blocks) - chosen) < NEARLY:
            paths = in_turn(" ".join(names), len(blocks), chosen)
        else:
            paths = tuple(dealt(name, [1 - share, share])[1] for name in names)
        for (_, members), bits in zip(blocks, paths, strict=True):
            found |= dict.fromkeys(members, bits)
    return found


def _runs(questions: Sequence[Question]) -> Iterator[tuple[float, list[Block]]]:
    """Blocks next to each other with the same share."""
    share: float | None = None
    blocks: list[Block] = []
    for index, question in enumerate(questions):
        own = None if question.asked_of in {None, 0, 1} else question.asked_of
        if own != share:
            if share is not None:
                yield share, blocks
            share, blocks = own, []
        if own is None:
            continue
        name = f"block {question.block}" if question.block else f"question {question.id}"
        if blocks and blocks[-1][0] == name:
            blocks[-1][1].append(index)
        else:
            blocks.append((name, [index]))
    if share is not None:
        yield share, blocks
