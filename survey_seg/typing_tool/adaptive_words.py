"""How short and how good the adaptive form is, in sentences that every form of it shows alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from survey_seg.typing_tool.evidence_words import FEWEST, between
from survey_seg.typing_tool.shares import percent


def adaptive_headline(part: Mapping[str, Any]) -> tuple[str, ...]:
    """What somebody who asks adaptively must know, most important first. `part`: the adaptive part of a tool.

    >>> accuracy = {"value": 0.78, "low": 0.75, "high": 0.81, "n": 900, "method": "10-fold cross-validation"}
    >>> evidence = {"accuracy": accuracy, "mean_questions": 4.91, "nine_in_ten": 8, "as_good": True}
    >>> evidence["fixed"] = {"questions": 8, "accuracy": 0.776}
    >>> adaptive_headline({"evidence": evidence, "most": 12})[0]
    'Asks 4.9 questions on average instead of 8: at most 8 for nine in ten people, never more than 12.'
    """
    evidence = part["evidence"]
    accuracy, fixed = evidence.get("accuracy"), evidence.get("fixed")
    if not accuracy or not fixed:
        return ("How short and how often right the adaptive form is was not measured.",)
    sentences = [
        f"Asks {evidence['mean_questions']:.1f} questions on average instead of {fixed['questions']}: "
        f"at most {evidence['nine_in_ten']} for nine in ten people, never more than {part['most']}.",
        f"Of new people, {percent(accuracy['value'])} get the segment that the whole questionnaire would give them "
        f"(95 % interval: {between(accuracy)}; {accuracy['method']}, {accuracy['n']} people); "
        f"with the {fixed['questions']} fixed questions {percent(fixed['accuracy'])} do.",
    ]
    if not evidence["as_good"]:
        sentences.append("The fixed questions are right more often: use the adaptive form where time is short.")
    return tuple(sentences)


def chance_in_words(part: Mapping[str, Any], chance: float) -> str:
    """How likely a segment is by a person's answers, and how often people were right of whom the like was said.

    >>> part = {"evidence": {"levels": [{"low": 0.75, "high": 0.9, "accuracy": 0.81, "n": 300}]}}
    >>> chance_in_words(part, 0.834)
    '83 % likely (right for 81 % of the people of whom 75 % to 90 % was said)'
    """
    levels = part.get("evidence", {}).get("levels", ())
    level = next((row for row in reversed(levels) if row["low"] <= chance), None)
    if level is None or level["n"] < FEWEST:
        return f"{percent(chance)} likely"
    said = f"{percent(level['low'])} to {percent(level['high'])}"
    right = f"right for {percent(level['accuracy'])} of the people of whom {said} was said"
    return f"{percent(chance)} likely ({right})"
