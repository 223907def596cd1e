"""What is kept comes back exactly as it was, and other bytes are refused, never obeyed."""

import dataclasses
import pickle
import random
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from survey_seg.analysis.model import Basis, Candidates, FactorSolution, Priorities, Profiles, Segmentation
from survey_seg.errors import Notice
from survey_seg.study.kept_values import PACKERS, Damaged, NotKept, _fields, pack, unpack
from survey_seg.typing_tool.spec import TypingSpec, read_spec

Floats = npt.NDArray[np.float64]


@dataclasses.dataclass(frozen=True)
class Inner:
    name: str
    place: int | None


@dataclasses.dataclass(frozen=True, slots=True)
class Outer:
    method: Literal["one", "two"]
    inner: tuple[Inner, ...]
    by_k: Mapping[int, Floats]
    pair: tuple[int, float]
    table: pd.DataFrame
    anything: Mapping[str, Any]
    flags: npt.NDArray[np.bool_]
    either: Floats | pd.DataFrame | None
    listed: list[float]
    on: bool = True


TABLE = pd.DataFrame(
    {
        "k": np.array([1, 2], dtype=np.int32),
        "words": ["ä", "=1"],
        "gap": [np.nan, -0.0],
        "mixed": pd.Series([None, (1, "x")], dtype=object),
        "flag": [True, False],
    },
    index=pd.Index(["one", "two"], name="variable"),
)
OUTER = Outer(
    method="two",
    inner=(Inner("x", None), Inner("y", 3)),
    by_k={1: np.array([np.nan, np.inf]), 8: np.asfortranarray(np.arange(6.0).reshape(2, 3) / 7)},
    pair=(1, 0.1),
    table=TABLE,
    anything={"a": [1, (2.5, None)], "b": {"c": {}}},
    flags=np.zeros((0, 3), dtype=bool),
    either=TABLE,
    listed=[1e-300, 5e-324],
)


def same(one: Any, other: Any) -> bool:
    if type(one) is not type(other):
        return False
    if dataclasses.is_dataclass(one):
        return all(same(getattr(one, field.name), getattr(other, field.name)) for field in dataclasses.fields(one))
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_exact=True)
        return True
    if isinstance(one, np.ndarray):
        alike = (one.dtype, one.shape, one.flags.c_contiguous) == (other.dtype, other.shape, other.flags.c_contiguous)
        return alike and one.tobytes() == other.tobytes() and other.flags.writeable
    if isinstance(one, Mapping):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    return repr(one) == repr(other)


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (OUTER, Outer),
        (dataclasses.replace(OUTER, either=None, table=pd.DataFrame()), Outer),
        (pd.DataFrame({"x": [1.5]}, index=[7]).iloc[:0], pd.DataFrame),
        (pd.DataFrame(index=range(3)), pd.DataFrame),
        (pd.DataFrame([[1, 2.5], [3, 4.5]], columns=["same", "same"]), pd.DataFrame),
        (np.float32(0.1) * np.ones(3, dtype=np.float32), npt.NDArray[np.float32]),
        (np.array(["a", "bcd"]), np.ndarray),
        (np.array(2.5), np.ndarray),
        ((), tuple[int, ...]),
        (None, None),
        (float("nan"), float),
        (10**30, int),
        ("\ud800\n", str),
    ],
)
def test_what_is_kept_comes_back_exactly(value: Any, kind: Any) -> None:
    assert same(value, unpack(pack(value, kind), kind))


def test_a_typing_tool_comes_back_exactly() -> None:
    spec = read_spec(Path(__file__).parent.parent / "typing_tool" / "small_tool.json")
    assert same(spec, unpack(pack(spec, TypingSpec), TypingSpec))


@pytest.mark.parametrize("kind", [Basis, FactorSolution, Candidates, Segmentation, Profiles, Priorities, TypingSpec])
def test_every_type_in_a_stage_is_known(kind: type) -> None:
    def look(hint: Any, place: str) -> None:
        found = get_origin(hint) or hint
        if dataclasses.is_dataclass(found) and isinstance(found, type):
            for name, inner in _fields(found).items():
                look(inner, f"{place}.{name}")
            return
        assert found in PACKERS, place
        if found not in {np.ndarray, Literal}:
            for inner in get_args(hint):
                look(Any if inner is Ellipsis else inner, place)

    look(kind, kind.__name__)


def test_numbers_of_numpy_come_back_as_plain_ones() -> None:
    value = (np.int64(3), np.float64(0.1), np.bool_(True))
    assert repr(unpack(pack(value, tuple[int, float, bool]), tuple[int, float, bool])) == "(3, 0.1, True)"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (object(), Any),
        (np.array([object()]), np.ndarray),
        (pd.DataFrame({"x": pd.to_datetime(["2026-01-01"])}), pd.DataFrame),
        (pd.DataFrame({"x": [object()]}), pd.DataFrame),
        (pd.DataFrame({"x": [1]}, index=pd.MultiIndex.from_tuples([(1, 2)])), pd.DataFrame),
        (True, int),
        (1.5, int),
        ("three", Literal["one"]),
        ((1, 2, 3), tuple[int, int]),
        ({1, 2}, set[int]),
        (Notice("A", "b"), Inner),
    ],
)
def test_what_could_not_come_back_is_said_to(value: Any, kind: Any) -> None:
    with pytest.raises(NotKept):
        pack(value, kind)


def test_other_bytes_are_refused_or_harmless() -> None:
    data = pack(OUTER, Outer)
    chance = random.Random(1)
    for _ in range(1500):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(changed))
            changed[place : place + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4))
        with suppress(Damaged):
            assert isinstance(unpack(bytes(changed), Outer), Outer)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n", b"null\n", b"[" * 100_000, b"\x80\x04\x95", pickle.dumps(OUTER), pack(Inner("x", 1), Inner),
        b'[["<f8", [1000000000000], "C", 0]]\n', b'["|O", [1], "C", 0]\n12345678',
    ],
)  # fmt: skip
def test_foreign_bytes_are_refused(data: bytes) -> None:
    for kind in (Outer, tuple[Floats], np.ndarray, pd.DataFrame):
        with pytest.raises(Damaged):
            unpack(data, kind)
