"""The view that adds reports: paste, files or an address; what is found is marked in the text, then kept or dropped."""

import datetime as dt
from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard.add_reports import SUFFIXES, Found, Refusal, fetched, keep, pasted, read_all, uploaded
from dashboard.catalogue import Catalogue
from dashboard.evidence import HIGHLIGHT_ROLES, NOWHERE, key_to_marks, marked_text
from dashboard.labels import Labels
from dashboard.markup import Markup, bdi, element, verbatim
from dashboard.symbols import icon
from geo.article import Article
from geo.errors import LakeError
from geo.records import EventMention, Extraction, Highlight

MAX_SHOWN = 20
"""Reports whose text is shown before they are kept; the others are counted."""

_UPLOAD_MB = 50
_LIMITS = frozenset({"size", "text", "many"})
"""Reasons of a refusal whose detail is a limit, in figures of ours."""

_FOUND, _TOLD, _ROUND = "add found", "add told", "add round"


def show_add_reports(catalogue: Catalogue, labels: Labels) -> None:
    """Draw the view; only this fragment runs again while reports are read. Where none are taken, say so instead."""
    if not catalogue.takes_reports:
        st.info(labels("add.closed"))
        return
    _fragment(catalogue, labels)


@st.fragment
def _fragment(catalogue: Catalogue, labels: Labels) -> None:
    told = st.session_state.get(_TOLD)
    if told:
        st.success(told)
    with st.container(key="add-source"):
        st.html(element("h2", labels("add.title"), class_="k-title"))
        given = _given(labels)
    if given is not None:
        st.session_state.pop(_TOLD, None)
        st.session_state[_FOUND] = _read(given, catalogue, labels)
    found: Found | None = st.session_state.get(_FOUND)
    if found is not None:
        with st.container(key="add-found"):
            _show_found(found, catalogue, labels)


def _given(labels: Labels) -> Iterable[Article | Refusal] | None:
    """Draw the three ways in and return what was handed over in this run; `None` for nothing."""
    count = st.session_state.setdefault(_ROUND, 0)
    paste_tab, files_tab, address_tab = st.tabs([labels("add.paste"), labels("add.files"), labels("add.address")])
    with paste_tab, st.form(f"add paste {count}", border=False):
        text = st.text_area(labels("add.text"), height=220, key=f"add text {count}")
        title = st.text_input(labels("add.report_title"), key=f"add title {count}")
        day_box, source_box, url_box = st.columns(3)
        with day_box:
            date = _day(labels, key=f"add day {count}")
        source = source_box.text_input(labels("add.source"), key=f"add outlet {count}")
        url = url_box.text_input(labels("add.url"), key=f"add url {count}")
        if st.form_submit_button(labels("add.read"), type="primary"):
            return pasted(title=title, text=text, date=date, source=source, url=url)
    with files_tab, st.form(f"add files {count}", border=False):
        files = st.file_uploader(
            labels("add.choose", suffixes=" ".join(SUFFIXES)),
            accept_multiple_files=True,
            key=f"add uploads {count}",
            max_upload_size=_UPLOAD_MB,
        )
        file_date = _day(labels, key=f"add files day {count}")
        if st.form_submit_button(labels("add.read_files"), type="primary"):
            return uploaded([(file.name, file.getvalue()) for file in files], date=file_date)
    with address_tab, st.form(f"add address {count}", border=False):
        address = st.text_input(labels("add.fetch"), key=f"add address {count} text", placeholder="https://")
        st.caption(labels("add.fetch_help"))
        page_date = _day(labels, key=f"add address day {count}")
        if st.form_submit_button(labels("add.read_address"), type="primary"):
            return fetched(address, date=page_date)
    return None


def _day(labels: Labels, *, key: str) -> dt.date | None:
    """Draw the day of publication for reports that do not say theirs."""
    chosen = st.date_input(
        labels("add.day"),
        value=None,
        key=key,
        min_value=dt.date(1900, 1, 1),
        max_value=dt.date(2100, 12, 31),
        format="YYYY-MM-DD",
    )
    return chosen if isinstance(chosen, dt.date) else None


def _read(given: Iterable[Article | Refusal], catalogue: Catalogue, labels: Labels) -> Found:
    """Read what was handed over, naming each report as its turn comes."""
    with st.status(labels("add.reading"), expanded=False) as status:
        count = 0

        def next_report(title: str) -> None:
            nonlocal count
            count += 1
            status.update(label=labels("add.reading_one", count=count, title=title[:80]))

        found = read_all(given, store=catalogue.store, on_report=next_report)
        status.update(label=labels("add.read_done", count=len(found.reports)), state="complete")
    return found


def _show_found(found: Found, catalogue: Catalogue, labels: Labels) -> None:
    for refusal in found.refused:
        st.error(refusal_text(refusal, labels))
    if not found.reports:
        st.html(element("p", labels("add.none"), class_="k-caption", dir=labels.direction))
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(found_summary(found, labels))
        if st.button(labels("add.keep", count=len(found.reports)), type="primary", key="add keep"):
            _keep(found, catalogue, labels)
        st.button(labels("add.drop"), key="add drop", on_click=_drop)
    for article, extraction in found.reports[:MAX_SHOWN]:
        st.html(report_html(article, extraction, labels))
    if len(found.reports) > MAX_SHOWN:
        st.caption(labels("lists.more", count=len(found.reports) - MAX_SHOWN))


def _keep(found: Found, catalogue: Catalogue, labels: Labels) -> None:
    """Commit, then say so: the words appear only when the reports are on disk."""
    if not catalogue.takes_reports:
        st.error(labels("add.closed"))
        return
    try:
        kept = keep(found.reports, catalogue.lake)
    except LakeError as error:
        st.error(labels("add.not_kept", reason=str(error)))
        return
    _drop()
    st.session_state[_TOLD] = labels(
        "add.kept", added=kept.added, replaced=kept.replaced, unchanged=kept.unchanged, version=catalogue.version
    )
    st.session_state[_ROUND] += 1
    st.rerun()


def _drop() -> None:
    st.session_state.pop(_FOUND, None)
    st.session_state.pop(_TOLD, None)


def refusal_text(refusal: Refusal, labels: Labels) -> str:
    """Return the one message of an input that was not read, for a widget that shows Markdown."""
    detail = labels.figures(refusal.detail) if refusal.why in _LIMITS else refusal.detail[:300]
    words = labels(f"add.refused_{refusal.why}", name=refusal.name[:120], detail=detail)
    return plain_in_markdown(words)


def plain_in_markdown(text: str) -> str:
    """Return text with every character that Markdown or its HTML could read as more than itself set off."""
    return "".join(f"\\{character}" if character in "\\`*_{}[]()<>#+-.!|$~:&" else character for character in text)


def found_summary(found: Found, labels: Labels) -> Markup:
    """Return how much was found, in a line."""
    mentions = [mention for _, extraction in found.reports for mention in extraction.mentions]
    tags = [tag for _, extraction in found.reports for tag in extraction.geotags]
    nowhere = sum(tag.lat is None for tag in tags)
    counts = labels("add.found", reports=len(found.reports), events=len(mentions), places=len(tags), nowhere=nowhere)
    return element("p", element("b", counts), class_="k-summary", dir=labels.direction)


def report_html(article: Article, extraction: Extraction, labels: Labels) -> Markup:
    """Return one report as it would be kept: its head, its text with all that was found marked, its events."""
    head = (article.source, labels.day(article.date) if article.date else labels("add.no_day"))
    return element(
        "article",
        element("h3", article.title or verbatim(article.id), dir="auto"),
        element("p", " · ".join(filter(None, head)), class_="k-caption"),
        element("blockquote", marked_text(article.document, all_marks(extraction)), dir="auto"),
        key_to_marks(labels, (*HIGHLIGHT_ROLES, NOWHERE)),
        element("h4", labels("add.events", count=len(extraction.mentions))),
        element("ol", [_event(mention, labels) for mention in extraction.mentions], class_="k-rows"),
        class_="k-evidence k-report",
        dir=labels.direction,
    )


def all_marks(extraction: Extraction) -> tuple[Highlight, ...]:
    """Return the marks of all events, and of every place name even where nothing happened."""
    places = [Highlight(span=tag.span, role="place" if tag.lat is not None else NOWHERE) for tag in extraction.geotags]
    told = [mark for mention in extraction.mentions for mark in mention.highlights if mark.role != "place"]
    return tuple(dict.fromkeys((*told, *places)))


def _event(mention: EventMention, labels: Labels) -> Markup:
    name = (mention.place.name_ar if labels.language == "ar" else mention.place.name_en) if mention.place else ""
    facts: Sequence[str] = (
        name or mention.place_surface or labels("lists.where_unknown"),
        labels.days(mention.start_date, mention.end_date),
        labels.choice("status", mention.status),
    )
    return element(
        "li",
        icon(mention.event_type),
        element("b", labels.choice("sub_event_type", mention.sub_event_type)),
        [element("span", " · ", bdi(fact)) for fact in facts],
        element("p", mention.evidence_text, dir="auto"),
    )
