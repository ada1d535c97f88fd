"""Half-open stretches of a text, in code points of the raw document."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """The half-open range `[start, end)` of code points in a raw text."""

    start: int
    """Index of the first code point; 0 is the first of the document."""
    end: int
    """Index after the last code point; never before `start`."""

    def __post_init__(self) -> None:
        """Refuse a range that runs backwards."""
        if not 0 <= self.start <= self.end:
            raise ValueError(f"span [{self.start}, {self.end}) runs backwards or starts before the text")

    def __len__(self) -> int:
        """Length in code points."""
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds_any(self, offsets: Sequence[int]) -> bool:
        """Whether any of these offsets, which ascend, lies in this span."""
        return bisect_left(offsets, self.start) < bisect_left(offsets, self.end)

    def of(self, text: str) -> str:
        """Return the piece of `text` that the span covers."""
        return text[self.start : self.end]
