"""The figures of an evaluation, as records: tallies, shares, and what was missed or invented."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass

NEAR_KM = (1, 5, 20)
"""Distances at which located toponyms are counted as near."""


def share(part: int, whole: int) -> float | None:
    """Return the part as a share, 0 to 1; `None` where there was nothing to count."""
    return part / whole if whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Right, invented and missed ones, counted."""

    right: int = 0
    invented: int = 0
    missed: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the sum, part by part."""
        return Tally(
            right=self.right + other.right,
            invented=self.invented + other.invented,
            missed=self.missed + other.missed,
        )

    @property
    def precision(self) -> float:
        """Share of the reported that is right, 0 to 1; 0 when nothing was reported."""
        return share(self.right, self.right + self.invented) or 0.0

    @property
    def recall(self) -> float:
        """Share of the labelled that was found, 0 to 1; 0 when nothing is labelled."""
        return share(self.right, self.right + self.missed) or 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return share(2 * self.right, 2 * self.right + self.invented + self.missed) or 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One thing that went wrong."""

    kind: str
    """place missed | place wrong | place invented | event missed | event invented."""
    document_id: str
    what: str
    context: str
    """The words around it, the mention itself in [[ ]]."""
    error_class: str = ""
    """Why, as far as it can be told mechanically, see `geo.error_classes`; empty for events."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFigures:
    """The toponyms of one kind of place."""

    recognition: Tally = Tally()
    located: int = 0
    """Rightly located, of `recognition.right`."""

    def __add__(self, other: "KindFigures") -> "KindFigures":
        """Return the sum, part by part."""
        return KindFigures(recognition=self.recognition + other.recognition, located=self.located + other.located)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures over a set of labelled documents; a share is `None` where there was nothing to count."""

    documents: int
    recognition: Tally
    """Toponyms found, wherever they were put."""
    end_to_end: Tally
    """Toponyms found and rightly located."""
    resolution_accuracy: float | None
    """Rightly located, of the found that can be located."""
    resolution_accuracy_of_resolved: float | None
    """Rightly located, of the same without those put nowhere."""
    resolution_accuracy_of_all: float | None
    """Rightly located, of all labelled that can be located, found or not."""
    median_error_km: float | None
    within_km: Mapping[int, float | None]
    """Share of the found that can be located within each distance of `NEAR_KM`."""
    within_km_of_all: Mapping[int, float | None]
    """Share of all labelled that can be located."""
    kinds: Mapping[str, KindFigures]
    """By kind of place, the most frequent first; `unknown` where neither a layer nor the program says one."""
    events: Tally
    """Type, place and day agree."""
    events_any_type: Tally
    """Place and day agree."""
    sub_type_accuracy: float | None
    fatalities_accuracy: float | None
    fatalities_counted: int
    """Matched events whose label gives figures."""
    status_accuracy: float | None
    misses: tuple[Miss, ...]

    @property
    def error_classes(self) -> Mapping[tuple[str, str], int]:
        """Count the misses of toponyms by (kind of miss, class), the most frequent first."""
        counted = Counter((miss.kind, miss.error_class) for miss in self.misses if miss.error_class)
        return dict(sorted(counted.items(), key=lambda entry: (entry[0][0], -entry[1], entry[0][1])))

    def as_json(self) -> dict[str, object]:
        """Return the figures under plain names, shares rounded to three places, the misses left out."""
        return {
            "docs": self.documents,
            "toponym_recognition": _tally_json(self.recognition),
            "toponym_end_to_end": _tally_json(self.end_to_end),
            "resolution_accuracy": _rounded(self.resolution_accuracy),
            "resolution_accuracy_of_resolved": _rounded(self.resolution_accuracy_of_resolved),
            "resolution_accuracy_of_all": _rounded(self.resolution_accuracy_of_all),
            "median_error_km": _rounded(self.median_error_km),
            "within_km": {str(km): _rounded(near) for km, near in self.within_km.items()},
            "within_km_of_all": {str(km): _rounded(near) for km, near in self.within_km_of_all.items()},
            "kinds": {kind: _tally_json(of.recognition) | {"located": of.located} for kind, of in self.kinds.items()},
            "error_classes": {f"{kind}: {why}": count for (kind, why), count in self.error_classes.items()},
            "events": _tally_json(self.events),
            "events_any_type": _tally_json(self.events_any_type),
            "sub_type_accuracy": _rounded(self.sub_type_accuracy),
            "fatalities_accuracy": _rounded(self.fatalities_accuracy),
            "fatalities_n": self.fatalities_counted,
            "status_accuracy": _rounded(self.status_accuracy),
        }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _tally_json(tally: Tally) -> dict[str, object]:
    values = {"p": tally.precision, "r": tally.recall, "f1": tally.f1}
    counts = asdict(tally)
    return {name: round(value, 3) for name, value in values.items()} | counts
