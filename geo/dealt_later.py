"""A toll that a later sentence deals out to the places of an act told before.

«قتل 13 في غارات على الغوطة الشرقية. وأوضح المرصد أن سبعة منهم قضوا في دوما وأربعة في حمورية»: the raids were on these.
"""

from dataclasses import replace

from gazetteer.distance import kilometres
from gazetteer.index import Gazetteer
from gazetteer.places import PlaceKind
from geo.causes import VIOLENT
from geo.coding import with_figure, with_place
from geo.mentions import holds_place
from geo.records import EventMention, EventPlace, Highlight
from geo.shares import Part, parts_of
from geo.views import SentenceView

_SEVERAL = 2


def dealt_later(last: EventMention, view: SentenceView, gazetteer: Gazetteer) -> tuple[EventMention, ...]:
    """Return the act told last once for each place in its own to which a sentence without an act deals its dead.

    None where it deals out none, to one place alone or to another than the act's, or more than the act has killed.
    """
    if view.triggers or last.place is None or last.group_id is not None or last.event_type not in VIOLENT:
        return ()
    dealt = (part for part in parts_of(view) if part.figure.slot or part.is_joined or part.figure.low > 1)
    parts = [part for part in dealt if part.geotags[0].area is not None]  # not of «الدفاع المدني في الغوطة»
    if len(parts) < _SEVERAL or not any(part.figure.slot == "killed" for part in parts):
        return ()
    told = tuple(_at(last, part, number, gazetteer) for number, part in enumerate(parts, 1))
    inside = all(mention.place is not None and _is_in(mention.place, last.place, gazetteer) for mention in told)
    most = last.fatalities_high if last.fatalities_high is not None else last.fatalities_low
    within = most is None or sum(part.figure.low for part in parts) <= most
    return told if inside and within else ()


def _is_in(inner: EventPlace, outer: EventPlace, gazetteer: Gazetteer) -> bool:
    """Whether a place lies in another, by its parents; in a region without borders also by its radius."""
    if holds_place(outer, inner, gazetteer):
        return True
    place, region = gazetteer.places.get(inner.place_id), gazetteer.places.get(outer.place_id)
    if place is None or region is None or region.kind is not PlaceKind.REGION:
        return False
    return place.located and region.located and kilometres(place, region) <= region.radius_km


def _at(last: EventMention, part: Part, number: int, gazetteer: Gazetteer) -> EventMention:
    """Return the act at the place of one part of its toll, with that part."""
    tag = part.geotags[0]
    there = with_place(replace(last, fatalities_low=None, fatalities_high=None), tag, gazetteer)
    there = with_figure(there, replace(part.figure, slot="killed"), own=True)
    return replace(
        there,
        mention_id=f"{last.mention_id}-{number}",
        injured_low=None,
        injured_high=None,
        highlights=(*there.highlights, Highlight(span=tag.span, role="place")),
        reasons=(*there.reasons, "dealt_out_later"),
    )
