"""What the variations of a solution add up to, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from survey_seg.analysis.what_if import FACTOR_CLUSTER, percent

TOLERATED = 0.05
"""Moving this share of the people is no loss."""

ADRIFT = 0.2
"""Where another seed alone moves more than this share, nothing can be said of single items or people."""

NAMED = 3
"""Items that carry most are named up to this many."""


def what_if_sentences(table: pd.DataFrame, factor_against_items: float) -> tuple[str, ...]:
    """How far to read the variations: chance first, then what carries the segments, what could go, and the methods.

    `table`: see `what_if.variations_table`; `factor_against_items`: see `what_if.factor_against_items`.
    """
    done = table[table["problem"] == ""]
    moves = {
        kind: (1 - rows["keeps"].astype(float)).set_axis(rows["name"])
        for kind, rows in done.groupby("kind", sort=False)
    }
    chance = moves["seed"].max() if "seed" in moves else 0.0
    own = done[done["kind"] == "own"]
    found = [
        f"{words[0].upper()}{words[1:]}; the adjusted Rand index with the chosen segments is {alike:.2f}."
        for words, alike in zip(own["words"], own["agreement"], strict=True)
    ]
    found += _chance(moves, chance)
    if chance <= ADRIFT:
        found += _items(moves["item"], max(chance, TOLERATED)) if "item" in moves else ()
        found += _people(done, max(chance, TOLERATED))
    if factor_against_items == factor_against_items:
        factors = done[(done["kind"] == "method") & (done["name"] == FACTOR_CLUSTER)].iloc[0]
        found.append(
            f"Factor-cluster (k-means on factor scores) agrees with k-means on the items by an adjusted Rand index of "
            f"{factor_against_items:.2f}, and with the chosen segments by {factors['agreement']:.2f} (1 is the same, 0 "
            f"is chance). Sources warn of clustering scores: they drop what items tell apart from their factors."
        )
    return tuple(found)


def _chance(moves: dict[str, pd.Series], chance: float) -> Iterator[str]:
    if "seed" in moves:
        tried = len(moves["seed"])
        times = "Another seed alone moves" if tried == 1 else f"Of {tried} other seeds the worst moves"
        meaning = "what moves no more than that is chance"
        if chance > ADRIFT:
            meaning = "these segments hang on the seed, so single items and people cannot be judged by who moves"
        yield f"{times} {percent(chance)} of the people: {meaning}."


def _items(moved: pd.Series, loss: float) -> Iterator[str]:
    moved = moved.sort_values(ascending=False, kind="stable")
    carrying = moved[moved > loss]
    if carrying.empty:
        yield f"No single item carries the segments: leaving out any one moves {percent(loss)} or less."
    else:
        named = [f"{item} ({percent(share)})" for item, share in carrying.head(NAMED).items()]
        yield f"Most rests on {_listed(named)}: the share of people who move when the item is left out."
    spare = [str(item) for item, share in moved[::-1].items() if share <= loss]
    if spare:
        yield f"Could be left out, one at a time, with {percent(loss)} moved at most: {', '.join(spare)}."
    else:
        yield f"No item can be left out without moving more than {percent(loss)} of the people."


def _people(done: pd.DataFrame, loss: float) -> Iterator[str]:
    doubtful = done[done["kind"].isin(["people", "weights"])]
    if doubtful.empty:
        return
    felt = doubtful[1 - doubtful["keeps"].astype(float) > loss]
    if felt.empty:
        yield "Weights and doubtful people make no difference that matters."
    for words in felt["words"]:
        yield f"{words[0].upper()}{words[1:]}: look at who they are."


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
