"""The typing tool as PMML 4.4: a regression model whose arithmetic is done in derived fields, whole numbers only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from survey_seg.artifact import write_text
from survey_seg.errors import printable
from survey_seg.typing_tool.exporters.labels import require_exact, require_labels
from survey_seg.typing_tool.exporters.wording import about, unlike
from survey_seg.typing_tool.spec import GoldenQuestion, TypingSpec
from survey_seg.typing_tool.terms import Table, largest_score, terms

NAMESPACE = "http://www.dmg.org/PMML-4_4"
LEAST_STEP = 1e-6
"""Log odds by which an earlier segment is ahead on a tie, so that every engine predicts the first."""
CONTINUOUS = {"optype": "continuous", "dataType": "double"}

Expression = Element


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as a PMML file; see `document`."""
    write_text(path, document(spec))


def document(spec: TypingSpec) -> str:
    """The tool as the text of a PMML 4.4 document.

    Answers which question? "Our scoring engine takes PMML: what do we load?" One double field per question, named like
    its column (text has to be recoded to codes first). Outputs: typed_segment and typed_runner_up (missing when too
    few questions were answered), typed_margin, typed_band, typed_answered, typed_invalid, typed_score_1 and so on,
    and typed_probability_1 and so on for display. The target typed_best is the prediction before the rule of too few
    answers. Scores are sums of whole numbers in derived fields; the regression tables see how far each lies behind the
    best, in log odds, with a tiny head start for earlier segments, so that ties are exact in every engine.

    Raises CannotCompute EXPORT_NO_LABELS and EXPORT_TOO_LARGE. Source: dmg.org, PMML 4.4 Regression, Functions, Output.
    """
    require_labels(spec, "a PMML model")
    require_exact(spec)
    typed = _prefix(spec)
    root = Element("PMML", {"xmlns": NAMESPACE, "version": "4.4"})
    header = SubElement(root, "Header", {"description": " ".join(about(spec))})
    SubElement(header, "Application", {"name": "survey-seg"})
    use = f"{typed}_segment is the result; {typed}_best is the prediction before the rule of too few answers."
    SubElement(header, "Annotation").text = printable(f"{spec.model_id}: {spec.title}. {use}")
    names = field_names(spec)
    dictionary = SubElement(root, "DataDictionary", {"numberOfFields": str(len(names) + 1)})
    for name, question in zip(names, spec.questions, strict=True):
        shown = printable(question.text)
        SubElement(dictionary, "DataField", {"name": name, "displayName": shown, **CONTINUOUS})
    best = {"name": f"{typed}_best", "optype": "categorical", "dataType": "integer"}
    target = SubElement(dictionary, "DataField", best)
    for segment in spec.segments:
        SubElement(target, "Value", {"value": str(segment.code), "displayValue": printable(segment.name)})
    _model(root, spec, names, typed)
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def field_names(spec: TypingSpec) -> tuple[str, ...]:
    """The field of each question: its column, without the characters that XML does not know."""
    columns = [question.column for question in spec.questions]
    return unlike(columns, lambda name, place: "".join(filter(_in_xml, name)) or f"q{place + 1}")


def _in_xml(letter: str) -> bool:
    number = ord(letter)
    return letter in "\t\n\r" or 0x20 <= number < 0xD800 or 0xE000 <= number < 0xFFFE or number > 0xFFFF


def _prefix(spec: TypingSpec) -> str:
    prefix = "typed"
    while any(name.casefold().startswith(f"{prefix}_") for name in field_names(spec)):
        prefix += "_x"
    return prefix


def _model(root: Element, spec: TypingSpec, names: Sequence[str], typed: str) -> None:
    kind = {"functionName": "classification", "normalizationMethod": "softmax", "modelName": printable(spec.model_id)}
    model = SubElement(root, "RegressionModel", kind)
    schema = SubElement(model, "MiningSchema")
    SubElement(schema, "MiningField", {"name": f"{typed}_best", "usageType": "target"})
    for name in names:
        SubElement(schema, "MiningField", {"name": name, "invalidValueTreatment": "asMissing"})
    model.append(_outputs(spec, typed))
    derived = SubElement(model, "LocalTransformations")
    for name, expression in [*_answers(spec, names, typed), *_ranking(spec, typed)]:
        SubElement(derived, "DerivedField", {"name": name, **CONTINUOUS}).append(expression)
    count = len(spec.segments)
    step = min(LEAST_STEP, 1 / (4 * count * spec.scale))
    for place, segment in enumerate(spec.segments):
        intercept = repr((count - 1 - place) * step)
        table = SubElement(model, "RegressionTable", {"intercept": intercept, "targetCategory": str(segment.code)})
        behind = {"name": f"{typed}_behind_{place + 1}", "coefficient": repr(1 / spec.scale)}
        SubElement(table, "NumericPredictor", behind)


Fields = list[tuple[str, Expression]]


def _answers(spec: TypingSpec, names: Sequence[str], typed: str) -> Fields:
    """What counts as an answer, and the scores."""
    fields: Fields = []
    sums: list[list[Expression]] = [[_number(constant)] for constant in spec.constants]
    for at, (question, name) in enumerate(zip(spec.questions, names, strict=True), start=1):
        valid, value = f"{typed}_valid_{at}", f"{typed}_value_{at}"
        answer = _number(1)
        for condition in reversed(_conditions(question, name)):
            answer = _if(condition, answer, _number(0))
        fields.append((valid, answer))
        fields.append((value, _if(_is(valid, 1), _field(name), _number(_nothing(question)))))
        for place, points in enumerate(_points(question, valid, value)):
            sums[place] += points
        fields.append((f"{typed}_unknown_{at}", _unknown(question, name, valid)))
    for place, parts in enumerate(sums, start=1):
        fields.append((f"{typed}_sum_{place}", _apply("sum", *parts)))
    for what in ("valid", "unknown"):
        each = (_field(f"{typed}_{what}_{at}") for at in range(1, len(names) + 1))
        fields.append((f"{typed}_all_{what}", _apply("sum", *each)))
    return fields


def _conditions(question: GoldenQuestion, name: str) -> list[Expression]:
    """What has to be true of an answer; each is asked only when those before it are true."""
    one = terms(question)
    there = _apply("isNotMissing", name)
    if isinstance(one, Table):
        return (
            [there, _apply("isIn", name, *_numbers(one.points))]
            if one.points
            else [_apply("equal", _number(0), _number(1))]
        )
    inside = _apply(
        "and", _apply("greaterOrEqual", name, _number(one.low)), _apply("lessOrEqual", name, _number(one.high))
    )
    # A difference, because some engines take what floor gives for an integer that is unlike every double.
    whole = _apply("equal", _apply("-", name, _apply("floor", name)), _number(0))
    return [there, inside, whole, *([_apply("isNotIn", name, *_numbers(one.without))] if one.without else [])]


def _unknown(question: GoldenQuestion, name: str, valid: str) -> Expression:
    """1 when something was answered that is none of the codes."""
    rest = _number(1)
    if question.no_answer:
        rest = _if(_apply("isIn", name, *_numbers(question.no_answer)), _number(0), _number(1))
    return _if(_is(valid, 1), _number(0), _if(_apply("isMissing", name), _number(0), rest))


def _nothing(question: GoldenQuestion) -> int:
    """What stands for no answer: 0 where it is multiplied, a number that is no code where answers are chosen."""
    return min((option.code for option in question.options), default=0) - 1 if question.type == "choice" else 0


def _points(question: GoldenQuestion, valid: str, value: str) -> list[list[Expression]]:
    """The parts of each segment's score that a question adds; side by side, for a long list must not nest."""
    parts: list[list[Expression]] = []
    one = terms(question)
    for place, missing in enumerate(question.missing):
        if question.type == "choice" and isinstance(one, Table):
            rows = ((code, row[place]) for code, row in one.points.items())
            given = [_if(_is(value, code), _number(points), _number(0)) for code, points in rows if points]
        else:
            given = [_apply("*", _number(question.w[place]), _field(value))]
        gone = _apply("*", _number(missing), _apply("-", _number(1), _field(valid)))
        parts.append([*given, gone])
    return parts


def _ranking(spec: TypingSpec, typed: str) -> Fields:
    """The best and the second best; of equal scores the first."""
    places = range(1, len(spec.segments) + 1)
    lowest = -largest_score(spec) - 1
    high, other = f"{typed}_high", f"{typed}_next"
    fields: Fields = [(high, _apply("max", *(f"{typed}_sum_{place}" for place in places)))]
    fields.append((f"{typed}_first", _first(places, [f"{typed}_sum_{place}" for place in places], high)))
    for place in places:
        rest = _if(_is(f"{typed}_first", place), _number(lowest), _field(f"{typed}_sum_{place}"))
        fields.append((f"{typed}_rest_{place}", rest))
    fields.append((other, _apply("max", *(f"{typed}_rest_{place}" for place in places))))
    fields.append((f"{typed}_second", _first(places, [f"{typed}_rest_{place}" for place in places], other)))
    behind = [(f"{typed}_behind_{place}", _apply("-", f"{typed}_sum_{place}", high)) for place in places]
    return [*fields, *behind]


def _first(places: Iterable[int], names: Sequence[str], wanted: str) -> Expression:
    """The first place whose field equals another field."""
    pairs = list(zip(places, names, strict=True))
    expression = _number(pairs[-1][0])
    for place, name in reversed(pairs[:-1]):
        expression = _if(_apply("equal", name, wanted), _number(place), expression)
    return expression


def _outputs(spec: TypingSpec, typed: str) -> Element:
    output = Element("Output")

    def made(name: str, expression: Expression, optype: str = "continuous", kind: str = "double") -> None:
        given = {"name": f"{typed}_{name}", "optype": optype, "dataType": kind, "feature": "transformedValue"}
        SubElement(output, "OutputField", given).append(expression)

    def enough() -> Expression:
        return _apply("greaterOrEqual", f"{typed}_all_valid", _number(spec.min_answered))

    codes = [segment.code for segment in spec.segments]
    for name, rank in (("segment", "first"), ("runner_up", "second")):
        made(name, _if(enough(), _code(codes, f"{typed}_{rank}")), "categorical", "integer")
    margin = _apply("-", f"{typed}_high", f"{typed}_next")
    made("margin", _if(enough(), margin, _number(0)))
    band = _word("unclear")
    for name in ("lean", "clear"):
        margin = _apply("-", f"{typed}_high", f"{typed}_next")
        band = _if(_apply("greaterOrEqual", margin, _number(spec.bands[name])), _word(name), band)
    made("band", _if(enough(), band, _word("unclear")), "categorical", "string")
    made("answered", _field(f"{typed}_all_valid"))
    made("invalid", _field(f"{typed}_all_unknown"))
    for place, segment in enumerate(spec.segments, start=1):
        made(f"score_{place}", _field(f"{typed}_sum_{place}"))
        given = {"name": f"{typed}_probability_{place}", **CONTINUOUS}
        SubElement(output, "OutputField", {**given, "feature": "probability", "value": str(segment.code)})
    return output


def _code(codes: Sequence[int], place: str) -> Expression:
    expression = _number(codes[-1], "integer")
    for number, code in reversed(list(enumerate(codes[:-1], start=1))):
        expression = _if(_is(place, number), _number(code, "integer"), expression)
    return expression


def _apply(function: str, *arguments: Expression | str) -> Expression:
    """A function of fields (by name) and expressions."""
    apply = Element("Apply", {"function": function})
    apply.extend(_field(one) if isinstance(one, str) else one for one in arguments)
    return apply


def _if(*arguments: Expression) -> Expression:
    return _apply("if", *arguments)


def _is(name: str, number: int) -> Expression:
    return _apply("equal", name, _number(number))


def _field(name: str) -> Expression:
    return Element("FieldRef", {"field": name})


def _number(number: int, kind: str = "double") -> Expression:
    constant = Element("Constant", {"dataType": kind})
    constant.text = str(number)
    return constant


def _numbers(numbers: Iterable[int]) -> list[Expression]:
    return [_number(number) for number in numbers]


def _word(word: str) -> Expression:
    constant = Element("Constant", {"dataType": "string"})
    constant.text = word
    return constant
