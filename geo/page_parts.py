"""Lines of the page around a report: its tags, what else to read, headings between its parts."""

import re

from gazetteer.folding import key
from gazetteer.spans import Span
from geo.roles import role_words

_HEADING_WORDS = 5
"""Words of the longest heading between parts."""
_EDGE = 3
"""Letters beside a sentence in which the ends of its line stand."""


def is_page_part(sentence: str) -> bool:
    """Whether a line belongs to the page around a report («سمات انفجار سيناء», «رابط الخبر …»), and tells nothing."""
    words = sentence.split(maxsplit=1)
    return bool(words) and key(words[0]) in role_words()["page_parts"]


def is_heading(document: str, sentence: Span) -> bool:
    """Whether a sentence is a short line of its own that no stop mark ends («تعمد قصف المدنيين»)."""
    before = document[max(0, sentence.start - _EDGE) : sentence.start].rstrip(" \t")
    behind = document[sentence.end : sentence.end + _EDGE].lstrip(" \t")
    text = sentence.of(document)
    alone = before.endswith("\n") and behind.startswith("\n")
    return alone and text[-1].isalpha() and len(text.split()) <= _HEADING_WORDS


def heads_a_brief(document: str, sentence: Span) -> bool:
    """Whether a line heads a brief of a digest: a dateline with its source opens the next line and tells it again.

    «* تفجير يهز جامعة» before «* كويتا - «رويترز»: قتل شخصان …».
    """
    begins = document[: sentence.start].rstrip(" \t*•").endswith("\n")
    return begins and _DATELINE.match(document, sentence.end) is not None


_DATELINE = re.compile(r"\s*\n\s*[*•]?\s*[^\n:.،]{2,30}\s[-–—]\s*[«(]?[^\n:،]{2,30}[»)]?\s*:")
