"""From sources into the lake: one process, or many through Dask, with the same pure extraction."""

import datetime as dt
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

from gazetteer.loading import load_gazetteer
from geo.article import Article
from geo.batch import Document, Outcome, batches, documents, outcomes, successes
from geo.errors import GeoError, SourceUnreadable
from geo.geocode import Finder
from geo.lake import COMMIT_CHARACTERS, COMMIT_DOCUMENTS, IngestReport, Lake

TASK_DOCUMENTS = 25
"""Documents in one task of a cluster: some tenths of a second of work, so that sending it costs little."""
_TASKS_AHEAD = 4
"""Tasks a worker may have waiting; bounds memory while every worker stays busy."""

Extractor = Callable[[Iterable[Document]], Iterator[Outcome]]


def ingest(
    sources: Iterable[str | Path],
    *,
    store: Path,
    default_date: dt.date | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    finder: Finder | None = None,
    on_document: Callable[[], None] = lambda: None,
    on_failure: Callable[[GeoError], None] = lambda _error: None,
) -> IngestReport:
    """Read sources, extract what the lake does not hold yet, and keep it.

    Args:
        sources: Files, folders, addresses, or `-` for standard input.
        store: Folder of the lake and of the user's own layers.
        default_date: Day of publication for undated input.
        workers: Processes to extract with; 1 stays in this one.
        scheduler: Address of a running Dask scheduler (`tcp://host:port`) to use in place of own processes; its
            workers need Kharita installed and must see `store` under the same path where it holds layers.
        finder: Looks up names that no layer can place; it is asked from this process alone, so it excludes a cluster.
        on_document: Called when a document is done, whether kept, known or failed.
        on_failure: Called with the reason of each document or source that failed.

    Raises:
        LakeError: The store cannot be written; what was committed before stays.
        SourceUnreadable: The scheduler does not answer.
    """
    lake = Lake.open(store)
    report = IngestReport()
    read = documents(sources, default_date=default_date)
    with _extractor(store, workers=workers, scheduler=scheduler, finder=finder) as extracted:
        for batch in batches(read, count=COMMIT_DOCUMENTS, characters=COMMIT_CHARACTERS):
            held = lake.unchanged(document for document in batch if isinstance(document, Article))
            fresh = [d for d in batch if isinstance(d, GeoError) or d.id not in held]
            for _ in range(len(batch) - len(fresh)):
                on_document()
            good = successes(extracted(fresh), on_document=on_document, on_failure=on_failure)
            report = report + lake.ingest(good) + IngestReport(unchanged=len(batch) - len(fresh))
    return report


def _extractor(
    store: Path, *, workers: int, scheduler: str | None, finder: Finder | None
) -> AbstractContextManager[Extractor]:
    """Return what extracts: this process, or a cluster that lives as long as the context."""
    if (workers > 1 or scheduler) and finder is None:
        return _cluster(store, workers=workers, scheduler=scheduler)
    return nullcontext(partial(outcomes, gazetteer=load_gazetteer(store), finder=finder))


@contextmanager
def _cluster(store: Path, *, workers: int, scheduler: str | None) -> Iterator[Extractor]:
    import distributed  # noqa: PLC0415  (a second to import, and only clusters need it)

    dask: Any = distributed
    settings = {
        "n_workers": workers,
        "threads_per_worker": 1,
        "host": "127.0.0.1",
        "dashboard_address": None,
        "silence_logs": logging.ERROR,
    }
    with ExitStack() as opened:
        try:
            address = scheduler or opened.enter_context(dask.LocalCluster(**settings))
            client = opened.enter_context(dask.Client(address))
        except OSError as error:
            raise SourceUnreadable(f"{scheduler or 'local workers'}: Dask does not answer ({error})") from error
        yield partial(_outcomes_across, client=client, store=store, ahead=_TASKS_AHEAD * max(workers, 2))


def _outcomes_across(given: Iterable[Document], *, client: Any, store: Path, ahead: int) -> Iterator[Outcome]:
    """Yield the outcomes in the order of the documents, at most `ahead` tasks being under way."""
    waiting: deque[Any] = deque()
    for task in batches(given, count=TASK_DOCUMENTS, characters=COMMIT_CHARACTERS):
        waiting.append(client.submit(_task_outcomes, task, store, pure=False))
        if len(waiting) >= ahead:
            yield from waiting.popleft().result()
    while waiting:
        yield from waiting.popleft().result()


def _task_outcomes(task: list[Document], store: Path) -> tuple[Outcome, ...]:
    """Run one task, in a worker; the gazetteer is loaded once a process."""
    return tuple(outcomes(task, gazetteer=load_gazetteer(store)))
