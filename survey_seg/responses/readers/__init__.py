"""How to read each kind of response file: one module per kind, found by the file's ending; a folder is Parquet."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from survey_seg.responses.readers import from_csv, from_parquet, from_sav, from_xlsx
from survey_seg.responses.table import Table

Reader = Callable[[Path], tuple[Table, ...]]

READERS: Final[Mapping[str, Reader]] = {
    ".csv": from_csv.read,
    ".txt": from_csv.read,
    ".tsv": from_csv.read,
    ".tab": from_csv.read,
    ".xlsx": from_xlsx.read,
    ".xlsm": from_xlsx.read,
    ".sav": from_sav.read,
    ".zsav": from_sav.read,
    ".parquet": from_parquet.read,
    ".pq": from_parquet.read,
}
