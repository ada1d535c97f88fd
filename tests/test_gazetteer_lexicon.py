"""Every lexicon entry is proved by its own example sentence, so that a linguist can change it and see.

What each file and column means stands in `gazetteer/lexicon/README.md`.
"""

import csv
from collections import Counter
from functools import lru_cache

import pytest

from gazetteer import lexicon
from gazetteer.folding import fold_text, key, tokenise
from gazetteer.index import Gazetteer, build_gazetteer, search_keys
from gazetteer.matcher import find_names, readings
from gazetteer.places import Place, PlaceKind
from gazetteer.recognition import ToponymMention, find_toponyms
from gazetteer.resolver import resolve_toponyms
from gazetteer.unknown_names import find_unknown_names

Row = dict[str, str]


@lru_cache
def rows(file: str) -> tuple[Row, ...]:
    with (lexicon.LEXICON / file).open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))


def by_form(row: Row) -> str:
    return row.get("form") or row.get("name") or row.get("nisba") or row["country"]


FILES = sorted(path.name for path in lexicon.LEXICON.glob("*.csv"))
EVERY_ROW_HAS_AN_EXAMPLE = (
    "heads.csv",
    "directions.csv",
    "prepositions.csv",
    "titles.csv",
    "organisation_heads.csv",
    "organisations.csv",
    "place_verbs.csv",
    "attack_nouns.csv",
    "demonyms.csv",
    "name_openers.csv",
    "separable_heads.csv",
    "facility_adjectives.csv",
    "generic_complements.csv",
    "list_openers.csv",
    "locating_words.csv",
    "authorities.csv",
    "people_words.csv",
    "surroundings.csv",
    "name_adjectives.csv",
    "number_words.csv",
)


@pytest.mark.parametrize("file", FILES)
def test_no_form_stands_twice(file: str) -> None:
    forms = Counter(key(by_form(row)) for row in rows(file))
    assert [form for form, count in forms.items() if count > 1] == []


@pytest.mark.parametrize("file", FILES)
def test_every_file_and_column_is_explained(file: str) -> None:
    readme = (lexicon.LEXICON / "README.md").read_text(encoding="utf-8")
    section = readme.partition(f"## {file}")[2].partition("\n## ")[0]
    assert section, f"README.md says nothing of {file}"
    missing = [column for column in rows(file)[0] if f"`{column}`" not in section]
    assert missing == []


@pytest.mark.parametrize("file", EVERY_ROW_HAS_AN_EXAMPLE)
def test_every_row_has_an_example_with_its_form(file: str) -> None:
    without = [by_form(row) for row in rows(file) if not _holds(row["example"], by_form(row))]
    assert without == []


def _holds(sentence: str, form: str) -> bool:
    """Whether a sentence has a form as a word or words of its own, clitics aside."""
    words = tokenise(fold_text(sentence).text).words
    wanted = key(form).split(" ")
    return any(
        (words[at] == wanted[0] or any(reading.word == wanted[0] for reading in readings(words[at])))
        and words[at + 1 : at + len(wanted)] == wanted[1:]
        for at in range(len(words))
    )


@pytest.mark.parametrize("row", rows("heads.csv"), ids=by_form)
def test_a_head_makes_the_next_name_a_toponym_of_its_kind(row: Row, gazetteer: Gazetteer) -> None:
    head = lexicon.heads()[key(row["form"])]
    found = resolve_toponyms(row["example"], gazetteer)
    if head.relation == "organisation":
        assert found == ()
        return
    governed = [one for one in found if head in one.mention.context.heads]
    named = [one for one in found if f"{one.mention.surface} ".startswith(f"{row['form']} ")]
    assert governed or named
    for one in governed:
        if head.relation != "at":
            assert one.mention.relation == head.relation
        bearers = {place.kind for place in gazetteer.bearers(one.mention.name)}
        if one.place is not None and head.kinds & bearers:
            assert one.place.kind in head.kinds
    assert all(one.place is None or one.place.kind in head.kinds for one in named)


@pytest.mark.parametrize("row", rows("directions.csv"), ids=by_form)
def test_a_direction_gives_its_bearing(row: Row, gazetteer: Gazetteer) -> None:
    bearings = {bearing for mention in find_toponyms(row["example"], gazetteer) for bearing in mention.context.bearings}
    assert float(row["bearing"]) in bearings


@pytest.mark.parametrize("row", rows("prepositions.csv"), ids=by_form)
def test_a_preposition_stands_before_a_toponym(row: Row, gazetteer: Gazetteer) -> None:
    wanted = lexicon.prepositions()[key(row["form"])]
    assert wanted in [mention.context.preposition for mention in find_toponyms(row["example"], gazetteer)]


@pytest.mark.parametrize("row", rows("attack_nouns.csv"), ids=by_form)
def test_an_attack_is_on_a_place(row: Row, gazetteer: Gazetteer) -> None:
    (mention,) = find_toponyms(row["example"], gazetteer)
    assert "target+1" in mention.evidence


@pytest.mark.parametrize("row", rows("place_verbs.csv"), ids=by_form)
def test_a_verb_that_takes_places_makes_a_doubtful_name_one(row: Row, gazetteer: Gazetteer) -> None:
    evidence = {why for mention in find_toponyms(row["example"], gazetteer) for why in mention.evidence}
    assert "object_of_verb+1" in evidence


@pytest.mark.parametrize("row", rows("locating_words.csv"), ids=by_form)
def test_a_word_that_locates_makes_a_doubtful_name_one(row: Row, gazetteer: Gazetteer) -> None:
    evidence = {why for mention in find_toponyms(row["example"], gazetteer) for why in mention.evidence}
    assert "located_by+2" in evidence


@pytest.mark.parametrize("row", rows("authorities.csv"), ids=by_form)
def test_an_authority_is_of_a_place(row: Row, gazetteer: Gazetteer) -> None:
    evidence = {why for mention in find_toponyms(row["example"], gazetteer) for why in mention.evidence}
    assert "authority+1" in evidence


@pytest.mark.parametrize("row", rows("people_words.csv"), ids=by_form)
def test_people_come_from_a_place(row: Row, gazetteer: Gazetteer) -> None:
    evidence = {why for mention in find_toponyms(row["example"], gazetteer) for why in mention.evidence}
    assert "people_from+1" in evidence


@pytest.mark.parametrize("row", rows("list_openers.csv"), ids=by_form)
def test_a_word_opens_a_list_of_places(row: Row, gazetteer: Gazetteer) -> None:
    evidence = {why for mention in find_toponyms(row["example"], gazetteer) for why in mention.evidence}
    assert not evidence.isdisjoint({"list_of_places+2", "list_of_places+3"})


@pytest.mark.parametrize("row", rows("surroundings.csv"), ids=by_form)
def test_what_has_a_countryside_is_a_place(row: Row, gazetteer: Gazetteer) -> None:
    evidence = {why for mention in find_toponyms(row["example"], gazetteer) for why in mention.evidence}
    assert "with_its_surroundings+3" in evidence


@pytest.mark.parametrize("row", rows("generic_complements.csv"), ids=by_form)
def test_a_generic_complement_names_nothing(row: Row) -> None:
    folded = fold_text(row["example"])
    words = " ".join(hit.name for hit in find_unknown_names(folded, tokenise(folded.text), ())).split(" ")
    assert key(row["form"]) not in words


NO_TOPONYM = ("titles.csv", "organisation_heads.csv", "organisations.csv", "demonyms.csv")


@pytest.mark.parametrize(
    "sentence", [pytest.param(row["example"], id=by_form(row)) for file in NO_TOPONYM for row in rows(file)]
)
def test_titles_organisations_and_adjectives_of_origin_are_no_places(sentence: str, gazetteer: Gazetteer) -> None:
    assert surfaces(sentence, gazetteer) == []


@pytest.mark.parametrize("file", ["titles.csv", "organisation_heads.csv"])
def test_without_the_title_or_organisation_a_place_would_have_been_found(file: str, gazetteer: Gazetteer) -> None:
    """The examples prove something only if a name of the gazetteer stands in them."""
    idle = [row["example"] for row in rows(file) if not _names(row["example"], gazetteer)]
    assert idle == []


def _names(sentence: str, gazetteer: Gazetteer) -> list[str]:
    folded = fold_text(sentence)
    return [hit.name for hit in find_names(folded, tokenise(folded.text), gazetteer)]


def surfaces(sentence: str, gazetteer: Gazetteer) -> list[str]:
    return [mention.surface for mention in find_toponyms(sentence, gazetteer)]


@pytest.mark.parametrize("row", rows("demonyms.csv"), ids=by_form)
def test_an_adjective_of_origin_tells_a_country_in_every_gender_and_number(row: Row) -> None:
    stem = key(row["nisba"])
    forms = [f"{article}{stem}{suffix}" for article in ("", "ال") for suffix in ("", "ه", "ون", "ين")]
    assert {lexicon.demonyms()[form] for form in forms} == {row["country"]}


GIVEN_NAMES = rows("given_names.csv")
GROUP_EXAMPLES = {row["group"]: row for row in GIVEN_NAMES if row["example"]}


def test_every_group_of_given_names_has_an_example() -> None:
    assert {row["group"] for row in GIVEN_NAMES} == set(GROUP_EXAMPLES)


@pytest.mark.parametrize("group", sorted(GROUP_EXAMPLES))
def test_a_given_name_makes_a_surname_of_the_place_behind_it(group: str, gazetteer: Gazetteer) -> None:
    """The example of a group is run with every name of the group in its place."""
    lead = GROUP_EXAMPLES[group]
    for row in GIVEN_NAMES:
        if row["group"] == group:
            sentence = lead["example"].replace(lead["form"], row["form"], 1)
            assert surfaces(sentence, gazetteer) == [], sentence


ORDINARY_BEFORE_PLACES = [
    ("whole", "سيطر المقاتلون على كامل داريا", ["داريا"]),
    ("instead of", "اختاروا حمص عوض دمشق", ["حمص", "دمشق"]),
    ("village head", "قتل مسلحون مختار داريا", ["داريا"]),
    ("a president known by one name", "غادر هادي عدن فجرا", ["عدن"]),
    ("rebuilding", "ناقشوا إعادة إعمار حلب", ["حلب"]),
    ("operation", "انطلقت عملية الموصل فجرا", ["الموصل"]),
    ("on, not the name Ali", "شنت القوات هجوما على دمشق", ["دمشق"]),
]


@pytest.mark.parametrize(
    ("sentence", "places"), [row[1:] for row in ORDINARY_BEFORE_PLACES], ids=[row[0] for row in ORDINARY_BEFORE_PLACES]
)
def test_an_ordinary_word_before_a_place_is_no_given_name_and_no_organisation(
    sentence: str, places: list[str], gazetteer: Gazetteer
) -> None:
    assert surfaces(sentence, gazetteer) == places


def test_no_given_name_folds_to_a_word_of_grammar() -> None:
    given = lexicon.words("given_names.csv")
    grammar = lexicon.prepositions().keys() | lexicon.heads().keys() | lexicon.directions().keys()
    assert given & grammar == set()
    assert given & lexicon.words("place_verbs.csv") == set()


@pytest.mark.parametrize("row", rows("name_openers.csv"), ids=by_form)
def test_an_opener_and_the_word_behind_it_are_one_unknown_name(row: Row) -> None:
    folded = fold_text(row["example"])
    hits = find_unknown_names(folded, tokenise(folded.text), ())
    names = [hit.name for hit in hits]
    assert [name for name in names if name.startswith(f"{key(row['form'])} ")] == names
    assert len(names) == 1


@pytest.mark.parametrize("row", rows("name_adjectives.csv"), ids=by_form)
def test_a_list_goes_on_behind_an_adjective_of_a_name(row: Row, gazetteer: Gazetteer) -> None:
    mentions = find_toponyms(row["example"], gazetteer)
    assert [mention.surface for mention in mentions] == ["زعيطر", "الشعار"]
    assert len({mention.list_id for mention in mentions}) == 1


@pytest.mark.parametrize("row", rows("number_words.csv"), ids=by_form)
def test_a_distance_is_told_in_words(row: Row, gazetteer: Gazetteer) -> None:
    (mention,) = find_toponyms(row["example"], gazetteer)
    assert mention.context.distance_km == float(row["value"])


@pytest.mark.parametrize("file", ["separable_heads.csv", "facility_adjectives.csv"])
def test_a_noun_or_adjective_that_only_says_the_kind_is_left_off_the_name(file: str) -> None:
    for row in rows(file):
        place = _place("x", row["example"])
        (found,) = search_keys(place)
        assert key(row["form"]) not in found.split(" "), row
        assert found in key(row["example"])


LISTED = (*rows("weak_names.csv"), *rows("everyday_names.csv"))
"""Names with a common-word reading."""
EXAMPLES = [row for row in LISTED if row["example"]]


def test_the_names_met_most_often_have_examples() -> None:
    assert len({key(row["name"]) for row in EXAMPLES}) >= 200
    assert [row["name"] for row in EXAMPLES if can_be_a_name(row) and not row["place_example"]] == []


def can_be_a_name(row: Row) -> bool:
    """Whether a listed word can be a place's whole name: no noun that governs names or opens them, no direction.

    Nor an adjective of origin, which behind a feminine noun is just that («بلدة تركية»).
    """
    form = key(row["name"])
    if form in lexicon.demonyms() and not form.startswith("ال"):
        return False
    generic = lexicon.heads().keys() | lexicon.directions().keys() | lexicon.words("name_openers.csv")
    return form not in generic and lexicon.weak_names().get(form, 0) < _NEVER


_NEVER = 9
"""Points that no place has: `weak_names.csv` gives them to words that only point back («المدينة»)."""


@pytest.mark.parametrize("row", EXAMPLES, ids=by_form)
def test_a_common_word_is_no_place_in_its_own_sentence(row: Row, gazetteer: Gazetteer, listed: Gazetteer) -> None:
    assert key(row["name"]) in key(row["example"])
    assert surfaces(row["example"], gazetteer) == []
    assert key(row["name"]) not in _found(row["example"], listed)


@pytest.mark.parametrize("row", [row for row in EXAMPLES if row["place_example"]], ids=by_form)
def test_the_same_word_behind_its_head_noun_is_one(row: Row, gazetteer: Gazetteer, listed: Gazetteer) -> None:
    name = key(row["name"])
    layers = gazetteer if name in gazetteer.names else listed
    assert any(name == found or found.endswith(f" {name}") for found in _found(row["place_example"], layers))


def _found(sentence: str, gazetteer: Gazetteer) -> list[str]:
    return [mention.name for mention in find_toponyms(sentence, gazetteer)]


@pytest.fixture(scope="session")
def listed() -> Gazetteer:
    """A gazetteer in which each listed name is a village and nothing else is known."""
    names = sorted({key(row["name"]): row["name"] for row in LISTED}.items())
    return build_gazetteer([_place(f"x-{number}", name) for number, (_, name) in enumerate(names)])


def _place(place_id: str, name: str) -> Place:
    return Place(
        place_id=place_id,
        name_ar=name,
        name_en=place_id,
        kind=PlaceKind.VILLAGE,
        lat=35.0,
        lon=37.0,
        radius_km=1.0,
        prominence=0.3,
        sources=("a", "b"),
    )


@pytest.mark.parametrize("head", ["قرية", "بلدة", "حي", "مدينة", "مخيم"])
def test_a_naming_head_makes_every_listed_name_a_place(head: str, listed: Gazetteer) -> None:
    names = {key(row["name"]) for row in LISTED if can_be_a_name(row)} - lexicon.words("organisations.csv")
    missed = [name for name in sorted(names) if name not in _found(f"سقطت قذيفة على {head} {name} مساء", listed)]
    assert missed == []


@pytest.mark.parametrize(
    "frame", ["سأل الناس عن {} طويلا", "{} أمر معروف", "قال إن {} مهم", "لا {} ولا غيره", "كتب {} في دفتره"]
)
def test_a_bare_mention_makes_no_listed_name_a_place(frame: str, listed: Gazetteer, gazetteer: Gazetteer) -> None:
    names = sorted(key(row["name"]) for row in LISTED)
    for layers in (listed, gazetteer):
        reported = [name for name in names if name in _found(frame.format(name), layers)]
        assert reported == []


def test_common_words_are_folded_sorted_and_once_each() -> None:
    words = (lexicon.LEXICON / "common_words.txt").read_text(encoding="utf-8").split()
    assert len(words) == len(set(words))
    assert all(word == key(word) for word in words)


def test_every_mention_tells_its_evidence(gazetteer: Gazetteer) -> None:
    mentions: list[ToponymMention] = []
    for row in rows("heads.csv"):
        mentions.extend(find_toponyms(row["example"], gazetteer))
    assert mentions
    assert all(mention.points >= gazetteer.needed(mention.name) for mention in mentions)
