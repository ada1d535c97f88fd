"""Which hits of a text are toponyms: the points of `gazetteer.placeness` against what each name asks for.

What a text establishes once («حي السكري») holds for its other mentions, and a name is likelier where its own
governorate is spoken of. Names inside those of organisations are no toponyms at all.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from gazetteer import lexicon
from gazetteer.context import Context, read_context
from gazetteer.folding import FoldedText, Tokens, read_words
from gazetteer.index import Gazetteer
from gazetteer.lexicon import Head
from gazetteer.listing import members_beside, support
from gazetteer.matcher import Hit, find_names
from gazetteer.placeness import Scene, score
from gazetteer.places import SETTLEMENT_KINDS, SETTLEMENTS, Place, PlaceKind
from gazetteer.spans import Span
from gazetteer.unknown_names import CLOSING_MARKS, OPENING_MARKS, find_unknown_names


@dataclass(frozen=True, slots=True, kw_only=True)
class ToponymMention:
    """A place name as written in a text, before anything is said of which place it is."""

    span: Span
    """In the raw text; attached clitics left out."""
    surface: str
    name: str
    """Folded name, the key into the gazetteer."""
    context: Context
    head: Head | None
    """The governing noun that says its kind, its own or its list's."""
    relation: str
    """The relation its own words or its list's give."""
    list_id: int
    """Mentions of one coordinated list share it."""
    evidence: tuple[str, ...]
    """Rules that fired with their points, e.g. `head+3`."""
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A text as it was read, and its toponyms."""

    folded: FoldedText
    tokens: Tokens
    mentions: tuple[ToponymMention, ...]


def find_toponyms(raw: str, gazetteer: Gazetteer) -> tuple[ToponymMention, ...]:
    """Return the place names of a text, in order; what is not certainly one for the words around it is left out."""
    return recognise(raw, gazetteer).mentions


def recognise(raw: str, gazetteer: Gazetteer) -> Recognised:
    """Read a text once and decide which of its words are place names."""
    folded, tokens = read_words(raw)
    known = find_names(folded, tokens, gazetteer)
    unknown = find_unknown_names(folded, tokens, known)
    hits = _outside_organisations(tokens, _together(known, unknown) if unknown else known)
    scenes, scored = _judge(folded, tokens, hits, gazetteer)
    established = _established(scenes, scored)
    homes = _homes(scenes, scored, gazetteer)
    totals = _with_lists(scenes, [_total(*pair, established, homes) for pair in zip(scenes, scored, strict=True)])
    mentions: list[ToponymMention] = []
    list_id = 0
    for scene, (points, evidence) in zip(scenes, totals, strict=True):
        list_id += scene.lead is None
        if points >= gazetteer.needed(scene.hit.name):
            mentions.append(_mention(folded, scene, list_id, points, evidence))
    return Recognised(folded=folded, tokens=tokens, mentions=tuple(mentions))


def _together(known: Sequence[Hit], unknown: Sequence[Hit]) -> Sequence[Hit]:
    """Return all hits in text order, without the known names inside unknown ones («القرقور وتل القرقور»)."""
    within = {number for hit in unknown for number in range(hit.first, hit.last + 1)}
    apart = [hit for hit in known if within.isdisjoint(range(hit.first, hit.last + 1))]
    return sorted((*apart, *unknown), key=_start)


def _total(scene: Scene, scored: "_Scored", established: frozenset[str], homes: AbstractSet[str]) -> "_Scored":
    """Return the points of a hit with what the rest of the text adds: that it is a place elsewhere, or at home."""
    points, evidence = scored
    if scene.hit.name in established and 0 <= points < _ESTABLISHED:
        return points + _REPEATED, (*evidence, f"established_in_text+{_REPEATED}")
    if points > 0 and _is_at_home(scene, homes):
        return points + 1, (*evidence, "home_named+1")
    return scored


def _with_lists(scenes: Sequence[Scene], totals: Sequence["_Scored"]) -> list["_Scored"]:
    """Return the points of all hits with what the members of a list give each other, as far as that goes on."""
    beside = members_beside(scenes)
    found: set[int] = set()
    told = list(totals)
    for _ in range(_ROUNDS):
        known = len(found)
        for number, scene in enumerate(scenes):
            if scene.hit.start not in found and beside[number]:
                told[number] = _listed(scene, totals[number], [scenes[other] for other in beside[number]], found)
            if told[number][0] >= scene.gazetteer.needed(scene.hit.name):
                found.add(scene.hit.start)
        if len(found) == known or not any(beside):
            break
    return told


def _listed(scene: Scene, total: "_Scored", others: Sequence[Scene], found: AbstractSet[int]) -> "_Scored":
    points, evidence = total
    if points < 0:
        return total
    if scene.lead is not None and not scene.lead_accepted and scene.lead.hit.start in found:
        more, _ = score(scene._replace(lead_accepted=True))
        less, _ = score(scene)
        points, evidence = points + more - less, (*evidence, f"list_of_places+{more - less}")
    given = support(scene, others, found, scene.gazetteer)
    return (points + given, (*evidence, f"neighbour_listed+{given}")) if given else (points, evidence)


_ROUNDS = 3
"""How often lists are gone through: what one round finds supports others in the next."""


def _start(hit: Hit) -> int:
    return hit.start


_ESTABLISHED, _REPEATED = 3, 2


def _established(scenes: Sequence[Scene], scored: Sequence[tuple[int, tuple[str, ...]]]) -> frozenset[str]:
    """Return the names that some mention proves to be places; a common word asks for its head noun."""
    return frozenset(
        scene.hit.name
        for scene, (points, evidence) in zip(scenes, scored, strict=True)
        if points >= _ESTABLISHED and (scene.gazetteer.needed(scene.hit.name) < _ESTABLISHED or "head+3" in evidence)
    )


def _homes(
    scenes: Sequence[Scene], scored: Sequence[tuple[int, tuple[str, ...]]], gazetteer: Gazetteer
) -> AbstractSet[str]:
    """Return the governorates of the places that a text names beyond doubt; of towns in none, these and their country.

    Libya's towns, say, lie in no unit of a layer: a quarter is then at home in its town, a town in its country.
    """
    found: set[str] = set()
    alone: dict[str, Place] = {}
    for scene, (points, _) in zip(scenes, scored, strict=True):
        if points < gazetteer.needed(scene.hit.name) or gazetteer.needed(scene.hit.name) > 1:
            continue
        bearers = [gazetteer.places[place_id] for place_id in gazetteer.names[scene.hit.name]]
        place, unit = bearers[0], gazetteer.admin1(bearers[0])
        found.add((unit or place).place_id)
        if unit is None and place.kind in SETTLEMENTS and all(other.country == place.country for other in bearers):
            alone[place.place_id] = place
    countries = Counter(place.country for place in alone.values())
    return found.union(country for country, times in countries.items() if times >= _SEVERAL)


_SEVERAL = 2
"""Towns of a country without units that show that a text is about it."""


def _is_at_home(scene: Scene, homes: AbstractSet[str]) -> bool:
    """Whether a bearer of the name lies in a governorate, or a town without one, that the text speaks of."""
    gazetteer = scene.gazetteer
    bearers = (gazetteer.places[place_id] for place_id in gazetteer.names.get(scene.hit.name, ()))
    return any(home in homes for place in bearers for home in _homes_of(place, gazetteer))


def _homes_of(place: Place, gazetteer: Gazetteer) -> Sequence[str]:
    """Return the id of the governorate that a place lies in; else of the towns that hold it, or of a town's country."""
    unit = gazetteer.admin1(place)
    if unit is not None:
        return (unit.place_id,)
    if place.kind in SETTLEMENTS:
        return (place.country,)
    return [holder.place_id for holder in gazetteer.ancestors(place) if holder.kind in SETTLEMENTS]


def _mention(folded: FoldedText, scene: Scene, list_id: int, points: int, evidence: tuple[str, ...]) -> ToponymMention:
    before = scene.context.head_letters if _is_called_with_its_noun(scene) else 0
    span = folded.raw_span(scene.hit.start - before, scene.hit.end)
    own = scene.context.kind_head
    inherited = scene.list_head if scene.lead is not None else scene.context
    relation = scene.context.relation
    if relation == "at" and scene.lead is not None and not scene.context.heads:
        relation = inherited.relation if inherited.relation in {"countryside", "edge", "near"} else "at"
    return ToponymMention(
        span=span,
        surface=span.of(folded.raw),
        name=scene.hit.name,
        context=scene.context,
        head=own or (inherited.kind_head if not scene.context.heads else None),
        relation=relation,
        list_id=list_id,
        evidence=evidence,
        points=points,
    )


def _is_called_with_its_noun(scene: Scene) -> bool:
    """Whether the noun before a name is part of it: «معبر رفح» is a crossing, while «مستشفى منبج» is one in Manbij.

    It is where some bearer of the name is such a site, or none is known.
    """
    bearers = scene.gazetteer.names.get(scene.hit.name, ())
    kinds = scene.context.heads[0].kinds if scene.context.heads else frozenset()
    places = scene.gazetteer.places
    return not bearers or any(places[bearer].kind in kinds - SETTLEMENT_KINDS | {PlaceKind.CAMP} for bearer in bearers)


_Scored = tuple[int, tuple[str, ...]]
"""Points of a hit, and the rules that gave them."""


def _judge(
    folded: FoldedText, tokens: Tokens, hits: Sequence[Hit], gazetteer: Gazetteer
) -> tuple[list[Scene], list[_Scored]]:
    """Read what stands around each hit and score it, in order, since a list goes on from what was found so far."""
    scenes: list[Scene] = []
    scored: list[_Scored] = []
    has_marks = len(folded.breaks) > 1  # most texts fold letter by letter
    bears_nunation = has_marks and any(mark in folded.raw for mark in _NUNATION)
    for hit in hits:
        context = read_context(tokens, hit)
        before = _last_in_list(folded.text, scenes)
        lead = scenes[before] if scenes and _coordinated(folded.text, tokens, scenes[before], hit, context) else None
        if scenes and _is_other_name(folded.text, scenes[-1].hit, hit, gazetteer):
            lead, before = scenes[-1], -1
        scene = Scene(
            hit,
            context,
            gazetteer,
            lead,
            lead.list_head if lead is not None else context,
            lead_accepted=lead is not None and scored[before][0] >= gazetteer.needed(lead.hit.name),
            opens_line=_opens_line(folded.text, hit),
            misspelt=_is_misspelt(folded, hit, gazetteer),
            nunated=bears_nunation and _is_nunated(folded, hit),
            quoted=folded.text.endswith(OPENING_MARKS, 0, hit.start) and folded.text.startswith(CLOSING_MARKS, hit.end),
        )
        scenes.append(scene)
        scored.append(score(scene))
    return scenes, scored


def _is_bracketed(text: str, name: Hit, hit: Hit) -> bool:
    """Whether a hit stands alone in brackets right behind another: «عين العرب (كوباني)»."""
    return (
        hit.first == name.last + 1
        and text[name.end : hit.start].strip() == "("
        and text[hit.end : hit.end + 2].lstrip(" ").startswith(")")
    )


def _is_other_name(text: str, name: Hit, hit: Hit, gazetteer: Gazetteer) -> bool:
    """Whether a hit in brackets is another name of the place before it, not what it lies in."""
    if not _is_bracketed(text, name, hit):
        return False
    return not set(gazetteer.names.get(name.name, ())).isdisjoint(gazetteer.names.get(hit.name, ()))


def _last_in_list(text: str, scenes: Sequence[Scene]) -> int:
    """Return which scene a list goes on from: the last, or the one before where the last stands in brackets."""
    return -2 if len(scenes) > 1 and _is_bracketed(text, scenes[-2].hit, scenes[-1].hit) else -1


_BRACKETED = re.compile(r"\([^()]*\)")
_DATELINE_MARKS = "-–—:(ـ/"


def _opens_line(text: str, hit: Hit) -> bool:
    """Whether a hit has the place of a dateline: line start or dash before it, a mark after it."""
    after = text[hit.end : hit.end + 3].lstrip(" \t")[:1]
    if not after or after not in _DATELINE_MARKS:
        return False
    before = text[max(0, hit.start - 4) : hit.start].rstrip(" \t")[-1:]
    return not before or before in "\n-–—"


_NUNATION = frozenset("\u064b\u064c\u064d")


def _is_misspelt(folded: FoldedText, hit: Hit, gazetteer: Gazetteer) -> bool:
    """Whether a short name is written with a hamza that none of its bearers has."""
    if len(hit.name) > _SHORT or _HAMZAS.isdisjoint(folded.raw_span(hit.start, hit.end).of(folded.raw)):
        return False
    bearers = (gazetteer.places[place_id].name_ar for place_id in gazetteer.names.get(hit.name, ()))
    return all(_HAMZAS.isdisjoint(name) for name in bearers)


_SHORT = 3
_HAMZAS = frozenset("أإ")


def _is_nunated(folded: FoldedText, hit: Hit) -> bool:
    """Whether nunation stands on the last letter of a hit, or before its closing alef."""
    end = folded.raw_index(hit.end - 1) + 1
    return not _NUNATION.isdisjoint(folded.raw[end - 2 : end + 1])


_LIST_MARKS = frozenset("،, \t«»\"'“”-–و")
_NEXT_BUT_ONE = 2
"""How far the words of two names are apart at most that a list joins, with «و» written apart between them."""


def _coordinated(text: str, tokens: Tokens, lead: Scene, hit: Hit, context: Context) -> bool:
    """Whether a hit goes on with the list that `lead` is in: a comma or و between them, and no other word."""
    if hit.preposition or context.first != hit.first:
        return False
    if lead.context.last > lead.hit.last and lead.context.relation == "countryside":
        return False  # «ريف حماة الشمالي، وخان شيخون»: what is added is no countryside
    last = max(lead.context.last, lead.hit.last)
    gap = text[tokens.ends[last] if last > lead.hit.last else lead.hit.end : hit.start]
    if "(" in gap:
        gap = _BRACKETED.sub("", gap)
    elif hit.first - last > _NEXT_BUT_ONE:
        return False  # of most, which stand far apart
    if lead.context.relation == "countryside" and "،" in gap and "و" in gap:
        return False
    return bool(gap.strip()) and not gap.strip("".join(_LIST_MARKS)) and gap.count("و") <= 1


def _outside_organisations(tokens: Tokens, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Drop the hits that lie inside the name of an organisation («أحرار الشام», «سوريا الديمقراطية»)."""
    names = _organisations()
    taken: set[int] = set()
    for position in tokens.positions_of(names):
        for rest in names[tokens.words[position]]:
            end = position + 1 + len(rest)
            if rest == tokens.words[position + 1 : end]:
                taken.update(range(position, end))
                break
    if not taken:
        return tuple(hits)
    return tuple(hit for hit in hits if not taken.issuperset(range(hit.first, hit.last + 1)))


@lru_cache(maxsize=1)
def _organisations() -> Mapping[str, Sequence[list[str]]]:
    """Return, by first word with and without a clitic, what follows it in the names of organisations, longest first."""
    rests: dict[str, list[list[str]]] = defaultdict(list)
    for name in sorted(lexicon.words("organisations.csv"), key=lambda name: -name.count(" ")):
        first, *rest = name.split(" ")
        if rest:
            rests[first].append(rest)
    return {f"{clitic}{first}": found for first, found in rests.items() for clitic in "وفبل"} | rests
