"""The typing tool for Qualtrics: math strings for the survey flow, or the JavaScript of one question."""

from __future__ import annotations

import json
from pathlib import Path

from survey_seg.artifact import write_text
from survey_seg.typing_tool.exporters.labels import require_exact, require_labels
from survey_seg.typing_tool.exporters.letter_case import folded_words, folding
from survey_seg.typing_tool.exporters.wording import about, ascii_words, comment, safe_words, segment_word
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec
from survey_seg.typing_tool.terms import Table, no_segment, terms

JAVASCRIPT = "javascript"

HOW = (
    "Every line with a sign of equality is a field of embedded data and its value. Put them into the Survey Flow in "
    "this order, each numbered step in an element of its own; lines under a condition go into a branch. Replace QID1, "
    "QID2 and so on by the IDs of the questions, and give every answer the code of the study as its recode value.",
    "Math operations cannot find the highest of several scores, so that branches do; they hold no margin, no band "
    "and no runner-up. The JavaScript form holds them.",
)

IN_SCRIPT = (
    "Paste this into the JavaScript of a question on a page after the questions of the tool. Replace QID1, QID2 and "
    "so on by the IDs of the questions, and give every answer the code of the study as its recode value. A question "
    "that asks for a number needs validation as a number.",
    "Add the fields to the Survey Flow as embedded data, as they are and, for the new survey taking experience, with "
    "__js_ before: FIELDS.",
)

SCRIPT = r"""
  var space = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

  var letter = /[\ud800-\udbff][\udc00-\udfff]|[^]/g;

  function words(text) {
    return text.replace(space, " ").replace(/^ | $/g, "").replace(letter, function (one) {
      return Object.prototype.hasOwnProperty.call(tool.small, one) ? tool.small[one] : one;
    });
  }

  function contains(list, value) {
    return list.indexOf(value) >= 0;
  }

  // The place of an answer in the list of codes (or the code in a range), null when there is none.
  function codeOf(question, given) {
    var text = String(given).replace(space, " ").replace(/^ | $/g, "");
    var number = /^(0|-?[1-9][0-9]{0,15})(?:\.0)?$/.exec(text);
    var at;
    var code = null;
    if (number) {
      code = Number(number[1]);
    } else if (text !== "") {
      at = question.labels.indexOf(words(text));
      code = at < 0 ? null : question.labelCodes[at];
    }
    if (code === null || contains(question.declared, code)) {
      return null;
    }
    if (question.codes) {
      return contains(question.codes, code) ? code : null;
    }
    return code >= question.low && code <= question.high ? code : null;
  }

  function pointsOf(question, code) {
    if (code === null) {
      return question.missing;
    }
    return question.codes ? question.points[question.codes.indexOf(code)] : question.weights.map(function (weight) {
      return weight * code;
    });
  }

  function firstBest(scores, not) {
    var best = -1;
    scores.forEach(function (score, place) {
      if (place !== not && (best < 0 || score > scores[best])) {
        best = place;
      }
    });
    return best;
  }

  function typed(given) {
    var scores = tool.constants.slice();
    var answered = 0;
    var found;
    tool.questions.forEach(function (question, number) {
      var code = codeOf(question, given[number]);
      answered += code === null ? 0 : 1;
      pointsOf(question, code).forEach(function (points, place) {
        scores[place] += points;
      });
    });
    found = { segment: "", runner_up: "", margin: 0, band: "unclear", answered: answered };
    scores.forEach(function (score, place) {
      found["score_" + (place + 1)] = score;
    });
    if (answered >= tool.least) {
      var best = firstBest(scores, -1);
      var second = firstBest(scores, best);
      found.segment = tool.segments[best];
      found.runner_up = tool.segments[second];
      found.margin = scores[best] - scores[second];
      found.band = found.margin >= tool.clear ? "clear" : found.margin >= tool.lean ? "lean" : "unclear";
    }
    return found;
  }

  Qualtrics.SurveyEngine.addOnload(function () {
    var engine = Qualtrics.SurveyEngine;
    var found = typed(answers);
    Object.keys(found).forEach(function (name) {
      if (engine.setJSEmbeddedData) {
        engine.setJSEmbeddedData("typed_" + name, String(found[name]));
      }
      if (engine.setEmbeddedData) {
        engine.setEmbeddedData("typed_" + name, String(found[name]));
      }
    });
  });
}());
"""


def export(spec: TypingSpec, path: Path, *, variant: str = "") -> None:
    """Write the steps of a survey flow as text (see `flow`), or with variant "javascript" a script (see `script`)."""
    write_text(path, script(spec) if variant == JAVASCRIPT else flow(spec))


def flow(spec: TypingSpec) -> str:
    """The steps of a Qualtrics survey flow that type a respondent without JavaScript.

    Answers which question? "Our agency programs in Qualtrics and may not use JavaScript: what do we send?" Fields of
    embedded data, branches, and math strings of whole numbers with `+`, `-` and `*` only, every item apart and every
    product in parentheses. Scores, answered and segment are exact; margin, band and runner-up are not held. For a tool
    that may not name segments the steps end at the scores.

    Raises CannotCompute EXPORT_TOO_LARGE. Source: Qualtrics support, "Math operations" and "Embedded data".
    """
    require_exact(spec)
    lines = [*(f"{line}\n" for line in (*about(spec), *HOW)), "1. Before the questions"]
    for number, question in enumerate(spec.questions, start=1):
        lines += [f"tool_{number}{part} = {int(part == '_none')}" for part in _parts(question)]
    lines += ["", "2. After the questions"]
    for number, question in enumerate(spec.questions, start=1):
        lines += _branches(question, number)
    lines += ["", "3. Scores"]
    for place in range(len(spec.segments)):
        lines += [f"typed_score_{place + 1} = {_sum(spec, place)}"]
    gone = " + ".join(f"e://Field/tool_{number}_none" for number in range(1, len(spec.questions) + 1))
    lines += [f"typed_answered = $e{{ {len(spec.questions)} - ( {gone} ) }}"]
    return "\n".join([*lines, *(_segment_steps(spec) if spec.hard_labels else []), ""])


def _parts(question: GoldenQuestion) -> list[str]:
    """What follows "tool_1" in the fields of a question: the code, or 0 and 1 for each answer; and not answered."""
    one = terms(question)
    if question.type == "choice" and isinstance(one, Table):
        return [*(f"_{place}" for place in range(1, len(one.points) + 1)), "_none"]
    return ["", "_none"]


def _branches(question: GoldenQuestion, number: int) -> list[str]:
    one = terms(question)
    named = f"question {number} ({safe_words(question.column)})"
    if question.type == "choice" and isinstance(one, Table):
        labels = {option.code: safe_words(option.label) for option in question.options}
        lines = []
        for place, code in enumerate(one.points, start=1):
            lines += [f"If {named} is answered with {code} ({labels[code]}):"]
            lines += [f"    tool_{number}_{place} = 1", f"    tool_{number}_none = 0"]
        return lines
    if isinstance(one, Table):
        given = f"one of {', '.join(map(str, one.points))}"
        value = f"${{q://QID{number}/SelectedChoicesRecode}}"
    else:
        without = f" except {', '.join(map(str, one.without))}" if one.without else ""
        given = f"a whole number from {one.low} to {one.high}{without}"
        value = f"${{q://QID{number}/ChoiceTextEntryValue}}"
    return [f"If {named} is answered with {given}:", f"    tool_{number} = {value}", f"    tool_{number}_none = 0"]


def _sum(spec: TypingSpec, place: int) -> str:
    constant = spec.constants[place]
    items = [str(constant)] if constant >= 0 else ["0", "-", str(-constant)]
    for number, question in enumerate(spec.questions, start=1):
        one = terms(question)
        if question.type == "choice" and isinstance(one, Table):
            weights = [row[place] for row in one.points.values()]
        else:
            weights = [question.w[place]]
        for part, weight in zip(_parts(question), [*weights, question.missing[place]], strict=True):
            items += ["+" if weight >= 0 else "-", f"( e://Field/tool_{number}{part} * {abs(weight)} )"]
    return f"$e{{ {' '.join(items)} }}"


def _segment_steps(spec: TypingSpec) -> list[str]:
    places = range(1, len(spec.segments) + 1)
    lines = ["", "4. Differences of scores"]
    for first in places:
        for second in places[first:]:
            fields = f"e://Field/typed_score_{first} - e://Field/typed_score_{second}"
            lines += [f"typed_{first}_less_{second} = $e{{ {fields} }}"]
    lines += ["", f"5. The segment; {no_segment(spec)} when too few questions were answered"]
    lines += [f"typed_segment = {no_segment(spec)}"]
    for place, segment in zip(places, spec.segments, strict=True):
        tests = [f"typed_answered is greater than or equal to {spec.min_answered}"]
        tests += [f"typed_{before}_less_{place} is less than 0" for before in places[: place - 1]]
        tests += [f"typed_{place}_less_{after} is greater than or equal to 0" for after in places[place:]]
        lines += [f"If {' and '.join(tests)}: {segment_word(spec, place - 1)}", f"    typed_segment = {segment.code}"]
    return lines


def script(spec: TypingSpec) -> str:
    """JavaScript for a Qualtrics question that saves segment, runner-up, margin, band, answered and the scores.

    Answers which question? "Our agency programs in Qualtrics: what do we paste?" The answers come as piped text; the
    results go to embedded data (typed_segment and so on). Texts of the study are written so that neither JavaScript
    nor Qualtrics' piping finds anything in them. Raises CannotCompute EXPORT_NO_LABELS and EXPORT_TOO_LARGE.
    """
    require_labels(spec, "a Qualtrics question")
    require_exact(spec)
    fields = ["segment", "runner_up", "margin", "band", "answered"]
    fields += [f"score_{place + 1}" for place in range(len(spec.segments))]
    names = ", ".join(f"typed_{name}" for name in fields)
    columns = [safe_words(f"QID{at}: {one.column}: {one.text}") for at, one in enumerate(spec.questions, start=1)]
    segments = [f"Segment {segment_word(spec, place)}" for place in range(len(spec.segments))]
    heads = [*about(spec), *(line.replace("FIELDS", names) for line in IN_SCRIPT), *columns, *segments]
    lines = [*comment(map(ascii_words, heads), "// "), "(function () {", "  var answers = ["]
    lines += [f"    {_piped(question, number)}," for number, question in enumerate(spec.questions, start=1)]
    lines[-1] = lines[-1].removesuffix(",")
    content = {
        "segments": [segment.code for segment in spec.segments],
        "constants": spec.constants,
        "least": spec.min_answered,
        "clear": spec.bands["clear"],
        "lean": spec.bands["lean"],
        "small": folding(option.label for question in spec.questions for option in question.options),
        "questions": [_content(question) for question in spec.questions],
    }
    return "\n".join([*lines, "  ];", f"  var tool = {_json(content)};"]) + SCRIPT


def _piped(question: GoldenQuestion, number: int) -> str:
    what = "SelectedChoicesRecode" if question.options else "ChoiceTextEntryValue"
    return f'"${{q://QID{number}/{what}}}"'


def _content(question: GoldenQuestion) -> dict[str, object]:
    one = terms(question)
    shared: dict[str, object] = {
        "missing": question.missing,
        "declared": question.no_answer,
        "labels": [folded_words(option.label) for option in question.options],
        "labelCodes": [option.code for option in question.options],
    }
    if isinstance(one, Table):
        return {"codes": list(one.points), "points": list(one.points.values()), **shared}
    return {"low": one.low, "high": one.high, "weights": one.weights, **shared}


def _json(content: object) -> str:
    """JSON inside a script: no sign that JavaScript, HTML or piping could take for something else."""
    text = json.dumps(content, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return "".join(_escaped(letter) for letter in text)


def _escaped(letter: str) -> str:
    return f"\\u{ord(letter):04x}" if letter in "<>&$'`" else letter
