"""The typing tool as an ONNX model: answers in, segment, scores and margin out, whole numbers exactly."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from survey_seg.artifact import whole_file
from survey_seg.errors import EnvironmentProblem, Problem, printable
from survey_seg.typing_tool.exporters.labels import require_exact
from survey_seg.typing_tool.exporters.wording import about
from survey_seg.typing_tool.spec import TypingSpec
from survey_seg.typing_tool.terms import Range, Table, no_segment, terms

OPSET = 13
IR = 8
"""Read by onnxruntime 1.10 (2021) and later."""

Array = npt.NDArray[Any]


def export(spec: TypingSpec, path: Path) -> None:
    """Write the tool as an ONNX file; see `model`."""
    data = model(spec).SerializeToString(deterministic=True)
    with whole_file(path) as draft:
        draft.write_bytes(data)


def model(spec: TypingSpec) -> Any:  # noqa: ANN401 - onnx is imported only here
    """The tool as an onnx ModelProto.

    Answers which question? "Our engineers deploy models as ONNX: what do we hand over?" Input `answers`: double,
    people x questions in the order of the metadata entry `columns`, NaN where nothing was answered. Outputs: `scores`
    (int64, people x segments), `answered` (int64), `invalid` (int64, people x questions, 1 where the answer is none
    of the codes), and, when the tool may name segments, `segment` and `runner_up` (int64 codes; the metadata entry
    `no_segment` when too few questions were answered), `margin` (int64) and `band` ("clear", "lean", "unclear").
    Answers are compared and recoded inside the graph; sums are of whole numbers in double precision, hence exact.

    Raises CannotCompute EXPORT_TOO_LARGE, and EnvironmentProblem EXPORT_NO_ONNX without the package onnx. Source:
    ONNX operators, opset 13; TopK puts the lower index first when values are equal, which is the tie rule.
    """
    require_exact(spec)
    onnx = _onnx()
    graph = _Graph(onnx)
    scores, answered = _scores(graph, spec)
    outputs: list[tuple[str, str, list[Any]]] = [
        ("scores", "INT64", ["people", len(spec.segments)]),
        ("answered", "INT64", ["people"]),
    ]
    outputs += [("invalid", "INT64", ["people", len(spec.questions)])]
    if spec.hard_labels:
        _result(graph, spec, scores, answered)
        outputs += [(name, "INT64", ["people"]) for name in ("segment", "runner_up", "margin")]
        outputs += [("band", "STRING", ["people"])]
    return graph.finished(spec, outputs)


def _onnx() -> Any:  # noqa: ANN401
    try:
        return import_module("onnx")
    except ImportError as error:
        what = "ONNX files are written by the package onnx, which is not installed"
        hint = "python3 -m pip install 'survey-seg[onnx]', or export the tool in another form"
        raise EnvironmentProblem(Problem("EXPORT_NO_ONNX", what, hint=hint)) from error


class _Graph:
    """Nodes and constants, named as they come."""

    def __init__(self, onnx: Any) -> None:  # noqa: ANN401
        self.onnx = onnx
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def constant(self, values: Array) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(self.onnx.numpy_helper.from_array(values, name))
        return name

    def does(self, operator: str, *inputs: str, called: str = "", **attributes: int) -> str:
        """Add a node with one output and give the name of that."""
        name = called or f"n{len(self.nodes)}"
        self.nodes.append(self.onnx.helper.make_node(operator, list(inputs), [name], name=name, **attributes))
        return name

    def best_two(self, scores: str) -> tuple[str, str]:
        """The two highest values of each row and their places; the lower place first when values are equal."""
        two = self.constant(np.array([2], dtype=np.int64))
        node = self.onnx.helper.make_node("TopK", [scores, two], ["high", "place"], name="best", axis=1)
        self.nodes.append(node)
        return "high", "place"

    def double(self, name: str) -> str:
        return self.does("Cast", name, to=self.onnx.TensorProto.DOUBLE)

    def whole(self, name: str, called: str = "") -> str:
        return self.does("Cast", name, called=called, to=self.onnx.TensorProto.INT64)

    def column(self, name: str, place: int) -> str:
        return self.does("Gather", name, self.constant(np.array(place, dtype=np.int64)), axis=1)

    def finished(self, spec: TypingSpec, outputs: list[tuple[str, str, list[Any]]]) -> Any:  # noqa: ANN401
        kind, helper = self.onnx.TensorProto, self.onnx.helper
        given = helper.make_tensor_value_info("answers", kind.DOUBLE, ["people", len(spec.questions)])
        made = [helper.make_tensor_value_info(name, getattr(kind, type_), shape) for name, type_, shape in outputs]
        graph = helper.make_graph(self.nodes, "typing_tool", [given], made, self.constants)
        opset = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(graph, producer_name="survey-seg", ir_version=IR, opset_imports=opset)
        model.doc_string = "\n".join(about(spec))
        helper.set_model_props(model, _metadata(spec))
        return model


def _metadata(spec: TypingSpec) -> dict[str, str]:
    limits = [printable(str(limit)) for limit in spec.card.get("limits", ())]
    return {
        "model_id": printable(spec.model_id),
        "title": printable(spec.title),
        "limits": json.dumps(limits),
        "columns": json.dumps([question.column for question in spec.questions]),
        "segments": json.dumps({str(segment.code): segment.name for segment in spec.segments}),
        "scale": str(spec.scale),
        "no_segment": str(no_segment(spec)),
    }


def _scores(graph: _Graph, spec: TypingSpec) -> tuple[str, str]:
    """The scores in double precision, and the number of answers; the outputs `scores`, `answered` and `invalid`."""
    parts = [part for part in (_listed(graph, spec), _ranges(graph, spec)) if part is not None]
    points, valid = parts[0]
    for more_points, more_valid in parts[1:]:
        points, valid = graph.does("Add", points, more_points), graph.does("Add", valid, more_valid)
    gone = graph.does("Sub", graph.constant(np.array(1.0)), valid)
    missing = graph.constant(np.array([question.missing for question in spec.questions], dtype=np.float64))
    points = graph.does("Add", points, graph.does("MatMul", gone, missing))
    scores = graph.does("Add", points, graph.constant(np.array(spec.constants, dtype=np.float64)))
    graph.whole(scores, "scores")
    count = graph.does("ReduceSum", valid, graph.constant(np.array([1], dtype=np.int64)), keepdims=0)
    answered = graph.whole(count, "answered")
    given = graph.double(graph.does("Equal", "answers", "answers"))  # NaN is not equal to itself
    declared = [(at, code, at) for at, one in enumerate(spec.questions) for code in sorted(set(one.no_answer))]
    unknown = graph.does("Sub", given, valid)
    if declared:
        places = graph.constant(_members([row[0] for row in declared], len(spec.questions)))
        unknown = graph.does("Sub", unknown, graph.does("MatMul", _hits(graph, "answers", declared), places))
    graph.whole(unknown, "invalid")
    return scores, answered


def _listed(graph: _Graph, spec: TypingSpec) -> tuple[str, str] | None:
    """Points and validity of the questions that list their answers: one column per code that can be chosen."""
    tables = [(at, one) for at, question in enumerate(spec.questions) if isinstance(one := terms(question), Table)]
    rows = [(at, code, points) for at, one in tables for code, points in one.points.items()]
    if not rows:
        return None
    hits = _hits(graph, "answers", rows)
    points = graph.constant(np.array([row[2] for row in rows], dtype=np.float64))
    places = graph.constant(_members([row[0] for row in rows], len(spec.questions)))
    return graph.does("MatMul", hits, points), graph.does("MatMul", hits, places)


def _ranges(graph: _Graph, spec: TypingSpec) -> tuple[str, str] | None:
    """Points and validity of the questions that take every whole number of a range."""
    found = [(at, one) for at, question in enumerate(spec.questions) if isinstance(one := terms(question), Range)]
    if not found:
        return None
    index = graph.constant(np.array([at for at, _ in found], dtype=np.int64))
    given = graph.does("Gather", "answers", index, axis=1)
    low, high = (
        graph.constant(np.array([getattr(one, end) for _, one in found], dtype=np.float64)) for end in ("low", "high")
    )
    inside = graph.does("And", graph.does("GreaterOrEqual", given, low), graph.does("LessOrEqual", given, high))
    valid = graph.does("And", inside, graph.does("Equal", graph.does("Floor", given), given))
    without = [(at, code, at) for at, (_, one) in enumerate(found) for code in sorted(set(one.without))]
    if without:
        places = graph.constant(_members([row[0] for row in without], len(found)))
        hit = graph.does("MatMul", _hits(graph, given, without), places)
        valid = graph.does("And", valid, graph.does("Equal", hit, graph.constant(np.array(0.0))))
    value = graph.does("Where", valid, given, graph.constant(np.array(0.0)))
    weights = graph.constant(np.array([one.weights for _, one in found], dtype=np.float64))
    places = graph.constant(_members([at for at, _ in found], len(spec.questions)))
    return graph.does("MatMul", value, weights), graph.does("MatMul", graph.double(valid), places)


def _hits(graph: _Graph, given: str, rows: Sequence[tuple[int, int, Any]]) -> str:
    """1 where a person's answer to a question is a code; one column for each question and code in `rows`."""
    index = graph.constant(np.array([row[0] for row in rows], dtype=np.int64))
    codes = graph.constant(np.array([row[1] for row in rows], dtype=np.float64))
    return graph.double(graph.does("Equal", graph.does("Gather", given, index, axis=1), codes))


def _members(places: Sequence[int], count: int) -> Array:
    """Which column belongs to which question, columns x questions."""
    return np.eye(count)[list(places)]


def _result(graph: _Graph, spec: TypingSpec, scores: str, answered: str) -> None:
    """The outputs `segment`, `runner_up`, `margin` and `band`."""
    high, place = graph.best_two(scores)
    least = graph.constant(np.array(spec.min_answered, dtype=np.int64))
    enough = graph.does("GreaterOrEqual", answered, least)
    nobody = graph.constant(np.array(no_segment(spec), dtype=np.int64))
    codes = graph.constant(np.array([segment.code for segment in spec.segments], dtype=np.int64))
    for rank, name in enumerate(("segment", "runner_up")):
        code = graph.does("Gather", codes, graph.column(place, rank), axis=0)
        graph.does("Where", enough, code, nobody, called=name)
    margin = graph.whole(graph.does("Sub", graph.column(high, 0), graph.column(high, 1)))
    margin = graph.does("Where", enough, margin, graph.constant(np.array(0, dtype=np.int64)), called="margin")
    level = []
    for name in ("lean", "clear"):
        reached = graph.does("GreaterOrEqual", margin, graph.constant(np.array(spec.bands[name], dtype=np.int64)))
        level.append(graph.whole(graph.does("And", enough, reached)))
    bands = graph.constant(np.array(["unclear", "lean", "clear"], dtype=object))
    graph.does("Gather", bands, graph.does("Add", *level), axis=0, called="band")
