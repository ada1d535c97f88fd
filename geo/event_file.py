"""The events of one state of a lake as an Arrow file beside it, which every process maps instead of making it anew.

The file is derived: it may be deleted at any time. It takes its name when it is whole and bears its checksum in it, so
one that is cut short, damaged or of another state is made anew; processes that make it at once do not meet. Where the
store cannot be written, the file lives in the system's folder for temporary files as long as it is mapped.
"""

import os
import tempfile
import time
import uuid
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import ipc

from geo.event_table import gathered, plain

Portions = Callable[[], Iterator[pa.Table]]
"""What gives the rows of the file, portion by portion, in any order."""

_KEPT = 2
"""Files that stay: of the newest state, and of one that a citation quotes or a reader still has."""
_ABANDONED_SECONDS = 86_400
"""After so long an unfinished file is one whose writer died."""
_ORDER = ["start_date", "id"]
_ROWS = 65_536
_BLOCK_BYTES = 1 << 22


def event_file(folder: Path, key: str, schema: pa.Schema, portions: Portions) -> pa.Table:
    """Return the table of a state by day and id, mapped from its file in a folder, which is made if it is missing."""
    kept = next(filter(None, (_mapped(path) for path in folder.glob(f"{key}-*.arrow"))), None)
    if kept is not None:
        return kept
    try:
        made = _map(_made(folder, key, schema, portions))
    except OSError:
        with tempfile.TemporaryDirectory(prefix="kharita-", ignore_cleanup_errors=True) as elsewhere:
            return _map(_made(Path(elsewhere), key, schema, portions))
    _tidy(folder)
    return made


def _map(path: Path) -> pa.Table:
    return ipc.open_file(pa.memory_map(str(path))).read_all()


def _mapped(path: Path) -> pa.Table | None:
    """Return the table of a file; one that is not as it was written is deleted."""
    with suppress(OSError, pa.ArrowInvalid):
        if path.stem.endswith(_checksum(path)):
            return _map(path)
    with suppress(OSError):
        path.unlink()
    return None


def _made(folder: Path, key: str, schema: pa.Schema, portions: Portions) -> Path:
    """Write the file and return its path: first as the rows come, then in order, with each repeated text once."""
    folder.mkdir(parents=True, exist_ok=True)
    loose, sorted_ = (folder / f"{uuid.uuid4().hex}.part" for _ in range(2))
    try:
        with ipc.new_file(loose, plain(schema.empty_table()).schema) as writer:
            for portion in portions():
                writer.write_table(plain(portion))
        with pa.memory_map(str(loose)) as source:
            _write_sorted(ipc.open_file(source).read_all(), schema, sorted_)
        return sorted_.replace(folder / f"{key}-{_checksum(sorted_)}.arrow")
    finally:
        for path in (loose, sorted_):
            path.unlink(missing_ok=True)


def _write_sorted(rows: pa.Table, schema: pa.Schema, path: Path) -> None:
    order = pc.sort_indices(rows.select(_ORDER), sort_keys=[(name, "ascending") for name in _ORDER])
    repeated = {field.name for field in schema if pa.types.is_dictionary(field.type)}
    coded = {name: rows[name].dictionary_encode().combine_chunks() for name in repeated}
    loose = rows.drop_columns(list(repeated))
    with ipc.new_file(path, schema) as writer:
        for start in range(0, len(order), _ROWS):
            part = order[start : start + _ROWS].to_numpy().astype(np.int64)
            own = gathered(loose, part)
            columns = [
                coded[name].take(pa.array(part)) if name in repeated else own[name].combine_chunks()
                for name in schema.names
            ]
            writer.write_batch(pa.record_batch(columns, schema=schema))


def _checksum(path: Path) -> str:
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            checksum = zlib.crc32(block, checksum)
    return f"{checksum:08x}"


def _tidy(folder: Path) -> None:
    """Delete the files of older states, and what writers that died left; what another process maps stays with it."""
    with suppress(OSError):  # another process tidies at the same time
        whole = sorted(folder.glob("*.arrow"), key=os.path.getmtime)
        longest_ago = time.time() - _ABANDONED_SECONDS
        abandoned = [path for path in folder.glob("*.part") if path.stat().st_mtime < longest_ago]
        for path in (*whole[:-_KEPT], *abandoned):
            path.unlink(missing_ok=True)
