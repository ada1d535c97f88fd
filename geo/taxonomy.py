"""The closed vocabularies of coded events: types, sub-types, status, precision, roles.

The six event types and 25 sub-types are ACLED's by name (codebook; the taxonomy only, no data). `Humanitarian` and
`Diplomacy` are Kharita's own, for what reports tell and ACLED does not code.
"""

from enum import StrEnum


class EventType(StrEnum):
    """What sort of event it is."""

    BATTLES = "Battles"
    EXPLOSIONS = "Explosions/Remote violence"
    VIOLENCE_AGAINST_CIVILIANS = "Violence against civilians"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    STRATEGIC = "Strategic developments"
    HUMANITARIAN = "Humanitarian"
    DIPLOMACY = "Diplomacy"


class SubEventType(StrEnum):
    """The finer sort; each belongs to one `EventType` (see `EVENT_TYPE_OF`)."""

    GOVERNMENT_REGAINS = "Government regains territory"
    NON_STATE_OVERTAKES = "Non-state actor overtakes territory"
    ARMED_CLASH = "Armed clash"
    EXCESSIVE_FORCE = "Excessive force against protesters"
    PROTEST_INTERVENTION = "Protest with intervention"
    PEACEFUL_PROTEST = "Peaceful protest"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    MOB_VIOLENCE = "Mob violence"
    CHEMICAL_WEAPON = "Chemical weapon"
    AIR_STRIKE = "Air/drone strike"
    SUICIDE_BOMB = "Suicide bomb"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    GRENADE = "Grenade"
    SEXUAL_VIOLENCE = "Sexual violence"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    AGREEMENT = "Agreement"
    ARRESTS = "Arrests"
    CHANGE_TO_GROUP = "Change to group/activity"
    DISRUPTED_WEAPONS = "Disrupted weapons use"
    BASE_ESTABLISHED = "Headquarters or base established"
    LOOTING = "Looting/property destruction"
    NON_VIOLENT_TRANSFER = "Non-violent transfer of territory"
    OTHER = "Other"
    EVACUATION = "Evacuation"
    DISPLACEMENT = "Displacement"
    AID_DELIVERY = "Aid delivery"
    SERVICES_DISRUPTED = "Services disrupted"
    SIEGE = "Siege"
    TALKS = "Talks"
    VOTE = "Vote/resolution"


_SUB_TYPES: dict[EventType, tuple[SubEventType, ...]] = {
    EventType.BATTLES: (
        SubEventType.GOVERNMENT_REGAINS,
        SubEventType.NON_STATE_OVERTAKES,
        SubEventType.ARMED_CLASH,
    ),
    EventType.PROTESTS: (
        SubEventType.EXCESSIVE_FORCE,
        SubEventType.PROTEST_INTERVENTION,
        SubEventType.PEACEFUL_PROTEST,
    ),
    EventType.RIOTS: (SubEventType.VIOLENT_DEMONSTRATION, SubEventType.MOB_VIOLENCE),
    EventType.EXPLOSIONS: (
        SubEventType.CHEMICAL_WEAPON,
        SubEventType.AIR_STRIKE,
        SubEventType.SUICIDE_BOMB,
        SubEventType.SHELLING,
        SubEventType.REMOTE_EXPLOSIVE,
        SubEventType.GRENADE,
    ),
    EventType.VIOLENCE_AGAINST_CIVILIANS: (
        SubEventType.SEXUAL_VIOLENCE,
        SubEventType.ATTACK,
        SubEventType.ABDUCTION,
    ),
    EventType.STRATEGIC: (
        SubEventType.AGREEMENT,
        SubEventType.ARRESTS,
        SubEventType.CHANGE_TO_GROUP,
        SubEventType.DISRUPTED_WEAPONS,
        SubEventType.BASE_ESTABLISHED,
        SubEventType.LOOTING,
        SubEventType.NON_VIOLENT_TRANSFER,
        SubEventType.OTHER,
    ),
    EventType.HUMANITARIAN: (
        SubEventType.EVACUATION,
        SubEventType.DISPLACEMENT,
        SubEventType.AID_DELIVERY,
        SubEventType.SERVICES_DISRUPTED,
        SubEventType.SIEGE,
    ),
    EventType.DIPLOMACY: (SubEventType.TALKS, SubEventType.VOTE),
}

SUB_TYPES_OF: dict[EventType, tuple[SubEventType, ...]] = _SUB_TYPES
"""Sub-types of each type, in the codebook's hierarchy order (first wins when several tactics meet)."""

EVENT_TYPE_OF: dict[SubEventType, EventType] = {
    sub_type: event_type for event_type, sub_types in _SUB_TYPES.items() for sub_type in sub_types
}
"""The type each sub-type belongs to."""

TAKINGS = frozenset({SubEventType.GOVERNMENT_REGAINS, SubEventType.NON_STATE_OVERTAKES})
"""Sub-types by which ground changes hands."""
TAKING_AWAY = frozenset({SubEventType.ABDUCTION, SubEventType.ARRESTS})
"""Sub-types by which people are taken away: a report may put one for the other."""
POLITICAL_VIOLENCE = frozenset({EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS})
"""Types of acts with arms."""

_DEMONSTRATIONS = "Demonstrations"
_POLITICAL_VIOLENCE = "Political violence"


def disorder_type(sub_type: SubEventType) -> str:
    """Return ACLED's disorder type of a sub-type; empty for the two types ACLED lacks."""
    if sub_type is SubEventType.EXCESSIVE_FORCE:
        return f"{_POLITICAL_VIOLENCE}; {_DEMONSTRATIONS}"
    if sub_type is SubEventType.MOB_VIOLENCE:
        return _POLITICAL_VIOLENCE
    match EVENT_TYPE_OF[sub_type]:
        case EventType.PROTESTS | EventType.RIOTS:
            return _DEMONSTRATIONS
        case EventType.STRATEGIC:
            return "Strategic developments"
        case EventType.HUMANITARIAN | EventType.DIPLOMACY:
            return ""
        case _:
            return _POLITICAL_VIOLENCE


class Status(StrEnum):
    """Whether the text says that it happened, will happen, or did not."""

    REPORTED = "reported"
    PLANNED = "planned"
    DENIED = "denied"


class TimePrecision(StrEnum):
    """How finely the text says when."""

    DAY = "day"
    WEEK = "week"
    """Two to seven days."""
    MONTH = "month"
    YEAR = "year"
    PERIOD = "period"
    """An interval the text gives itself (since 22 April, in the last nine days)."""
    UNKNOWN = "unknown"
    """Nothing was said; the interval is the report's own (day before and day of it), or absent."""


class GeoPrecision(StrEnum):
    """How finely the text and the gazetteer say where, fine to coarse."""

    EXACT = "exact"
    NEIGHBOURHOOD = "neighbourhood"
    TOWN = "town"
    CITY = "city"
    AREA = "area"
    """Near, edge of, or countryside of a place; a region."""
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    REGION = "region"
    COUNTRY = "country"


class Role(StrEnum):
    """What a resolved toponym does in its sentence; only an event site may carry an event."""

    EVENT_SITE = "event_site"
    CONTAINER = "container"
    """The wider place of another one (حي X في **حلب**)."""
    DATELINE = "dateline"
    SPEECH_PLACE = "speech_place"
    """Where somebody spoke (من هامبورغ)."""
    METONYM = "metonym"
    """A capital or country that stands for its government."""
    DIRECTION = "direction"
    """Origin or goal of a movement that is not the event's place."""
    COMPARISON = "comparison"
    MENTION = "mention"
    """Named, and nothing in the sentence says what for."""


class Relation(StrEnum):
    """How an event's place relates to the place that is named."""

    AT = "at"
    NEAR = "near"
    EDGE = "edge"
    COUNTRYSIDE = "countryside"
    DISTANCE = "distance"
    """So many kilometres from it, with or without a bearing."""
    PART = "part"
    """A side of it (شرق حلب)."""
    ROAD = "road"
    BETWEEN = "between"
