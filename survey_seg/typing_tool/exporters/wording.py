"""Words of a study inside other people's languages: comments that cannot end, names that are names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from textwrap import wrap

from survey_seg.errors import printable
from survey_seg.typing_tool.spec import TypingSpec

LETTERS = " ,.;:()%+=?_-"
"""What may stand in a comment besides letters and digits: nothing that ends or opens anything in any language."""
WIDTH = 60
"""Letters in a line of a comment; at most 240 bytes, and SPSS takes lines of 256."""
LONGEST = 300
REPLACED = str.maketrans({"'": "’", '"': "”", "`": "’", "–": "-", "—": "-", "…": "...", "&": " and "})

ASCII = str.maketrans({"’": "'", "”": '"', "ß": "ss"})


def safe_words(text: str) -> str:
    r"""Text as a comment may hold it: one line, only letters, digits and harmless signs, at most 300 letters.

    >>> safe_words("Don't */ stop --> it\nnow")
    'Don’t stop - it now'
    """
    kept = "".join(
        letter if letter.isalnum() or letter in LETTERS or letter in "’”" else " "
        for letter in printable(text).translate(REPLACED)
    )
    return " ".join(re.sub(r"-{2,}", "-", kept).split())[:LONGEST].strip()


def ascii_words(text: str) -> str:
    """Words without accents, for comments of languages that do not read other letters everywhere: R, Python 2.

    >>> ascii_words("Größe, naïve")
    'Grosse, naive'
    """
    apart = unicodedata.normalize("NFKD", text.translate(ASCII))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).encode("ascii", "replace").decode()


def about(spec: TypingSpec) -> tuple[str, ...]:
    """What every file says of itself: the model, its title, its units, its rules and its limits, safe as comments."""
    unit = f"Scores are log odds times {spec.scale}, as whole numbers. The highest wins, the first on a tie."
    rule = (
        f"A person with fewer than {spec.min_answered} of {len(spec.questions)} answers gets no segment. "
        f"A margin from {spec.bands['clear']} is clear, from {spec.bands['lean']} lean, below that unclear."
    )
    missing = "A blank, a don't know and a code that is no answer get the points of no answer, never zero."
    limits = spec.card.get("limits", ())
    parts = [f"Typing tool {spec.model_id}: {spec.title}", unit, *((rule,) if spec.hard_labels else ()), missing]
    return tuple(safe_words(part) for part in (*parts, *(f"Limit: {limit}" for limit in limits)))


def comment(lines: Iterable[str], begin: str, end: str = "") -> list[str]:
    """Lines of comment, wrapped; `begin` and `end` stand around each.

    >>> comment(["Typing tool tool-1."], "* ", ".")
    ['* Typing tool tool-1.']
    """
    return [f"{begin}{piece.removesuffix(end) if end else piece}{end}" for line in lines for piece in wrap(line, WIDTH)]


def segment_word(spec: TypingSpec, place: int) -> str:
    """A segment's code and name as a comment may hold them."""
    return safe_words(f"{spec.segments[place].code} {spec.segments[place].name}")


def unlike(names: Sequence[str], safe: Callable[[str, int], str]) -> tuple[str, ...]:
    """Names that are all different even when case does not count.

    `safe` makes a name from the study's name and its place; a number is added to a name that is taken.

    >>> unlike(["a", "A", "b"], lambda name, place: name)
    ('a', 'A_2', 'b')
    """
    taken: set[str] = set()
    found = []
    for place, name in enumerate(names):
        first = candidate = safe(name, place)
        number = 2
        while candidate.casefold() in taken:
            candidate = f"{first}_{number}"
            number += 1
        taken.add(candidate.casefold())
        found.append(candidate)
    return tuple(found)


def identifier(name: str, place: int, reserved: Iterable[str] = ()) -> str:
    """A name of ASCII letters, digits and `_` that is no word of the language: `q3_visits` for the third question.

    >>> identifier("visits", 2), identifier("drop table;", 2), identifier("if", 2, ["if"])
    ('visits', 'q3_drop_table', 'q3_if')
    """
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,39}", name) and name.casefold() not in {
        word.casefold() for word in reserved
    }:
        return name
    clean = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_")[:40]
    return f"q{place + 1}_{clean}" if clean else f"q{place + 1}"
