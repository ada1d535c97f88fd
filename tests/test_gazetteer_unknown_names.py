"""Names that no layer knows, told by their head nouns; what only looks like one must stay out."""

import pytest

from gazetteer.folding import fold_text, tokenise
from gazetteer.index import Gazetteer
from gazetteer.matcher import find_names
from gazetteer.recognition import find_toponyms
from gazetteer.resolver import resolve_toponyms
from gazetteer.unknown_names import find_unknown_names

UNKNOWN = [
    ("village", "سقطت قذائف على قرية طنطوشة أمس", ["طنطوشة"]),
    ("quarter with the article", "في حي المشموشية", ["المشموشية"]),
    ("name of two words", "حول تل زعيطر الاستراتيجي", []),
    ("opener and name", "في بلدة عين الزعيطر", ["عين الزعيطر"]),
    ("what an attack was on", "شنت غارات على دكيكة والمشموشية شرقي مديرية الحزم", ["دكيكة", "المشموشية"]),
    ("in brackets", "قصفت قرى وبلدات هي (زعيطر ومشموش وطنطوشة)", ["زعيطر", "مشموش", "طنطوشة"]),
    ("a list of one known, to its end", "قصفت مواقع في مورك وزعيطر.", ["زعيطر"]),
    ("dual", "دخلت القوات مديريتي الزعيطرة والمشموشية", ["الزعيطرة", "المشموشية"]),
    ("list", "قصفت بلدات زعيطر، مشموش وطنطوشة", ["زعيطر", "مشموش", "طنطوشة"]),
    ("camp", "غارة على معسكر زعيطر", ["زعيطر"]),
    ("clitic on the head", "وبقرية طنطوشة", ["طنطوشة"]),
    ("clitic on a short head", "سقطت قذائف بحي المشموشية", ["المشموشية"]),
    ("no adjective of a feminine", "هاجموا قاعدة في بلدة زعيطري", ["زعيطري"]),
    ("no adjective of a masculine", "سقط صاروخ على معسكر زعطاية", ["زعطاية"]),
    ("dual of common words", "قصفت حيي الدراسة والقبلة أمس", ["الدراسة", "القبلة"]),
    ("beside a quarter, up to what holds it", "قصفت حي المشموشية والزعيطرة جنوبي المدينة", ["المشموشية", "الزعيطرة"]),
    ("before a list", "معارك في محيط المشموشية والزعيطرة وسراقب", ["المشموشية", "الزعيطرة"]),
    ("a tribe with a man's name", "احترق منزل في قرية البو نجم", ["البو نجم"]),
    ("a village called after a man", "سقطت قذيفة على قرية محمود زعيطر أمس", ["محمود زعيطر"]),
    ("a town called after a man, with his surname", "سقطت قذيفة على بلدة محمد النهري أمس", ["محمد النهري"]),
    ("ending of a pronoun behind an opener", "قصفت المدفعية قرية بيت زعيطنا أمس", ["بيت زعيطنا"]),
    ("names in quotation marks", 'سيطروا على قرى "طنطوشة" و"زعيطر" أمس', ["طنطوشة", "زعيطر"]),
    ("words in quotation marks", 'سيطروا على قرى "رسم البغل" و"تل بيجو" أمس', ["رسم البغل", "تل بيجو"]),
    ("behind an opener", "سيطروا على عدة قرى في الريف أهمها طنطوشة وزعيطر أمس", ["طنطوشة", "زعيطر"]),
    ("behind a colon", "أحرقوا تسع قرى هي: طنطوشة وزعيطر أمس", ["طنطوشة", "زعيطر"]),
    ("a rare second word", "حررت القوات قرية زعيطر غلفاس الحدودية", ["زعيطر غلفاس"]),
    ("a title and a name", "حررت القوات قرية الملا زعيطر أمس", ["الملا زعيطر"]),
    ("a dual has two", "قصفوا بلدتي طنطوشة والزعيطرة، والحصيلة ثقيلة", ["طنطوشة", "الزعيطرة"]),
    ("a mother of villages", "قصفت المدفعية قرية أم القرى أمس", ["أم القرى"]),
    ("a common word behind an opener", "سقطت قذيفة على قرية تل العدس أمس", ["تل العدس"]),
    (
        "common words between the marks of a list",
        "قصفوا أحياء زعيطر والمرور والنقطة الرابعة، وسط المدينة",
        ["زعيطر", "المرور", "النقطة الرابعة"],
    ),
    ("what looks like a clitic", "دخلوا قرى زعيطر، بجارية، طنطوشة في ريف حماة", ["زعيطر", "بجارية", "طنطوشة"]),
    (
        "two words each",
        "دخلوا قرى زعيطر ورسم مضحي ورجم جعرة ومخلف شمالي وعين الزرقة.",
        ["زعيطر", "رسم مضحي", "رجم جعرة", "مخلف شمالي", "عين الزرقة"],
    ),
    ("somebody's son", "دخلوا قرى قصر ابن وردان وطنطوشة.", ["قصر ابن وردان", "طنطوشة"]),
    ("behind the colon of its noun", "أحرقوا قرى: طنطوشة، زعيطر، ومشموش.", ["طنطوشة", "زعيطر", "مشموش"]),
    ("a common second word before what holds it", "غارة على قرية كسرة زعيم جنوب مدينة الرقة", ["كسرة زعيم"]),
    ("beside one place, up to another", "قصفوا قرية زعيطر ومشموش وسراقب", ["زعيطر", "مشموش"]),
    ("dozens behind a list", "نزح سكان قرى زعيطر والعشرات من جيرانهم", ["زعيطر"]),
    ("the hour behind a name", "غارة على قرية زعيطر مساء شمال كركوك", ["زعيطر"]),
]


def unknown(text: str, gazetteer: Gazetteer) -> list[str]:
    folded = fold_text(text)
    tokens = tokenise(folded.text)
    hits = find_unknown_names(folded, tokens, find_names(folded, tokens, gazetteer))
    return [folded.raw_span(hit.start, hit.end).of(text) for hit in hits]


@pytest.mark.parametrize(("text", "names"), [row[1:] for row in UNKNOWN if row[2]], ids=[r[0] for r in UNKNOWN if r[2]])
def test_unknown_names(text: str, names: list[str], gazetteer: Gazetteer) -> None:
    assert unknown(text, gazetteer) == names


ORDINARY = [
    ("adjective", "في قرية صغيرة قرب الحدود"),
    ("plain nouns that an attack was on", "شنت غارات على متارس وخنادق شرقي مديرية الحزم"),
    ("how many in brackets", "قصفت قرى (نحو 20 قرية) في ريف حماة"),
    ("what goes on behind a town", "قصفت مواقع في مورك وأعطبت آليات"),
    ("for something", "هاجموا محطة للبنزين ومحطة للكهرباء"),
    ("adjective of kind", "حي سكني جديد"),
    ("whose it is", "أطلقوا النار على حاجز لقسد أمس"),
    ("adjective of origin", "مدينة سورية قديمة"),
    ("verb", "أحياء انسحب منها المقاتلون"),
    ("participle", "أحياء خاضعة للمعارضة"),
    ("possessive", "مدنها وقراها"),
    ("possessive behind an opener", "دخلوا إلى بلدة تل بيتنا أمس"),
    ("preposition", "قاعدة في البحر"),
    ("punctuation between", "وصل إلى القرية. زعيطر لم يأت"),
    ("noun that names nothing", "موقع زعيطر"),
    ("article on the head", "القرية زعيطر"),
    ("a force behind a quarter", "دخلوا أحياء والقوات خلفهم"),
    ("crops", "أحرقوا حقول قمح وبساتين زيتون"),
    ("opener without a list", "قصفوا مواقع في القرى منها مستودعات ومقار"),
    ("she who is empty", "زاروا قرى الجنوب وهي خالية من سكانها"),
    ("a group in quotation marks", 'هاجموا مناطق "داعش" أمس', ""),
    ("a side behind an opener", "دخلوا إلى بلدة تل الشمالية أمس"),
    ("nothing behind an opener", "دخلوا إلى قرية تل. والعدس في السوق"),
    ("a force behind a list", "قصفوا مدن حلب وحمص والطيران الحربي، حسب المرصد"),
    ("a day behind a list", "سيطروا على قرى الباب ومنبج، الأحد الماضي، بعد معارك"),
    ("a side of the war in a list", "عادوا إلى قرى المعارضة وحلب"),
    ("what befell them behind a list", "دخلوا أحياء حلب وسقوط قتلى وجرحى بينهم"),
]


@pytest.mark.parametrize("text", [row[1] for row in ORDINARY], ids=[row[0] for row in ORDINARY])
def test_ordinary_words_are_no_names(text: str, gazetteer: Gazetteer) -> None:
    assert unknown(text, gazetteer) == []


def test_an_unknown_name_is_kept_without_a_point_and_with_its_container(gazetteer: Gazetteer) -> None:
    (name, container) = resolve_toponyms("قصف على قرية طنطوشة بريف إدلب الجنوبي", gazetteer)
    assert name.place is None
    assert name.container is not None
    assert name.container.place_id == "sy-idlib-gov"
    assert container.place is not None


def test_what_a_head_noun_proves_holds_for_the_rest_of_the_text(gazetteer: Gazetteer) -> None:
    found = find_toponyms("قصف حي السكري أمس. وقال سكان من السكري إن القصف استمر.", gazetteer)
    assert [mention.surface for mention in found] == ["السكري", "السكري"]
