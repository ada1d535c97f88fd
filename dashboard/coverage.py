"""Who reported when, counted: reports by day and outlet, and what of them could not be placed or dated. Pure."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from geo.lake import ReportCoverage

MAX_OUTLETS = 12
"""Outlets with a row of their own, those with most reports; the others share one."""

MAX_STEPS = 62
"""Columns of the grid; a longer time is counted in weeks, months of 30 days or years."""

OTHERS = "…"
"""Stands for the outlets beyond `MAX_OUTLETS`; no outlet is called so."""

_STEPS = (1, 7, 30, 365, 3650)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The counts of one lake."""

    reports: int
    undated_reports: int
    first: dt.date | None
    """Day of the first dated report; `None` when there is none."""
    last: dt.date | None
    days: int
    """Days from first to last, both included."""
    silent_days: int
    """Those of them on which no report appeared."""
    step_days: int
    steps: int
    """Columns of the grid, each `step_days` long, the first beginning on `first`."""
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    """Outlet (empty: not given) and its reports a step, the busiest outlet first."""
    toponyms: int
    unlocated: int
    """Toponyms that no layer can place."""
    events: int
    events_without_point: int
    events_without_day: int


def coverage(reports: Iterable[ReportCoverage], events: pa.Table) -> Coverage:
    """Count reports and the whole table of their events."""
    told = tuple(reports)
    days = Counter(report.date for report in told if report.date is not None)
    first, last = (min(days), max(days)) if days else (None, None)
    length = (last - first).days + 1 if first and last else 0
    step = next((step for step in _STEPS if -(-length // step) <= MAX_STEPS), _STEPS[-1])
    steps = -(-length // step)
    return Coverage(
        reports=len(told),
        undated_reports=len(told) - days.total(),
        first=first,
        last=last,
        days=length,
        silent_days=length - len(days),
        step_days=step,
        steps=steps,
        rows=_rows(told, first, step, steps),
        toponyms=sum(report.toponyms for report in told),
        unlocated=sum(report.unlocated for report in told),
        events=events.num_rows,
        events_without_point=pc.sum(pc.is_null(events["lat"])).as_py() or 0,
        events_without_day=pc.sum(pc.is_null(events["start_date"])).as_py() or 0,
    )


def _rows(
    told: tuple[ReportCoverage, ...], first: dt.date | None, step: int, steps: int
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    if first is None:
        return ()
    totals = Counter(report.source for report in told if report.date)
    ranked = sorted(totals, key=lambda outlet: (-totals[outlet], outlet))
    own = set(ranked[:MAX_OUTLETS])
    counts: dict[str, list[int]] = {outlet: [0] * steps for outlet in ranked[:MAX_OUTLETS]}
    for report in told:
        if report.date is not None:
            outlet = report.source if report.source in own else OTHERS
            counts.setdefault(outlet, [0] * steps)[(report.date - first).days // step] += 1
    return tuple((outlet, tuple(row)) for outlet, row in counts.items())
