"""YAML text as plain values, with the line of everything; nothing in a file can make it run code, or run for long.

Words mean what YAML 1.2 says: `NO`, `on`, `1_000`, `12:30` and `2026-03` are text. Digits with a leading zero (`012`)
stay text too, so that a postcode keeps its zero. Anchors and aliases work (one list of answers for many questions).
"""

from __future__ import annotations

from survey_seg.questionnaire.model import Path
from survey_seg.questionnaire.yaml_lines import Value, read_lines


def read_yaml(text: str, *, file: str = "") -> tuple[Value, dict[Path, int]]:
    """The file's plain value and the line of every place in it; InputRefused with everything that is wrong.

    >>> value, lines = read_yaml("country: NO")
    >>> value, lines["country",]
    ({'country': 'NO'}, 1)
    """
    plain = read_lines(text)
    if plain is not None:
        return plain
    # Imported here: most files need no parser of the whole language.
    from survey_seg.questionnaire.yaml_tree import read_tree

    return read_tree(text, file=file)
