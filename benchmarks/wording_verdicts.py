"""Is a finding in other people's questionnaires right? What one reader said of each, and how often a rule is.

`wording_adjudicated.csv` names a finding by its pool, its rule and the first letters of the SHA-256 of the text it is
about: the texts are other people's, and stay where they are. Every finding of the rules as they then stood was judged,
not a sample; equal texts count once. The verdicts:

- true: an experienced designer of questionnaires would agree that the text is better changed for the reason given;
- debatable: one would change it, another would not, or the text is no item at all;
- false: the reason given does not hold for this text.

One reader is no panel, and knew the rules. Two halves, by the last digit of the hash, show whether what a change of a
rule wins in the one holds in the other; both had been read by then, so neither is fresh.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from pathlib import Path
from typing import Final, NamedTuple

from survey_seg.stats.significance import wilson

JUDGED: Final = Path(__file__).resolve().parent / "wording_adjudicated.csv"
VERDICTS: Final = ("true", "debatable", "false")
SHORT: Final = 12
"""Letters of the hash that tell the texts apart."""


class Place(NamedTuple):
    """A finding, told without its text."""

    pool: str
    text: str
    rule: str

    @property
    def even(self) -> bool:
        """Whether it is in the first half."""
        return int(self.text[-1], 16) % 2 == 0


def place(pool: str, text: str, rule: str) -> Place:
    """A finding by the hash of its text."""
    return Place(pool, hashlib.sha256(text.encode()).hexdigest()[:SHORT], rule)


def verdicts() -> dict[Place, str]:
    """What was said of each finding."""
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        return {Place(row["pool"], row["text"], row["rule"]): row["verdict"] for row in csv.DictReader(lines)}


def print_verdicts(found: Set[Place], many: Mapping[str, int]) -> None:
    """Per rule, what the findings of today are worth; per pool, those that are not plainly right, per 100 items."""
    said = verdicts()
    print(f"\n{'findings in real material':28}{'judged':>8}{'today':>8}" + "".join(f"{name:>11}" for name in VERDICTS))
    for rule in sorted({one.rule for one in said} | {one.rule for one in found}):
        judged = [one for one in said if one.rule == rule]
        print(_line(rule, judged, [one for one in found if one.rule == rule], said))
    print(_line("all rules", list(said), list(found), said))
    for name, even in (("first half", True), ("second half", False)):
        print(_line(name, [one for one in said if one.even is even], [one for one in found if one.even is even], said))
    for pool, items in many.items():
        counts = Counter(said.get(one, "not judged") for one in found if one.pool == pool)
        rates = ", ".join(f"{100 * count / items:.1f} {name}" for name, count in sorted(counts.items()))
        print(f"    {pool}, {items} different items: {rates or 'nothing'} per 100")


def _line(name: str, judged: Sequence[Place], today: Sequence[Place], said: Mapping[Place, str]) -> str:
    counts = Counter(said[one] for one in today if one in said)
    line = f"{name:28}{len(judged):8}{len(today):8}" + "".join(f"{counts[verdict]:11}" for verdict in VERDICTS)
    known = counts.total()
    if not known:
        return line
    low, high = (float(end) for end in wilson(counts["true"] / known, known))
    return f"{line}   true {100 * counts['true'] / known:.0f} % of {known} [{100 * low:.0f}, {100 * high:.0f}]"
