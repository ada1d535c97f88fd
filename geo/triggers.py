"""Triggers: the words of a sentence that say what happened.

    words in the lexicon -> their context -> proof of conflict -> factuality -> sub-type by evidence -> one per act

Precision first: a word that is a topic («جبهات القتال»), a call, a fear or a figure of speech gives nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from gazetteer.folding import key
from gazetteer.lexicon import words as names_of
from gazetteer.spans import Span
from geo.acts import Act, Hit, one_per_act
from geo.article import headline_end, opens_line
from geo.clauses import Reading, read_sentence
from geo.counted_from import days_counted
from geo.evidence import Scene, context, look_at
from geo.factuality import governing_cue, is_dated, is_exposed, is_future_verb
from geo.numerals import is_number_word
from geo.records import Trigger
from geo.subtypes import POLICIES
from geo.taxonomy import EVENT_TYPE_OF, POLITICAL_VIOLENCE, EventType, Status
from geo.timex_words import day_words, weekday_words
from geo.trigger_lexicon import TriggerLexicon, trigger_lexicon, trigger_openings
from geo.wordforms import WordForm

_TOLD_AGAIN = POLITICAL_VIOLENCE | {EventType.PROTESTS}
_WITH_MEANS = frozenset({"bombardment", "explosion", "assault"})
"""Policies of acts that have means of their own."""
_BETWEEN = 3
"""Words behind a noun in which «بين» says that two sides fight («معارك عنيفة بين»)."""


def find_triggers(document: str, sentence: Span) -> tuple[Trigger, ...]:
    """Return the event mentions of one sentence, in text order, spans in the raw document.

    `Trigger.rule` is the lexicon entry, the form and the evidence, as `shell.noun+aircraft`. Pure: the rest of
    `document` only serves to tell a war report from other news.
    """
    text = sentence.of(document)
    if text.rstrip().endswith(_QUESTION_MARKS):
        return ()
    reading = read_sentence(text)
    in_headline = sentence.end <= headline_end(document) or _is_written_as_one(document, sentence)
    hits = tuple(hit for hit in _hits_of(text) if in_headline or not hit.form.headline)
    if not hits:
        return ()
    acting = tuple(hit.first for hit in hits if hit.entry.policy in _WITH_MEANS)
    scene = look_at(document, reading, acting, in_headline=in_headline)
    acts = [act for group in _by_word(hits) for act in _first_act(scene, group)]
    return tuple(_trigger(act, reading, sentence.start) for act in one_per_act(acts, reading))


def untold_acts(document: str, sentence: Span, told: Sequence[Trigger]) -> tuple[Span, ...]:
    """Return the words of a sentence that name an act which it does not tell: a plan, a call, what is denied.

    Their places are no other act's («اعتقلت 20 خططوا لتفجير مساجد في الدمام»). `told` are the acts that it tells. Spans
    in the raw document, in order.
    """
    reading = read_sentence(sentence.of(document))
    hits = tuple(hit for hit in _hits_of(sentence.of(document)) if not hit.form.headline)
    scene = look_at(document, reading, (), in_headline=False)
    taken = {act.span.start - sentence.start for act in told}
    groups = (group for group in _by_word(hits) if reading.raw_starts[group[0].first] not in taken)
    return tuple(
        reading.span(group[0].first, group[0].last, sentence.start)
        for group in groups
        if any(_fits(scene, hit) and _is_untold(reading, hit) for hit in group)
    )


def _is_untold(reading: Reading, hit: Hit) -> bool:
    """Whether a word tells no act; a peaceful purpose is the act's own («استخدموا الجرافات لإخلاء ساحة الحرية»)."""
    status, why = _status(reading, hit)
    peaceful = EVENT_TYPE_OF[hit.entry.sub_type] not in POLITICAL_VIOLENCE
    return status is not Status.REPORTED and not (why == "purpose" and peaceful)


def _is_written_as_one(document: str, sentence: Span) -> bool:
    """Whether a sentence is written as headlines are: a line of live coverage, or of a bulletin that goes by places.

    «10:00 - الجيش يسيطر على قرية كفرعميم», «القنيطرة: الثوار يستهدفون مدينة البعث».
    """
    text = sentence.of(document)
    if _LIVE_LINE.match(text):
        return True
    heading = _HEADING.match(text) if opens_line(document, sentence.start) else None
    return heading is not None and not _is_said(heading[1])


def _is_said(heading: str) -> bool:
    """Whether the words before a colon say who speaks («وقال المصدر: …»), and head no line."""
    return any(key(word).removeprefix("و") in names_of("speech_verbs.csv") for word in heading.split())


_LIVE_LINE = re.compile(r"\s*\d{1,2}[:٫.]\d{2}\s*[-–—|:]")
_HEADING = re.compile(r"[\s•*–—-]*((?:[^\W\d_]+[ ]?){1,4}):")
"""Openings of such lines: the hour, and up to four words with a colon."""
_QUESTION_MARKS = ("؟", "?")
"""Ends of a sentence that reports nothing."""


@lru_cache(maxsize=64)
def _hits_of(text: str) -> tuple[Hit, ...]:
    """Return the words of a sentence that may be triggers; remembered, since its untold acts are asked for too."""
    return tuple(_hits(read_sentence(text), trigger_lexicon()))


def _hits(reading: Reading, lexicon: TriggerLexicon) -> Iterator[Hit]:
    openings, said = trigger_openings(), lexicon.asked_for.intersection(reading.words)
    for index, word in enumerate(reading.words):
        if word not in openings or _is_name_of_a_tribe(reading, index):
            continue
        for sequence, entry, form in lexicon.phrases.get(word, ()):
            if reading.words[index : index + len(sequence)] == sequence:
                yield Hit(first=index, last=index + len(sequence) - 1, entry=entry, form=form)
        if lexicon.is_alone(word, said):
            continue
        for entry, form in lexicon.single.get(word, ()):
            if not entry.can_be_told(said, noun=index > 0 and not form.is_verb):
                continue  # most forms of everyday words end here
            yield Hit(first=index, last=index, entry=entry, form=_as_used(reading, index, form))


def _is_name_of_a_tribe(reading: Reading, index: int) -> bool:
    """Whether a word that is no verb of theirs stands behind «قبائل»: «قبائل دهم», not «قبائل هاجمت الحاجز»."""
    return index > 0 and reading.words[index - 1] in context("tribes") and not reading.words[index].endswith(_OF_MANY)


_OF_MANY = ("ت", "وا")
"""Endings of a verb of several before it."""


def _as_used(reading: Reading, index: int, form: WordForm) -> WordForm:
    """Read a form that may be verb or masdar («قصف») as a masdar after a preposition, or joined to one."""
    if not form.is_verb or not index:
        return form
    if form.bare and reading.words[index - 1] in context("prepositions"):
        return replace(form, is_verb=False)
    nouns = (before for _, before in trigger_lexicon().single.get(reading.words[index - 1], ()) if not before.is_verb)
    listed = form.joined and len(form.text) == _STEM + 1 and any(nouns)
    return replace(form, is_verb=False) if listed and reading.words[index - 2] in context("prepositions") else form


_STEM = 3
"""Letters of a verb that its masdar is written like («ذبح»)."""


def _by_word(hits: tuple[Hit, ...]) -> Iterator[list[Hit]]:
    """Group the readings of one word, phrases first; words inside a found phrase are its own."""
    group: list[Hit] = []
    for hit in hits:
        if group and hit.first != group[0].first:
            yield group
            group = []
        group.append(hit)
    if group:
        yield group


def _first_act(scene: Scene, group: list[Hit]) -> tuple[Act, ...]:
    for hit in group:
        acts = _acts(scene, hit)
        if acts:
            return acts
    return ()


def _acts(scene: Scene, hit: Hit) -> tuple[Act, ...]:
    """Judge one reading of a word; empty where it is no event mention."""
    reading, entry = scene.reading, hit.entry
    if not _fits(scene, hit) or not scene.supports(entry.evidence, hit.first):
        return ()
    status, why = _status(reading, hit)
    if status is None or (status is Status.PLANNED and EVENT_TYPE_OF[entry.sub_type] in POLITICAL_VIOLENCE):
        return ()  # a violent act that is still to come is a threat or a hope
    if entry.requires == "people" and not scene.has("people", *reading.clause_bounds(hit.first)):
        return ()
    if entry.requires == "subject" and not _subject_beside(scene, hit):
        return ()
    if entry.requires == "opening" and not _opens_its_clause(reading, hit):
        return ()
    if entry.requires == "chained" and not _is_of_a_party_before(scene, hit):
        return ()
    decided = POLICIES[entry.policy](scene, hit.last, hit.form, entry.sub_type)
    return tuple(
        Act(hit=hit, sub_type=sub_type, status=status, evidence="+".join(filter(None, (evidence, why))))
        for sub_type, evidence in decided
    )


def _opens_its_clause(reading: Reading, hit: Hit) -> bool:
    """Whether nothing but counts stands before a noun in its clause, as in bulletins: «نحو 20 برميلا على المحور»."""
    first, _ = reading.clause_bounds(hit.first)
    counts = context("some_of") | context("counting")
    return all(
        is_number_word(word) or word in counts or word.removeprefix("و") in counts
        for word in reading.words[first : hit.first]
    )


def _is_of_a_party_before(scene: Scene, hit: Hit) -> bool:
    """Whether a fighting party named before goes on to act, and nothing but the hour and the place stand behind.

    «سيطرت القوات على ترهونة، ثم دخلت بعد ساعات مدينة بني وليد», not «ثم دخلت قافلة مدينة مضايا».
    """
    words = scene.reading.words
    linked = not hit.form.is_verb or hit.form.joined or words[max(0, hit.first - 1)] == _THEN
    linked = linked or words[hit.first].endswith(_THEY)  # «تمدد الحوثيين، حيث دخلوا أمس مدينة يريم»
    if not linked or not any(party.party.armed and party.last < hit.first for party in scene.parties):
        return False
    behind = words[hit.last + 1 : hit.last + 1 + hit.entry.within]
    return next((word for word in behind if not _may_tell_when(word)), "") in hit.entry.with_words


def _may_tell_when(word: str) -> bool:
    return word in day_words() or any(word in context(label) for label in ("time_units", "hours", "prepositions"))


_THEN, _THEY = "ثم", "وا"


def _subject_beside(scene: Scene, hit: Hit) -> bool:
    """Whether a fighting party stands right behind the trigger, or within three words before it."""
    behind = any(
        party.party.armed and (0 < party.first - hit.last <= 2 or scene.is_unit_of(hit.last, party.first))
        for party in scene.parties
    )
    before = any(party.party.armed and 0 < hit.first - party.last <= 2 for party in scene.parties)
    return behind or (before and hit.form.is_verb)


def _fits(scene: Scene, hit: Hit) -> bool:
    """Whether the words round the hit allow the entry's event sense."""
    reading = scene.reading
    entry, words = hit.entry, reading.words
    first, end = reading.clause_bounds(hit.first)
    alone = hit.form.is_verb and hit.form.joined and entry.joined_needs
    if alone and not scene.has(entry.joined_needs, hit.last + 1, hit.last + 1 + _SUBJECT_REACH):
        return False
    company = _company(reading, hit)
    if not entry.has_company(company) or (entry.with_also and entry.with_also.isdisjoint(company)):
        return False
    if entry.with_sentence and entry.with_sentence.isdisjoint(words):
        return False
    if not entry.veto_near.isdisjoint(_as_meant(words[first : end + 1])[: end - first]):
        return False
    begins = hit.form.joined and hit.first == first  # «من بلدة بيت أمر، وهدمت»: no order
    vetoed = hit.first and not begins and words[hit.first - 1] in entry.veto_before
    vetoed = vetoed and (hit.first < _TOLL_OF or words[hit.first - _TOLL_OF] not in _TOLLS)
    if vetoed and not _is_dated_relative(reading, hit.first):
        return False
    after = words[hit.last + 1 : hit.last + (2 if words[hit.last + 1 : hit.last + 2] == _WITH else 3)]
    if not entry.veto_after.isdisjoint(after) and not _is_of_its_subject(scene, hit):
        return False
    if entry.between and "بين" in words[hit.last + 1 : min(end, hit.last + 1 + _BETWEEN)]:
        return True
    opens = scene.in_headline and not hit.first and not hit.form.definite  # «مجزرة في حيش»
    if entry.with_before and not hit.form.is_verb and not opens:
        start = first if entry.before < _ACROSS_CLAUSES else 0
        near = words[max(start, hit.first - entry.before) : hit.first] + words[max(0, hit.first - 2) : hit.first]
        return not entry.with_before.isdisjoint(near)
    return True


_WITH = ("مع",)
"""Who stands behind it fights too, and does not say of what kind an act is («معارك مع تنظيم الدولة»)."""
_ACROSS_CLAUSES = 10
"""Words before a noun from which on what must stand there may be of another clause («أعلنت القوات، أمس، سيطرتها»)."""


_TOLL_OF, _TOLLS = 2, frozenset(map(key, ("حصيلة", "عدد", "أعداد")))
"""«حصيلة ضحايا الغارة», «عدد قتلى القصف ارتفع إلى»: a toll tells the act, as its victims alone do not."""


def _is_dated_relative(reading: Reading, index: int) -> bool:
    """Whether a clause of «التي» tells news, for a day dates it («القرية التي استولوا عليها الأربعاء», «… يوم أمس»)."""
    lately = not context("lately").isdisjoint(reading.words[index + 1 : index + 1 + _DAY_REACH])
    return reading.words[index - 1] in _RELATIVES and (lately or is_dated(reading, index))


_DAY_REACH = 4
_RELATIVES = frozenset({"التي", "الذي"})


def _company(reading: Reading, hit: Hit) -> tuple[str, ...]:
    """Return the words in which what an entry asks for may stand: behind the hit, and before a verb as its subject.

    «انقطعت المياه», and where the entry allows it «إن المياه والكهرباء انقطعت».
    """
    first, end = reading.clause_bounds(hit.first)
    following = _following(reading, hit.last, end, hit.entry.within)
    behind = reading.words[end] if end < len(reading.words) else ""
    if behind.endswith(_OBJECT) and behind in hit.entry.with_words:
        following = (*following, behind)  # «إلقاء الطيران المروحي، برميلا متفجرا»
    if not (hit.form.is_verb and hit.entry.around):
        return following
    before = reading.words[max(first, hit.first - hit.entry.around) : hit.first]
    said = max((at for at, word in enumerate(before) if word in context("subject_openers")), default=-1)
    return (*before[said + 1 :], *following)  # «قال السكان إن القذائف سقطت»: not those who say it


_OBJECT = "ا"
"""Ending of an indefinite object, which a comma behind the subject leaves its verb's."""


def _following(reading: Reading, last: int, end: int, within: int) -> tuple[str, ...]:
    """Return the words behind a hit in its clause, which may go on behind what commas insert of a noun of it.

    «عثرت القوات في قضاء الدور، الذي استعيد قبل أسبوع، على معمل»
    """
    following = reading.words[last + 1 : min(end, last + 1 + within)]
    inserted = reading.words[end : end + 1]
    if len(following) == within or not inserted or inserted[0] not in _RELATIVES:
        return following
    _, behind = reading.clause_bounds(end)
    if behind - end > _LONGEST_INSERTION or reading.words[behind : behind + 1] not in _GOING_ON:
        return following
    return (*following, *reading.words[behind : behind + within - len(following)])


_LONGEST_INSERTION = 9
"""Words of the longest clause that commas may insert."""
_GOING_ON = {("علي",), ("في",), ("من",), ("الي",)}


def _is_of_its_subject(scene: Scene, hit: Hit) -> bool:
    """Whether a vetoing word is only the second of a party right behind a verb («استعادت قوات الشرعية المدينة»)."""
    if not hit.form.is_verb or scene.reading.words[hit.last + 1] in hit.entry.veto_after:
        return False
    return any(party.first == hit.last + 1 and party.last > party.first for party in scene.parties)


_SUBJECT_REACH = 3
"""Words behind a verb in which its subject stands («وفرت مئات الأسر»)."""


def _as_meant(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return words without those that look like another: a general, no team, «لدى مرور دورية», no traffic.

    «الفريق الركن», «الفريق رائد جودت», «سلاح الجو»
    """
    if not _OTHERWISE_BEHIND.keys().isdisjoint(words):
        words = tuple(
            "" if before in _OTHERWISE_BEHIND.get(word, ()) else word
            for before, word in zip(("", *words), words, strict=False)
        )
    if _GENERAL not in " ".join(words):
        return words
    given = names_of("given_names.csv") | context("of_ranks")
    return tuple(
        "" if word.endswith(_GENERAL) and following in given else word
        for word, following in zip(words, (*words[1:], ""), strict=True)
    )


_GENERAL = "الفريق"
_OTHERWISE_BEHIND = {
    "مرور": frozenset(map(key, ("لدى", "عند", "أثناء", "خلال", "مع", "على", "بعد"))),
    "الجو": frozenset(("سلاح", "لسلاح", "وسلاح")),
}
"""Words with those before them behind which they mean something else."""


def _status(reading: Reading, hit: Hit) -> tuple[Status | None, str]:
    """Return the status and the cue that gave it; `None` where the words report no event."""
    entry, form = hit.entry, hit.form
    if form.imperfect and entry.imperfect == "state" and not form.headline:
        return None, "state"
    if form.imperfect and not form.headline and _is_how_it_was(reading, hit.first):
        return None, "how_it_was"
    cue = governing_cue(reading, hit.first, form, entry.entry_id)
    if cue is not None and (cue.status is not Status.PLANNED or not form.future):
        described = cue.cue_id == _NOT_SO and reading.words[max(0, hit.first - 2)] in _RELATIVES
        return None if described else cue.status, cue.cue_id  # «العائلات التي لم تغادر الحي»: nothing is denied
    if form.purpose and (form.is_verb or not is_exposed(reading, hit.first, entry.purpose_after)):
        return None, "purpose"
    if _is_only_spoken_of(reading, hit):
        return None, "spoken_of"
    if _is_done_again_and_again(reading, hit):
        return None, "habit"
    if form.future or (form.imperfect and entry.imperfect == "planned") or _will_be(reading, hit):
        return Status.PLANNED, "future"
    return Status.REPORTED, "anaphor" if _is_anaphor(reading, hit) else ""


def _is_done_again_and_again(reading: Reading, hit: Hit) -> bool:
    """Whether an act is one of many of no day («تشهد المدينة هجمات متكررة أودت بالمئات»), not «أمس لغارات متكررة»."""
    first, end = reading.clause_bounds(hit.first)
    near = reading.words[max(first, hit.first - _HABIT_REACH) : min(end, hit.last + 2)]
    if context("habitual").isdisjoint(near):
        return False
    return (context("lately") | weekday_words()).isdisjoint(reading.words[first:end])


_HABIT_REACH = 2
"""Words before a verb in which its subject is said to come again and again."""
_NOT_SO = "denied_not"


def _is_how_it_was(reading: Reading, index: int) -> bool:
    """Whether «كان» before an imperfect tells of a state of old («63 عائلة كان التنظيم يحتجزها هناك»).

    It tells of the same hour behind «بينما» («بينما كانت الطائرات تقصف المواقع»).
    """
    first, _ = reading.clause_bounds(index)
    if reading.words[first].removeprefix("و") in _WHILE:
        return False
    return not context("was").isdisjoint(reading.words[max(first, index - _WAS_REACH) : index])


_WAS_REACH = 4
_WHILE = frozenset({"بينما", "فيما"})


def _will_be(reading: Reading, hit: Hit) -> bool:
    """Whether what follows a noun puts it ahead: «مفاوضات ... تعقد السبت», «الاجتماع سيبحث».

    So does a coming day in a clause that says what is to be held («يجري محادثات في غدامس الأسبوع المقبل»).
    """
    following = reading.words[hit.last + 1 : hit.last + 1 + _AHEAD]
    if hit.form.is_verb or not following:
        return False
    first, end = reading.clause_bounds(hit.first)
    is_to_be_held = not context("to_be_held").isdisjoint(reading.words[first : hit.first])
    if is_to_be_held and not context("coming").isdisjoint(reading.words[hit.last + 1 : end]):
        return True
    return not hit.entry.planned_after.isdisjoint(following) or is_future_verb(following[0])


_AHEAD = 5
"""Words behind a noun that may put it ahead."""


def _is_only_spoken_of(reading: Reading, hit: Hit) -> bool:
    """Whether what follows a noun says that it is possible, to come, or what it means, and tells no act.

    «هجمات محتملة», «تحرير تعز بات قريبا», «تحرير صنعاء لن يحتاج», and in front of its clause «إن تحرير عدن يمثل».
    """
    if hit.form.is_verb:
        return False
    first, end = reading.clause_bounds(hit.first)
    following = reading.words[hit.last + 1 : min(end, hit.last + 1 + _PREDICATE_REACH)]
    if not context("possible").isdisjoint(following[:_ADJECTIVE_REACH]):
        return True
    opens = hit.first - first <= 1 or reading.words[hit.first - 1] in context("subject_openers")
    opens = opens or (hit.form.joined and reading.words[hit.first - 2] in context("subject_openers"))
    carried_out = context("launching").isdisjoint(reading.words[max(first, hit.first - 1) : hit.first])
    if not opens or not carried_out:
        return False  # «وشن غارتين» tells of them
    for before, word, after in zip(("", *following), following, (*following[1:], ""), strict=False):
        if word in context("nearness_verbs"):
            return after in context("near")
        if (word in context("judging") and before not in _IN_OR_OF) or is_future_verb(word):
            return True  # not «في جريمة جديدة»
        if word in context("news_verbs"):
            return False
    return False


_PREDICATE_REACH, _ADJECTIVE_REACH = 9, 2
_IN_OR_OF = frozenset({"في", "من"})


def _is_anaphor(reading: Reading, hit: Hit) -> bool:
    """Whether a definite noun with nothing of its own after it takes up an act already told («أسفر القصف عن»).

    One that reaches something tells of a target of its own («كما طال القصف حيين»), as does control that is extended
    («بسطوا سيطرتهم لبعض الوقت على حيين»), and a fight that breaks out anew («تجددت الاشتباكات حول السوق»).
    """
    if not hit.form.definite or EVENT_TYPE_OF[hit.entry.sub_type] not in _TOLD_AGAIN:
        return False
    before = reading.words[hit.first - 1] if hit.first else ""
    if before in context("reaches") or before in context("exerts") or before in context("breaks_out"):
        return False
    if days_counted(reading, hit.first) is not None:
        return False  # «اتفقوا بعد يومين من القتال»
    if before in context("anaphor_before"):
        return True
    following = reading.words[hit.last + 1 : hit.last + 2]
    if following and (following[0] in context("reaches") or following[0] in context("breaks_out")):
        return False  # «القصف طال حيين», «المعارك تجددت في جبهة العمود»
    return not following or not (following[0] in context("anaphor_next") or following[0].startswith("ال"))


def _trigger(act: Act, reading: Reading, offset: int) -> Trigger:
    kind = "verb" if act.hit.form.is_verb else "phrase" if act.hit.last > act.hit.first else "noun"
    rule = f"{act.hit.entry.entry_id}.{kind}" + (f"+{act.evidence}" if act.evidence else "")
    return Trigger(
        span=reading.span(act.hit.first, act.hit.last, offset),
        sub_event_type=act.sub_type,
        status=act.status,
        rule=rule,
    )
