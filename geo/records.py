"""The nouns of event extraction: what each arrow of the flow hands to the next, all frozen."""

from dataclasses import dataclass
from datetime import date

from gazetteer.places import Place, PlaceKind
from gazetteer.relations import Area
from gazetteer.spans import Span
from geo.taxonomy import EVENT_TYPE_OF, EventType, GeoPrecision, Relation, Role, Status, SubEventType, TimePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression and the days it means."""

    span: Span
    start: date
    end: date
    """Last day, inclusive."""
    precision: TimePrecision
    rule: str
    """Name of the rule that read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number of people that something happened to."""

    span: Span
    """Number and counted noun together."""
    low: int
    high: int | None
    """`None`: open above (at least, more than, dozens)."""
    slot: str
    """killed | injured | missing | detained | displaced | evacuated | besieged."""
    is_subset: bool = False
    """Part of a figure said before (بينهم 3 أطفال): never added."""
    is_update_from: bool = False
    """An earlier count that the text itself replaces (بعد أن كان 10)."""
    is_update_to: bool = False
    """A count to which an earlier one has risen (ارتفعت الحصيلة إلى 12)."""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The word or words that say what happened."""

    span: Span
    sub_event_type: SubEventType
    status: Status
    rule: str
    """Lexicon entry and the evidence that decided, e.g. `shell.masdar+aircraft`."""

    @property
    def event_type(self) -> EventType:
        """The type that the sub-type belongs to."""
        return EVENT_TYPE_OF[self.sub_event_type]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """A party named in the text."""

    span: Span
    actor_id: str
    name_ar: str
    name_en: str
    kind: str
    """state | rebel | islamic_state | militia | foreign | civilians | aid | un | media | other."""
    attributes: bool = False
    """True where the party is said to report (بحسب المرصد), not to act."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Geotag:
    """A toponym of the text, resolved, with what it does there."""

    span: Span
    surface: str
    place: Place | None
    """`None`: recognised as a place, but which or where cannot be said."""
    role: Role
    relation: Relation
    area: Area | None
    """Where the words point: the place itself for `at`, a sector or a disc of its own for another relation."""
    geo_precision: GeoPrecision | None
    """Of the area."""
    confidence: float
    """0 to 1."""
    reasons: tuple[str, ...]
    """Each rule that fired, in order."""
    rejected: tuple[str, ...] = ()
    """Ids of the candidates that lost, best first."""
    container: Place | None = None
    """The place that the text itself puts it into («صلاح الدين في **حلب**»)."""
    list_id: int = 0
    """Geotags of one coordinated list share it."""
    preposition: str = ""
    """Sense of the preposition before the phrase: at, from, to, on, near; empty when there is none."""

    @property
    def lat(self) -> float | None:
        """Degrees north of the named place itself."""
        return self.place.lat if self.place else None

    @property
    def lon(self) -> float | None:
        """Degrees east of the named place itself."""
        return self.place.lon if self.place else None

    @property
    def radius_km(self) -> float:
        """Radius of the named place itself."""
        return self.place.radius_km if self.place else 0.0

    @property
    def name(self) -> str:
        """What tells its place from others: the place's id, of an unknown one the name as written."""
        return self.place.place_id if self.place is not None else self.surface


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """The place of an event, with what the lake and every export need of it."""

    place_id: str
    name_ar: str
    name_en: str
    kind: PlaceKind
    admin1_ar: str
    """Governorate (first-level unit); empty when unknown or when the place is a country."""
    admin1_en: str
    country: str
    """ISO 3166-1 alpha-2; empty when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A stretch of the document that evidence marks, and what it shows."""

    span: Span
    role: str
    """trigger | place | time | quantity | actor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One sentence's report of one happening at one place and time."""

    mention_id: str
    """Stable: same document, same id."""
    article_id: str
    sub_event_type: SubEventType
    start_date: date | None
    end_date: date | None
    time_precision: TimePrecision
    status: Status
    place: EventPlace | None
    relation: Relation
    place_surface: str
    """The toponym as written; empty when no place was found."""
    lat: float | None
    lon: float | None
    radius_km: float | None
    geo_precision: GeoPrecision | None
    actors: tuple[str, ...]
    attributed_to: str | None
    fatalities_low: int | None
    fatalities_high: int | None
    fatalities_scope: str | None
    """`group` where the figure is of the whole group, `event` where of this event, `None` where none."""
    injured_low: int | None
    injured_high: int | None
    group_id: str | None
    evidence: Span
    """The sentence, in the document."""
    evidence_text: str
    highlights: tuple[Highlight, ...]
    confidence: float
    reasons: tuple[str, ...]

    @property
    def event_type(self) -> EventType:
        """The type that the sub-type belongs to."""
        return EVENT_TYPE_OF[self.sub_event_type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was read out of one report."""

    article_id: str
    geotags: tuple[Geotag, ...]
    mentions: tuple[EventMention, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening, told by one or more event mentions."""

    event_id: str
    """Stable: same mentions, same id."""
    sub_event_type: SubEventType
    start_date: date | None
    end_date: date | None
    time_precision: TimePrecision
    status: Status
    place: EventPlace | None
    relation: Relation
    lat: float | None
    lon: float | None
    radius_km: float | None
    geo_precision: GeoPrecision | None
    actors: tuple[str, ...]
    fatalities_low: int | None
    fatalities_best: int | None
    fatalities_high: int | None
    injured_low: int | None
    injured_high: int | None
    sources: tuple[str, ...]
    """Outlets, each once."""
    urls: tuple[str, ...]
    mentions: tuple[EventMention, ...]
    confidence: float
    review_state: str = "unreviewed"

    @property
    def event_type(self) -> EventType:
        """The type that the sub-type belongs to."""
        return EVENT_TYPE_OF[self.sub_event_type]
