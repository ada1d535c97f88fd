"""Every lexicon entry is proved by its own example sentences, so that a linguist can change it and see."""

from typing import Any

import pytest
import yaml

from gazetteer.spans import Span
from geo.actors import attribution, find_actors
from geo.errors import LexiconInvalid
from geo.evidence import context
from geo.lexicons import FOLDER, load_entries, load_mapping
from geo.records import Trigger
from geo.taxonomy import SubEventType
from geo.triggers import find_triggers

TRIGGERS: list[dict[str, Any]] = load_entries("triggers.yaml")
FACTUALITY: list[dict[str, Any]] = load_entries("factuality.yaml")
INSTRUMENTS: list[dict[str, Any]] = load_entries("instruments.yaml")
ACTORS: list[dict[str, Any]] = load_entries("actors.yaml")


def found(sentence: str) -> tuple[Trigger, ...]:
    return find_triggers(sentence, Span(start=0, end=len(sentence)))


@pytest.mark.parametrize(
    ("entry", "sentence", "sub_type"),
    [(entry["id"], sentence, sub_type) for entry in TRIGGERS for sentence, sub_type in entry["example"]],
)
def test_trigger_example(entry: str, sentence: str, sub_type: str) -> None:
    fired = {trigger.sub_event_type for trigger in found(sentence)}
    assert SubEventType(sub_type) in fired, f"{entry}: {fired}"


@pytest.mark.parametrize(
    ("entry", "sentence"), [(entry["id"], sentence) for entry in TRIGGERS for sentence in entry["against"]]
)
def test_trigger_counterexample(entry: str, sentence: str) -> None:
    assert [trigger.rule for trigger in found(sentence)] == [], entry


@pytest.mark.parametrize("entry", TRIGGERS, ids=lambda entry: entry["id"])
def test_every_trigger_entry_has_both_sides(entry: dict[str, Any]) -> None:
    assert entry["example"]
    assert entry["against"]


@pytest.mark.parametrize("entry", FACTUALITY, ids=lambda entry: entry["id"])
def test_factuality_example(entry: dict[str, Any]) -> None:
    statuses = {trigger.status.value for trigger in found(entry["example"])}
    assert statuses == ({entry["status"]} - {"none"})


@pytest.mark.parametrize("entry", INSTRUMENTS, ids=lambda entry: entry["id"])
def test_instrument_example(entry: dict[str, Any]) -> None:
    sentence, sub_type = entry["example"]
    assert SubEventType(sub_type) in {trigger.sub_event_type for trigger in found(sentence)}


def test_attribution_examples() -> None:
    for sentence, actor_id in load_mapping("attribution.yaml")["examples"]:
        reporter = attribution(sentence, Span(start=0, end=len(sentence)))
        assert reporter is not None, sentence
        assert reporter.actor_id == actor_id, sentence


def test_demonym_example() -> None:
    sentence, actor_id = load_mapping("demonyms.yaml")["example"]
    assert actor_id in {actor.actor_id for actor in find_actors(sentence, Span(start=0, end=len(sentence)))}


@pytest.mark.parametrize("row", ACTORS, ids=lambda row: row["id"])
def test_every_name_of_a_party_is_found(row: dict[str, Any]) -> None:
    for name in row["names"]:
        sentence = f"تحدثت التقارير عن {name} مرارا" if not row.get("metonym") else f"{name} ترد"
        actors = find_actors(sentence, Span(start=0, end=len(sentence)))
        assert [actor.span.of(sentence) for actor in actors][:1] == [name], actors


def test_actor_names_are_of_one_party_each() -> None:
    owners: dict[str, list[str]] = {}
    for row in ACTORS:
        for name in row["names"]:
            owners.setdefault(name, []).append(row["id"])
    shared = {name: ids for name, ids in owners.items() if len(ids) > 1}
    assert shared == {}


def test_the_lexicon_covers_every_sub_type() -> None:
    claimed = {sub_type for entry in TRIGGERS for _, sub_type in entry["example"]}
    missing = {sub_type.value for sub_type in SubEventType} - claimed - {"Grenade"}
    assert missing == set()


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.yaml")))
def test_no_lexicon_file_repeats_a_key(file: str) -> None:
    node = yaml.compose((FOLDER / file).read_text(encoding="utf-8"))
    mappings = node.value if isinstance(node, yaml.SequenceNode) else [node]
    for mapping in mappings:
        keys = [key.value for key, _ in mapping.value]
        assert len(keys) == len(set(keys)), (file, keys)


def test_an_absent_file_is_named() -> None:
    with pytest.raises(LexiconInvalid, match=r"absent\.yaml"):
        load_entries("absent.yaml")


def test_a_mapping_is_no_list_of_entries() -> None:
    with pytest.raises(LexiconInvalid, match=r"context\.yaml: expected a list"):
        load_entries("context.yaml")
    with pytest.raises(LexiconInvalid, match=r"triggers\.yaml: expected a mapping"):
        load_mapping("triggers.yaml")


def test_an_unknown_context_list_is_named() -> None:
    with pytest.raises(LexiconInvalid, match="no list `nothing`"):
        context("nothing")
