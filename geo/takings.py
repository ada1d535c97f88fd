"""Policies of territory: who took a place, from whom, decides what its taking is called."""

from itertools import pairwise

from geo.actors import Party
from geo.evidence import Scene, context
from geo.killings import Decision
from geo.numerals import is_number_word
from geo.roles import with_clitics
from geo.taxonomy import SubEventType as Sub
from geo.wordforms import WordForm

_SIDES = {"government": Sub.GOVERNMENT_REGAINS, "non_state": Sub.NON_STATE_OVERTAKES}
_OTHER_SIDE = {"government": Sub.NON_STATE_OVERTAKES, "non_state": Sub.GOVERNMENT_REGAINS}
_UNNAMED = "gunmen"
"""«Fighters» of no side: who regains is then what the word itself says."""
RAIDERS = frozenset({"il-army", "il-settlers"})
"""Parties that come into a place and leave it again."""


_TAKEN_ON = ("علي",)
"""What is taken stands behind it («سيطر على الجسر وتقدم نحو الحي»)."""


def territory(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """Ground taken: by the side of who takes it, else by the side of who lost it; an occupying force only enters.

    «The forces» of no side are mostly a government's.
    """
    if _is_of_goods(scene, index):
        return ()
    heads_there = own is Sub.ARMED_CLASH and scene.has("towards", index + 1, index + 1 + _HEADING_REACH)
    if heads_there and scene.reading.words[index + 1 : index + 2] != _TAKEN_ON:
        return ((own, "towards"),)  # «تقدموا خمسة كيلومترات في اتجاه زليتن»
    loser = scene.adversary(index)
    if loser and not form.is_verb and loser.side in _OTHER_SIDE:
        return ((_OTHER_SIDE[loser.side], f"from-{loser.actor_id}"),)
    subject = None if form.is_verb else _who_managed(scene, index) or _by_whom(scene, index)
    subject = subject or scene.subject(index, imperfect=form.imperfect, joined=form.joined and not form.is_verb)
    if subject and subject == loser:  # «حررت المدينة من قبضة الحوثيين»
        subject = None
    if subject and subject.actor_id in RAIDERS:
        return ((Sub.OTHER, subject.actor_id),)
    if subject and subject.actor_id == _UNNAMED and own is Sub.GOVERNMENT_REGAINS:
        return ((own, ""),)
    if subject and subject.side in _SIDES:
        return ((_SIDES[subject.side], subject.actor_id),)
    if loser and loser.side in _OTHER_SIDE:
        return ((_OTHER_SIDE[loser.side], f"from-{loser.actor_id}"),)
    if own is not Sub.ARMED_CLASH:
        return ((own, ""),)
    foreign = subject is not None and subject.kind == _FOREIGN
    return ((Sub.NON_STATE_OVERTAKES if foreign else Sub.GOVERNMENT_REGAINS, _FOREIGN if foreign else ""),)


def _who_managed(scene: Scene, index: int) -> Party | None:
    """Return who managed what a masdar names («تمكنت الشرطة من دخول المنطقة وتكبيد التنظيم خسائر»)."""
    words = scene.reading.words
    begin = next(
        (at for at in range(index - 1, max(-1, index - _MANAGED), -1) if words[at] in context("managing")), None
    )
    if begin is None:
        return None
    return next((hit.party for hit in scene.parties if begin < hit.first < index and hit.party.side in _SIDES), None)


def _by_whom(scene: Scene, index: int) -> Party | None:
    """Return whose act a masdar names behind ل («شهدت القنيطرة توغلا لقوات إسرائيلية»)."""
    words = scene.reading.words
    near = (hit for hit in scene.parties if index < hit.first <= index + _BESIDE)
    return next((hit.party for hit in near if words[hit.first].startswith(_OF) and hit.party.side in _SIDES), None)


_OF, _BESIDE = "ل", 2
_MANAGED = 9
"""Words before a masdar in which «تمكن» stands."""
_FOREIGN = "foreign"
"""Kind of the armies that come from abroad: what they take is overtaken, as ACLED's codebook (2023) has it."""


_HEADING_REACH = 6
"""Words behind a verb of moving in which it says where to."""
_OF_OTHERS = ("هم", "ها", "هما")
"""Endings of a noun that says who was driven out («طردهم»)."""


def _is_of_goods(scene: Scene, index: int) -> bool:
    """Whether what is seized can be carried off: «استولى المسلحون على 17 صاروخا».

    Or was named before it («هاجموا البلدة بعربات مدرعة استولوا عليها من الجيش»).
    """
    words = scene.reading.words[index + 1 : index + 1 + _SEIZED_REACH]
    before = scene.reading.words[max(0, index - _GOODS_REACH) : index]
    if not _ON_THEM.isdisjoint(words[:1]) and any(
        with_clitics(word, context("vehicles") | context("goods")) for word in before
    ):
        return True
    if _ON not in words:
        return False
    told = words[words.index(_ON) + 1 :]
    seized = [word for word in told if not is_number_word(word) and word not in context("about")]
    return bool(seized) and seized[0] in context("goods")


_ON = "علي"
_ON_THEM = frozenset({"عليها", "عليه", "عليهما", "فيها", "فيه", "فيهما", "بها"})
_SEIZED_REACH = 6
_GOODS_REACH = 2
"""Words before a taking in which what was taken stands («بعربات مدرعة استولوا عليها»)."""


def expulsion(scene: Scene, index: int, form: WordForm, own: Sub) -> Decision:
    """A party driven out: its side lost ground. The last party behind the word is the one, else the last before."""
    _, end = scene.reading.clause_bounds(index)
    sided = [hit for hit in scene.parties if hit.party.armed and hit.party.side in _OTHER_SIDE]
    before = [hit.party for hit in sided if hit.last < index]
    behind = [hit.party for hit in sided if index < hit.first < end]
    if not form.is_verb and not behind and before and not scene.reading.words[index].endswith(_OF_OTHERS):
        return ((_SIDES[before[-1].side], before[-1].actor_id),)  # «تمكن الجيش من طرد آخر الجيوب»
    expelled = behind[1:2] if form.is_verb and len(behind) > 1 else behind[:1] or before[-1:]
    return tuple((_OTHER_SIDE[loser.side], f"from-{loser.actor_id}") for loser in expelled) or ((own, ""),)


def losing(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """Ground lost: by the first armed party behind the word («خسر التنظيم بلدة لصالح الجيش»), else the last before."""
    _, end = scene.reading.clause_bounds(index)
    sided = [hit for hit in scene.parties if hit.party.armed and hit.party.side in _OTHER_SIDE]
    before = [hit.party for hit in sided if hit.last <= index]
    loser = next((hit.party for hit in sided if index < hit.first < end), before[-1] if before else None)
    return ((_OTHER_SIDE[loser.side], f"from-{loser.actor_id}"),) if loser else ((own, ""),)


_BY_HANDS = ("علي", "ايدي")


def falling(scene: Scene, index: int, _form: WordForm, own: Sub) -> Decision:
    """A town fell: the party named behind «بيد» has it now; who falls «على أيدي» somebody is killed by him."""
    _, end = scene.reading.clause_bounds(index)
    if _BY_HANDS in pairwise(scene.reading.words[index:end]):
        return ()
    taker = next((hit.party for hit in scene.parties if index < hit.first < end and hit.party.side in _SIDES), None)
    return ((_SIDES[taker.side], taker.actor_id),) if taker else ((own, ""),)
