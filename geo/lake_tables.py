"""The lake's Delta tables on disk: made, appended to, read at a version; no knowledge of what the rows mean."""

import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError

from geo.errors import LakeError

NO_VERSION = -1
"""Version of a table that nobody has written yet; the first commit is version 0."""
_COMMIT_RETRIES = 30
"""How often an append that lost the race for a version number tries the next one."""


class AppendOnlyTable:
    """One Delta table that rows are added to and never taken from."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        """Name the table's folder and columns; nothing is read or made yet."""
        self._path = path
        self._schema = schema
        self._newest: DeltaTable | None = None

    def version(self) -> int:
        """Return the number of the newest commit, `NO_VERSION` before the first."""
        table = self._refreshed()
        return NO_VERSION if table is None else table.version()

    def identity(self) -> str:
        """Return the id that the table was made with; empty before the first commit."""
        table = self._refreshed()
        return "" if table is None else str(table.metadata().id)

    def append(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows in one commit: all of them become visible or none.

        Raises LakeError that names the table when it cannot be written or holds other columns.
        """
        data = pa.Table.from_pylist(list(rows), schema=self._schema)
        try:
            self._make()
            properties = CommitProperties(max_commit_retries=_COMMIT_RETRIES)
            write_deltalake(self._path, data, mode="append", commit_properties=properties)
        except (DeltaError, OSError) as error:
            raise LakeError(f"{self._path}: the lake cannot be written: {error}") from error

    def dataset(self, version: int | None = None) -> ds.Dataset:
        """Return the rows at a version (the newest by default) as a dataset that is read when it is asked.

        Raises LakeError for a version that the table does not have.
        """
        try:
            table = self._refreshed() if version is None else DeltaTable(self._path, version=version)
            return ds.dataset(self._schema.empty_table()) if table is None else table.to_pyarrow_dataset()
        except (DeltaError, OSError) as error:
            raise LakeError(f"{self._path}: version {version} of the lake cannot be read: {error}") from error

    def _make(self) -> None:
        """Make the table unless it is there; of two writers that make it at once, one wins and both go on.

        The one that loses must not try again: deltalake would commit a second set of metadata under the next version,
        which gives the table another id and refuses the winner's append ("Metadata changed since last commit").
        """
        if DeltaTable.is_deltatable(str(self._path)):
            return
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            DeltaTable.create(
                self._path,
                self._schema,
                mode="ignore",
                configuration={"delta.appendOnly": "true"},
                commit_properties=CommitProperties(max_commit_retries=0),
            )
        except DeltaError:
            if not DeltaTable.is_deltatable(str(self._path)):
                raise

    def _refreshed(self) -> DeltaTable | None:
        """Return the table at its newest version, `None` when there is none."""
        try:
            if self._newest is None:
                if not self._path.is_dir():
                    return None
                self._newest = DeltaTable(self._path)
            else:
                self._newest.update_incremental()
        except TableNotFoundError:
            self._newest = None
        except (DeltaError, OSError) as error:
            raise LakeError(f"{self._path}: the lake cannot be read: {error}") from error
        return self._newest


def ask(query: str, values: Sequence[Any] = (), **tables: pa.Table | ds.Dataset) -> pa.Table:
    """Run one DuckDB query over named Arrow tables or datasets and return its rows."""
    with _engine(os.getpid()).cursor() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        return connection.sql(query, params=list(values)).to_arrow_table()


@lru_cache(maxsize=1)
def _engine(_process_id: int) -> duckdb.DuckDBPyConnection:
    """Return this process's engine, which holds nothing: starting one takes longer than most queries.

    Each cursor of it is a connection of its own with its own registered tables, so threads do not meet in it; a forked
    process must not use its parent's.
    """
    return duckdb.connect()
