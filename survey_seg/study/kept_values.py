"""Results of the analysis to bytes and back, exactly: by their type hints, and with nothing in them that could run.

One line of JSON holds everything but the numbers of arrays; those follow as they are in memory. A value is packed and
read back by the same hint: frozen dataclasses (by the hints of their fields), arrays, tables, tuples, lists, mappings,
`Literal`, unions, scalars, and `Any` for what JSON knows.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
import types
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import numpy as np
import pandas as pd

Value = TypeVar("Value")
Hint = Any
Json = Any

ARRAY = re.compile(r"[<>|=][biufU]\d+")
"""Types of numbers (and fixed text) that are only bytes; an array of objects is none of them."""

WORDS = frozenset({"object", "str"})


FAULTS = (
    ArithmeticError, AttributeError, LookupError, MemoryError, NameError, RecursionError, TypeError, ValueError
)  # fmt: skip
"""What reading something else can run into."""


class NotKept(TypeError):
    """The value holds something that could not be read back as it is."""


class Damaged(ValueError):
    """The bytes are not what `pack` wrote for this hint."""


def pack(value: object, kind: Hint) -> bytes:
    """A value as bytes, by its type hint. Raises NotKept for what could not be read back.

    >>> unpack(pack((1, {"a": 0.1}), tuple[int, dict[str, float]]), tuple[int, dict[str, float]])
    (1, {'a': 0.1})
    """
    pieces = bytearray()
    try:
        outline = json.dumps(_pack(value, kind, pieces))
    except (NameError, RecursionError, OverflowError) as error:
        raise NotKept(str(error)) from error
    return outline.encode("ascii") + b"\n" + pieces


def unpack(data: bytes, kind: type[Value]) -> Value:
    """The value that `pack` made the bytes of. Raises Damaged for any other bytes."""
    outline, _, rest = data.partition(b"\n")
    try:
        value: Value = _unpack(json.loads(outline), kind, memoryview(rest))
    except FAULTS as error:
        raise Damaged(str(error)) from error
    return value


def _pack(value: Any, kind: Hint, pieces: bytearray) -> Json:  # noqa: ANN401
    found = get_origin(kind) or kind
    if dataclasses.is_dataclass(found):
        _expect(type(value) is found, value, kind)
        return {name: _pack(getattr(value, name), hint, pieces) for name, hint in _fields(found).items()}
    if found not in PACKERS:
        raise NotKept(f"nothing is known of {kind}")
    return PACKERS[found](value, kind, pieces)


def _unpack(content: Json, kind: Hint, rest: memoryview) -> Any:  # noqa: ANN401
    found = get_origin(kind) or kind
    if dataclasses.is_dataclass(found) and isinstance(found, type):
        hints = _fields(found)
        if set(content) != set(hints):
            raise Damaged("other fields")
        return found(**{name: _unpack(content[name], hint, rest) for name, hint in hints.items()})
    return UNPACKERS[found](content, kind, rest)


@cache
def _fields(kind: type) -> dict[str, Hint]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _expect(holds: bool, value: object, kind: Hint) -> None:
    if not holds:
        raise NotKept(f"{type(value).__name__} where {kind} was expected")


def _read(holds: bool) -> None:
    if not holds:
        raise Damaged("of another kind")


# Scalars


def _pack_scalar(value: Any, kind: Hint, _pieces: bytearray) -> Json:  # noqa: ANN401
    value = value.item() if isinstance(value, np.generic) else value
    _expect(_fits(value, kind), value, kind)
    return value


def _unpack_scalar(content: Json, kind: Hint, _rest: memoryview) -> Any:  # noqa: ANN401
    _read(_fits(content, kind))
    return content


def _fits(value: object, kind: Hint) -> bool:
    if kind is None or kind is type(None):
        return value is None
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, int | float if kind is float else kind)


def _pack_literal(value: Any, kind: Hint, _pieces: bytearray) -> Json:  # noqa: ANN401
    _expect(value in get_args(kind), value, kind)
    return get_args(kind).index(value)


def _unpack_literal(content: Json, kind: Hint, _rest: memoryview) -> Any:  # noqa: ANN401
    return get_args(kind)[_place(content)]


def _place(content: Json) -> int:
    _read(isinstance(content, int) and content >= 0)
    return int(content)


def _pack_union(value: Any, kind: Hint, pieces: bytearray) -> Json:  # noqa: ANN401
    for place, arm in enumerate(get_args(kind)):
        begin = len(pieces)
        try:
            return [place, _pack(value, arm, pieces)]
        except NotKept:
            del pieces[begin:]
    raise NotKept(f"{type(value).__name__} where {kind} was expected")


def _unpack_union(content: Json, kind: Hint, rest: memoryview) -> Any:  # noqa: ANN401
    place, inner = content
    return _unpack(inner, get_args(kind)[_place(place)], rest)


# Collections


def _pack_tuple(value: Any, kind: Hint, pieces: bytearray) -> Json:  # noqa: ANN401
    _expect(isinstance(value, tuple), value, kind)
    hints = _places(kind, len(value))
    return [_pack(item, hint, pieces) for item, hint in zip(value, hints, strict=True)]


def _unpack_tuple(content: Json, kind: Hint, rest: memoryview) -> Any:  # noqa: ANN401
    hints = _places(kind, len(content))
    return tuple(_unpack(item, hint, rest) for item, hint in zip(content, hints, strict=True))


def _places(kind: Hint, length: int) -> tuple[Hint, ...]:
    hints = get_args(kind) or (Any, ...)
    hints = (hints[0],) * length if hints[-1] is Ellipsis else hints
    if len(hints) != length:
        raise NotKept(f"{length} values where {kind} was expected")
    return hints


def _pack_list(value: Any, kind: Hint, pieces: bytearray) -> Json:  # noqa: ANN401
    _expect(isinstance(value, list), value, kind)
    (hint,) = get_args(kind) or (Any,)
    return [_pack(item, hint, pieces) for item in value]


def _unpack_list(content: Json, kind: Hint, rest: memoryview) -> Any:  # noqa: ANN401
    _read(isinstance(content, list))
    (hint,) = get_args(kind) or (Any,)
    return [_unpack(item, hint, rest) for item in content]


def _pack_mapping(value: Any, kind: Hint, pieces: bytearray) -> Json:  # noqa: ANN401
    _expect(isinstance(value, Mapping), value, kind)
    of, to = get_args(kind) or (Any, Any)
    return [[_pack(key, of, pieces), _pack(item, to, pieces)] for key, item in value.items()]


def _unpack_mapping(content: Json, kind: Hint, rest: memoryview) -> Any:  # noqa: ANN401
    of, to = get_args(kind) or (Any, Any)
    return {_unpack(key, of, rest): _unpack(item, to, rest) for key, item in content}


SHAPES: dict[str, type] = {"tuple": tuple, "list": list, "dict": dict}


def _pack_any(value: Any, kind: Hint, pieces: bytearray) -> Json:  # noqa: ANN401
    value = value.item() if isinstance(value, np.generic) else value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    for name, shape in SHAPES.items():
        if isinstance(value, shape):
            return {name: PACKERS[shape](value, shape, pieces)}
    raise NotKept(f"{type(value).__name__} where {kind} was expected")


def _unpack_any(content: Json, _kind: Hint, rest: memoryview) -> Any:  # noqa: ANN401
    if not isinstance(content, dict):
        _read(not isinstance(content, list))
        return content
    ((name, inner),) = content.items()
    return UNPACKERS[SHAPES[name]](inner, SHAPES[name], rest)


# Arrays and tables


def _pack_array(value: Any, kind: Hint, pieces: bytearray) -> Json:  # noqa: ANN401
    _expect(isinstance(value, np.ndarray) and ARRAY.fullmatch(value.dtype.str) is not None, value, kind)
    order: Literal["F", "C"] = "F" if value.flags.f_contiguous and not value.flags.c_contiguous else "C"
    begin = len(pieces)
    pieces += value.tobytes(order=order)
    return [value.dtype.str, list(value.shape), order, begin]


def _unpack_array(content: Json, _kind: Hint, rest: memoryview) -> Any:  # noqa: ANN401
    name, shape, order, begin = content
    _read(ARRAY.fullmatch(name) is not None and order in {"C", "F"})
    size = np.dtype(name).itemsize * math.prod(_place(length) for length in shape)
    piece = rest[_place(begin) : begin + size]
    _read(len(piece) == size)
    if not size:
        return np.empty(shape, dtype=name)
    return np.frombuffer(piece, dtype=name).reshape(shape, order=order).copy(order="K")


def _pack_table(value: Any, kind: Hint, pieces: bytearray) -> Json:  # noqa: ANN401
    _expect(isinstance(value, pd.DataFrame), value, kind)
    columns = [_pack_column(value.iloc[:, place], pieces) for place in range(value.shape[1])]
    return [_pack_index(value.columns, pieces), _pack_index(value.index, pieces), columns]


def _unpack_table(content: Json, _kind: Hint, rest: memoryview) -> pd.DataFrame:
    names, index, columns = content
    rows = _unpack_index(index, rest)
    table = pd.DataFrame({place: _unpack_column(column, rest) for place, column in enumerate(columns)})
    table = table if columns else pd.DataFrame(index=rows)
    table.columns = _unpack_index(names, rest)
    return table.set_axis(rows, axis=0)


def _pack_column(column: Any, pieces: bytearray) -> Json:  # noqa: ANN401
    if isinstance(column.dtype, np.dtype) and column.dtype != object:
        return {"array": _pack_array(column.to_numpy(), np.ndarray, pieces)}
    if str(column.dtype) not in WORDS:
        raise NotKept(f"a column of {column.dtype}")
    return {str(column.dtype): [_pack_any(item, Any, pieces) for item in column]}


def _unpack_column(content: Json, rest: memoryview) -> Any:  # noqa: ANN401
    ((name, inner),) = content.items()
    if name == "array":
        return pd.Series(_unpack_array(inner, np.ndarray, rest))
    _read(name in WORDS)
    return pd.Series([_unpack_any(item, Any, rest) for item in inner], dtype=name)


def _pack_index(index: Any, pieces: bytearray) -> Json:  # noqa: ANN401
    _expect(not isinstance(index, pd.MultiIndex), index, pd.Index)
    name = _pack_any(index.name, Any, pieces)
    if isinstance(index, pd.RangeIndex):
        return [name, {"range": [index.start, index.stop, index.step]}]
    return [name, _pack_column(index.to_series(), pieces)]


def _unpack_index(content: Json, rest: memoryview) -> Any:  # noqa: ANN401
    name, inner = content
    name = _unpack_any(name, Any, rest)
    if "range" in inner:
        return pd.RangeIndex(*inner["range"], name=name)
    return pd.Index(_unpack_column(inner, rest), name=name)


PACKERS: dict[Hint, Callable[[Any, Hint, bytearray], Json]] = {
    **dict.fromkeys((None, type(None), bool, int, float, str), _pack_scalar),
    **dict.fromkeys((Union, types.UnionType), _pack_union),
    **dict.fromkeys((Mapping, dict), _pack_mapping),
    Any: _pack_any,
    Literal: _pack_literal,
    tuple: _pack_tuple,
    list: _pack_list,
    np.ndarray: _pack_array,
    pd.DataFrame: _pack_table,
}
UNPACKERS: dict[Hint, Callable[[Json, Hint, memoryview], Any]] = {
    **dict.fromkeys((None, type(None), bool, int, float, str), _unpack_scalar),
    **dict.fromkeys((Union, types.UnionType), _unpack_union),
    **dict.fromkeys((Mapping, dict), _unpack_mapping),
    Any: _unpack_any,
    Literal: _unpack_literal,
    tuple: _unpack_tuple,
    list: _unpack_list,
    np.ndarray: _unpack_array,
    pd.DataFrame: _unpack_table,
}
