"""One event explained, as HTML: what, when, where, who, how many, and the sentence it came from, with its words marked.

Pure: records in, escaped HTML out. The marks are `EventMention.highlights`, spans in the report's document.
"""

from collections.abc import Iterable, Sequence

from dashboard.address import View, link
from dashboard.labels import Labels
from dashboard.markup import Markup, bdi, element, join, safe_url, verbatim
from dashboard.symbols import icon
from gazetteer.spans import Span
from geo.article import Article
from geo.records import Event, EventMention, Highlight
from geo.taxonomy import Relation, SubEventType

HIGHLIGHT_ROLES = ("trigger", "place", "time", "quantity", "actor")
"""Roles that a mark can have, each with its colour and underline in the stylesheet."""

NOWHERE = "nowhere"
"""Role of a place name that no layer can locate, where a whole report is marked."""


def is_graphic(event: Event) -> bool:
    """Whether the texts of an event tell of people killed or of sexual violence."""
    killed = max(event.fatalities_low or 0, event.fatalities_high or 0)
    return killed > 0 or event.sub_event_type is SubEventType.SEXUAL_VIOLENCE


def event_panel(
    event: Event, articles: dict[str, Article], labels: Labels, view: View, *, gated: bool = False
) -> Markup:
    """Return the whole panel of an event; `articles` holds the reports of its mentions by id, `gated` hides texts."""
    return element(
        "section",
        _heading(event, labels),
        _facts(event, labels),
        _gate(labels) if gated else _passages(event, articles, labels),
        _permalink(event, labels, view),
        class_="k-evidence",
        dir=labels.direction,
        lang=labels.language,
        data_event=event.event_id,
    )


def _passages(event: Event, articles: dict[str, Article], labels: Labels) -> list[Markup]:
    told = [_passage(mention, articles.get(mention.article_id), labels) for mention in event.mentions]
    return [*told, key_to_marks(labels)]


def _gate(labels: Labels) -> Markup:
    return element("p", labels("gate.text"), class_="k-gate")


def empty_panel(labels: Labels, *, unknown: bool) -> Markup:
    """Return the panel when no event is chosen, or when the chosen one is not in the lake."""
    text = labels("evidence.unknown") if unknown else labels("evidence.empty")
    return element(
        "section",
        element("h3", labels("evidence.empty_title")),
        element("p", text),
        class_="k-evidence k-empty",
        dir=labels.direction,
    )


def place_name(event: Event, language: str) -> str:
    """Return the name of an event's place, in the language when the gazetteer has it so; empty without a place."""
    return _both_names(event.place.name_ar, event.place.name_en, language)[0] if event.place else ""


def _heading(event: Event, labels: Labels) -> Markup:
    kind = labels.choice("event_type", event.event_type)
    return element(
        "header",
        element("p", icon(event.event_type, size=16), kind, class_="k-kind"),
        element("h3", labels.choice("sub_event_type", event.sub_event_type), tabindex="-1"),
    )


def _facts(event: Event, labels: Labels) -> Markup:
    rows = (
        ("when", _when(event, labels)),
        ("where", _where(event, labels)),
        ("who", _listing(event.actors)),
        ("how_many", _how_many(event, labels)),
        ("status", element("b", labels.choice("status", event.status), class_=f"k-{event.status}")),
        ("confidence", labels.figure(f"{event.confidence:.0%}")),
    )
    pairs = [(element("dt", labels(f"evidence.{name}")), element("dd", value)) for name, value in rows if value]
    return element("dl", pairs)


def _when(event: Event, labels: Labels) -> Markup:
    precision = labels.choice("time_precision", event.time_precision)
    return join((bdi(labels.days(event.start_date, event.end_date)), element("small", precision)))


def _where(event: Event, labels: Labels) -> Markup:
    if event.place is None:
        return element("span", labels("lists.where_unknown"))
    first, second = _both_names(event.place.name_ar, event.place.name_en, labels.language)
    admin1 = _both_names(event.place.admin1_ar, event.place.admin1_en, labels.language)[0]
    relation = "" if event.relation is Relation.AT else labels.choice("relation", event.relation) + " "
    precision = labels.choice("geo_precision", event.geo_precision) if event.geo_precision else labels("nearness.none")
    small = [precision]
    if event.radius_km is not None and event.lat is not None:
        small.append(labels("evidence.radius", km=labels.figures(f"{event.radius_km:g}")))
    if admin1 and admin1 != first:
        small.append(admin1)
    other = element("span", bdi(second), class_="k-other-name") if second else None
    surfaces = dict.fromkeys(mention.place_surface for mention in event.mentions if mention.place_surface)
    written = [element("small", labels("evidence.as_written", text="، ".join(surfaces)))] if surfaces else []
    return join((relation, element("b", bdi(first)), " ", other, element("small", " · ".join(small)), written))


def _both_names(name_ar: str, name_en: str, language: str) -> tuple[str, str]:
    first, second = (name_ar, name_en) if language == "ar" else (name_en, name_ar)
    return (first, second) if first else (second, "")


def _listing(items: Iterable[str]) -> Markup | None:
    found = [element("li", bdi(item)) for item in items]
    return element("ul", found) if found else None


def _how_many(event: Event, labels: Labels) -> Markup | None:
    lines = [
        labels(f"evidence.{name}", figure=_figure(low, high, labels))
        for name, low, high in (
            ("killed", event.fatalities_low, event.fatalities_high),
            ("injured", event.injured_low, event.injured_high),
        )
        if low is not None or high is not None
    ]
    if any(mention.fatalities_scope == "group" for mention in event.mentions):
        lines.append(labels("evidence.group_scope"))
    return _listing(lines)


def _figure(low: int | None, high: int | None, labels: Labels) -> str:
    if high is None:
        return labels("evidence.at_least", low=low)
    if low is None or low == high:
        return labels.number(high)
    return labels("evidence.between", low=low, high=high)


def _passage(mention: EventMention, article: Article | None, labels: Labels) -> Markup:
    """Return one report's telling: outlet and day, the paragraph with its marks, reasons, link."""
    attributed = labels("evidence.attributed", name=mention.attributed_to) if mention.attributed_to else None
    if article is None:
        words = mention.evidence_text or labels("evidence.withheld")
        text = element("blockquote", words, dir="auto")
        note: Markup | None = element("small", labels("evidence.article_missing"))
    else:
        paragraph = marked_paragraph(article.document, mention.evidence, mention.highlights)
        text = element("blockquote", paragraph, dir="auto")
        note = None
    reasons = element("ol", [element("li", verbatim(reason)) for reason in mention.reasons])
    return element(
        "article",
        _source_line(article, labels),
        text,
        note,
        element("p", attributed, class_="k-attributed") if attributed else None,
        element("details", element("summary", labels("evidence.reasons")), reasons) if mention.reasons else None,
    )


def _source_line(article: Article | None, labels: Labels) -> Markup | None:
    if article is None:
        return None
    address = safe_url(article.url)
    outlet = article.source or article.url or labels("evidence.no_link")
    name = element("a", outlet, href=address, target="_blank", rel="noopener noreferrer") if address else bdi(outlet)
    day = element("small", labels.day(article.date)) if article.date else None
    return element("p", name, " ", day, class_="k-source")


def marked_paragraph(document: str, sentence: Span, highlights: Sequence[Highlight]) -> Markup:
    """Return the paragraph that holds a sentence, the sentence set off and its words marked by role.

    Spans count code points of `document`; what lies outside the document is cut off. Where two marks overlap, the one
    that begins first keeps the shared letters, so every letter appears once and in order.
    """
    start, end = min(sentence.start, len(document)), min(sentence.end, len(document))
    first = document.rfind("\n", 0, start) + 1
    last = document.find("\n", end)
    last = len(document) if last < 0 else last
    marked = _marked(document, start, end, highlights)
    return join((document[first:start], element("span", marked, class_="k-sentence"), document[end:last]))


def marked_text(document: str, highlights: Sequence[Highlight]) -> Markup:
    """Return a whole document with its words marked by role, as `marked_paragraph` marks a sentence."""
    return element("span", _marked(document, 0, len(document), highlights), class_="k-sentence")


def _marked(document: str, start: int, end: int, highlights: Sequence[Highlight]) -> list[object]:
    pieces: list[object] = []
    position = start
    for mark in sorted(highlights, key=lambda mark: (mark.span.start, -mark.span.end)):
        begin, stop = max(mark.span.start, position), min(mark.span.end, end)
        if begin >= stop:
            continue
        role = mark.role if mark.role in (*HIGHLIGHT_ROLES, NOWHERE) else "trigger"
        pieces += [document[position:begin], element("mark", document[begin:stop], class_=f"k-mark k-{role}")]
        position = stop
    return [*pieces, document[position:end]]


def key_to_marks(labels: Labels, roles: Sequence[str] = HIGHLIGHT_ROLES) -> Markup:
    """Return the key to the marks of a passage."""
    marks = [element("mark", labels(f"highlight.{role}"), class_=f"k-mark k-{role}") for role in roles]
    return element("p", Markup(" ").join(marks), class_="k-key")


def _permalink(event: Event, labels: Labels, view: View) -> Markup:
    address = link(View(language=view.language, digits=view.digits, event_id=event.event_id))
    return element("p", element("a", labels("evidence.permalink"), href=address, target="_self"), class_="k-permalink")
