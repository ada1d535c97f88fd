"""Time expressions as a table: what a phrase means seen from Wednesday 16 October 2019, and what is no time at all."""

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import geo.timex
from gazetteer.spans import Span
from geo.calendars import hijri_date, nearest_year, weekday_after, weekday_before
from geo.records import Timex
from geo.timex import find_timexes

_LEXICON = Path(geo.timex.__file__).parent / "lexicon" / "calendar.yaml"
_EXAMPLES = yaml.safe_load(_LEXICON.read_text(encoding="utf-8"))["examples"]
_PUBLISHED = dt.date(2019, 10, 16)


def _read(text: str, published: dt.date | None = _PUBLISHED) -> tuple[Timex, ...]:
    return find_timexes(text, Span(start=0, end=len(text)), published=published)


# Text with the expression in [brackets] | first day | last day | precision.
MEANINGS = """
وصلت القافلة [أمس] إلى البلدة | 2019-10-15 | 2019-10-15 | day
وصلت القافلة [بالأمس] | 2019-10-15 | 2019-10-15 | day
هوجم المخفر [أول أمس] | 2019-10-14 | 2019-10-14 | day
هوجم المخفر [أول من أمس] | 2019-10-14 | 2019-10-14 | day
هوجم المخفر [أمس الأول] | 2019-10-14 | 2019-10-14 | day
احترق المخزن [البارحة] | 2019-10-15 | 2019-10-15 | day
دخلت الدورية [اليوم] من المعبر | 2019-10-16 | 2019-10-16 | day
دخلت الدورية [صباح اليوم] من المعبر | 2019-10-16 | 2019-10-16 | day
تصل الشاحنات [غدا] | 2019-10-17 | 2019-10-17 | day
تصل الشاحنات [يوم غد] | 2019-10-17 | 2019-10-17 | day
تصل الشاحنات [بعد غد] | 2019-10-18 | 2019-10-18 | day
دوت الانفجارات [الليلة الماضية] | 2019-10-15 | 2019-10-16 | day
قصف المطار [مساء أمس] | 2019-10-15 | 2019-10-15 | day
قصف المطار [فجر أمس] من البحر | 2019-10-15 | 2019-10-15 | day
انسحب الرتل [الأحد] من التلة | 2019-10-13 | 2019-10-13 | day
انسحب الرتل [يوم الأحد] | 2019-10-13 | 2019-10-13 | day
انسحب الرتل [الأحد الماضي] | 2019-10-13 | 2019-10-13 | day
انسحب الرتل [الأربعاء] | 2019-10-16 | 2019-10-16 | day
انسحب الرتل [الأربعاء الماضي] | 2019-10-09 | 2019-10-09 | day
انسحب الرتل [فجر الاثنين] | 2019-10-14 | 2019-10-14 | day
انسحب الرتل [بعد ظهر الجمعة] | 2019-10-11 | 2019-10-11 | day
تصدت الحامية لهم [ليل الجمعة] | 2019-10-11 | 2019-10-11 | day
تصدت الحامية لهم [ليل الجمعة-السبت] | 2019-10-11 | 2019-10-12 | day
تصدت الحامية لهم [ليل الجمعة - السبت] | 2019-10-11 | 2019-10-12 | day
تصدت الحامية لهم [ليل الجمعة السبت] | 2019-10-11 | 2019-10-12 | day
تصدت الحامية لهم [ليلة السبت إلى الأحد] | 2019-10-12 | 2019-10-13 | day
تظاهر الطلاب [يومي السبت والأحد] | 2019-10-12 | 2019-10-13 | period
خرجوا من المسجد بعد صلاة [الجمعة] | 2019-10-11 | 2019-10-11 | day
أعلن الناطق [أمس الثلاثاء] النتائج | 2019-10-15 | 2019-10-15 | day
أعلن الناطق [أمس الاثنين] النتائج | 2019-10-14 | 2019-10-14 | day
أعلن الناطق، [أمس (الثلاثاء)]، النتائج | 2019-10-15 | 2019-10-15 | day
أعلن الناطق [اليوم الأربعاء] النتائج | 2019-10-16 | 2019-10-16 | day
أعلن الناطق [اليوم الثلاثاء] النتائج | 2019-10-15 | 2019-10-15 | day
ومن المرجح أن يزور الوزير تركيا وكان قد زار بغداد [الخميس] | 2019-10-10 | 2019-10-10 | day
انفجرت العبوة [اليوم السبت] في السوق | 2019-10-12 | 2019-10-12 | day
أعلن الناطق [غدا الخميس] موعدا | 2019-10-17 | 2019-10-17 | day
يعود الوفد [السبت المقبل] | 2019-10-19 | 2019-10-19 | day
يعود الوفد [يوم الأربعاء القادم] | 2019-10-23 | 2019-10-23 | day
سيعقد اللقاء [السبت] في العاصمة | 2019-10-19 | 2019-10-19 | day
يصوت البرلمان [يوم الاثنين] على الخطة | 2019-10-21 | 2019-10-21 | day
من المقرر أن يصل المبعوث [الجمعة] | 2019-10-18 | 2019-10-18 | day
سيطر اللواء على التلة [السبت] | 2019-10-12 | 2019-10-12 | day
سيارة ملغمة انفجرت [السبت] | 2019-10-12 | 2019-10-12 | day
نهبت المخازن [قبل 3 أيام] | 2019-10-13 | 2019-10-13 | day
نهبت المخازن [قبل يومين] | 2019-10-14 | 2019-10-14 | day
نهبت المخازن [قبل ساعتين] | 2019-10-16 | 2019-10-16 | day
نهبت المخازن [قبل أسبوعين] | 2019-09-29 | 2019-10-05 | week
نهبت المخازن [قبل نحو شهر] | 2019-09-01 | 2019-10-01 | month
نهبت المخازن [قبل عامين] | 2017-01-01 | 2017-12-31 | year
نهبت المخازن [قبل أيام] | 2019-10-09 | 2019-10-14 | period
الحصار قائم [منذ أسبوع] | 2019-10-09 | 2019-10-16 | period
الحصار قائم [منذ نحو 4 أشهر] | 2019-06-16 | 2019-10-16 | period
الحصار قائم [منذ سنتين] | 2017-10-16 | 2019-10-16 | period
الحصار قائم [منذ حوالي الشهر] | 2019-09-16 | 2019-10-16 | period
الحصار قائم [منذ 2012] | 2012-01-01 | 2019-10-16 | period
الحصار قائم [منذ عام 2012] | 2012-01-01 | 2019-10-16 | period
الحصار قائم [منذ 22 نيسان] | 2019-04-22 | 2019-10-16 | period
الحصار قائم [منذ فجر 22 نيسان] | 2019-04-22 | 2019-10-16 | period
الحصار قائم [منذ صباح الجمعة] | 2019-10-11 | 2019-10-16 | period
الحصار قائم [منذ أمس] | 2019-10-15 | 2019-10-16 | period
أغير عليها [خلال 24 ساعة] مرتين | 2019-10-15 | 2019-10-16 | period
أغير عليها [خلال الساعات الـ24 الماضية] | 2019-10-15 | 2019-10-16 | period
أغير عليها في [الساعات الـ 48 الأخيرة] | 2019-10-14 | 2019-10-16 | period
أغير عليها في [الأيام الستة والعشرين الماضية] | 2019-09-20 | 2019-10-16 | period
أغير عليها في [الأيام القليلة الماضية] | 2019-10-13 | 2019-10-16 | period
أغير عليها في [آخر ثلاثة أيام] | 2019-10-13 | 2019-10-16 | period
أغير عليها في [اليومين الماضيين] | 2019-10-14 | 2019-10-16 | period
أغير عليها [خلال الأشهر الثلاثة الماضية] | 2019-07-16 | 2019-10-16 | period
توقف الإمداد [الأسبوع الماضي] | 2019-10-06 | 2019-10-12 | week
توقف الإمداد [هذا الأسبوع] | 2019-10-10 | 2019-10-16 | week
توقف الإمداد [الشهر الماضي] | 2019-09-01 | 2019-09-30 | month
توقف الإمداد في [الشهر الجاري] | 2019-10-01 | 2019-10-16 | month
توقف الإمداد [العام الماضي] | 2018-01-01 | 2018-12-31 | year
توقف الإمداد [مطلع الشهر الجاري] | 2019-10-01 | 2019-10-10 | month
يستأنف الإمداد [الشهر المقبل] | 2019-11-01 | 2019-11-30 | month
دمر الجسر في [15 نوفمبر 2016] | 2016-11-15 | 2016-11-15 | day
دمر الجسر في ال [15 من نوفمبر] | 2019-11-15 | 2019-11-15 | day
دمر الجسر في [الثالث من ديسمبر] | 2019-12-03 | 2019-12-03 | day
دمر الجسر في ال [15 من نوفمبر الماضي] | 2018-11-15 | 2018-11-15 | day
دمر الجسر في [3 أيلول] | 2019-09-03 | 2019-09-03 | day
دمر الجسر في [الخامس والعشرين من حزيران/يونيو] | 2019-06-25 | 2019-06-25 | day
دمر الجسر في [27 شباط (فبراير) الماضي] | 2019-02-27 | 2019-02-27 | day
دمر الجسر في [27 كانون الأول الماضي] | 2018-12-27 | 2018-12-27 | day
دمر الجسر في [٥ آب ٢٠١٥] | 2015-08-05 | 2015-08-05 | day
دمر الجسر في [18 مارس] | 2019-03-18 | 2019-03-18 | day
دمر الجسر في [12 جانفي 2015] | 2015-01-12 | 2015-01-12 | day
دمر الجسر [الجمعة 11 تشرين الأول] | 2019-10-11 | 2019-10-11 | day
دمر الجسر [الجمعة (11 أكتوبر)] | 2019-10-11 | 2019-10-11 | day
دمر الجسر في [15/11/2016] | 2016-11-15 | 2016-11-15 | day
دمر الجسر في [2016-11-15] | 2016-11-15 | 2016-11-15 | day
دمر الجسر في [الخامس من الشهر الجاري] | 2019-10-05 | 2019-10-05 | day
دمر الجسر في [7 الجاري] | 2019-10-07 | 2019-10-07 | day
دمر الجسر في [نيسان الماضي] | 2019-04-01 | 2019-04-30 | month
دمر الجسر في [نيسان/أبريل 2013] | 2013-04-01 | 2013-04-30 | month
دمر الجسر في [شهر آب] | 2019-08-01 | 2019-08-31 | month
دمر الجسر في [أيار] | 2019-05-01 | 2019-05-31 | month
دمر الجسر [أواخر أيار] | 2019-05-22 | 2019-05-31 | month
دمر الجسر في [2011] | 2011-01-01 | 2011-12-31 | year
دمر الجسر [عام 2013] | 2013-01-01 | 2013-12-31 | year
دمر الجسر [سنة 2013م] | 2013-01-01 | 2013-12-31 | year
امتدت المعركة من [5 إلى 10 أيار] | 2019-05-05 | 2019-05-10 | period
امتدت المعركة بين [3 و5 آذار] | 2019-03-03 | 2019-03-05 | period
امتدت المعركة [من 5 أيار إلى 10 حزيران] | 2019-05-05 | 2019-06-10 | period
امتدت المعركة [من 5 أيار 2016 وحتى 3 آب 2017] | 2016-05-05 | 2017-08-03 | period
امتدت المعركة [بين الاثنين والثلاثاء] | 2019-10-14 | 2019-10-15 | period
امتدت المعركة [بين 2011 و2013] | 2011-01-01 | 2013-12-31 | period
سقطت القلعة في [10 محرم 1437 هجري] | 2015-10-24 | 2015-10-24 | day
سقطت القلعة في [العاشر من رمضان] | 2019-05-15 | 2019-05-15 | day
سقطت القلعة في [29/10/1436] | 2015-08-15 | 2015-08-15 | day
سقطت القلعة في [رجب 1436] | 2015-04-20 | 2015-05-19 | month
سقطت القلعة [السبت 25 رمضان 1436ه]ـ | 2015-07-11 | 2015-07-11 | day
سقطت القلعة [10 محرم 1437 الموافق 23 أكتوبر 2015] | 2015-10-23 | 2015-10-23 | day
"""

COUNTED = [
    ("قصفوا القرية يوم الأحد، وفي اليوم التالي اقتحموها", None, dt.date(2019, 10, 14)),
    ("وفي اليوم التالي اقتحموها", dt.date(2019, 10, 10), dt.date(2019, 10, 11)),
    ("وقتل في اليوم نفسه مزارع", dt.date(2019, 10, 10), dt.date(2019, 10, 10)),
    ("ثم بعد ذلك بيومين عادوا", dt.date(2019, 10, 10), dt.date(2019, 10, 12)),
    ("in days that have not come: وفي اليوم التالي", _PUBLISHED, None),
    ("وفي اليوم التالي اقتحموها", None, None),
    ("وفي الاجتماع التالي اتفقوا", dt.date(2019, 10, 1), None),
]


@pytest.mark.parametrize(("text", "told", "day"), COUNTED)
def test_days_counted_from_the_day_told(text: str, told: dt.date | None, day: dt.date | None) -> None:
    found = find_timexes(text, Span(start=0, end=len(text)), published=_PUBLISHED, told=told)
    assert ([timex.start for timex in found][-1:] or [None]) == [day]


NO_TIME = """
قال أبي إن الطريق مقطوع
باب المدينة مغلق أمام الجميع
مارس الحراس ضغوطا على السجناء
حضر الأحد عشر لاعبا كلهم
في اليوم التالي عادوا إلى القرية
وفي ذلك اليوم نفسه انقطع الماء
انتظروا طوال اليوم عند الحاجز
اليوم العالمي للمرأة
اليوم الأول من المحادثات
يعمل الفرن مرتين في اليوم
عدد الغارات في اليوم الواحد
قالت قناة اليوم إن الطريق مفتوح
نقلت صحيفة اليوم الخبر
بثت قناة حلب اليوم شريطا
قالت حلب اليوم إن الكهرباء عادت
كتبت المصري اليوم عن الأزمة
أكدت مصادر لـ(اليوم) الخبر
هم بأمس الحاجة إلى الدواء
يعمل المولد 24 ساعة يوميا
صحيفة تشرين الرسمية
عبروا سد تشرين
درس في جامعة تشرين
خاضوا حرب تموز
أوقف محمد الجمعة عند المعبر
تحدث العقيد أحمد الخميس إلى الصحافة
زار عبد الأحد المدينة
انفجار في سوق الأحد
خرجوا من جامع الجمعة
اعتقل محمد شعبان وعلي رجب
كان رمضان بينهم
شهر رمضان الكريم
نفدت المواد قبل 3 أيام من الهجوم
عاد بعد 3 أيام
عاد بعد أسبوعين من المفاوضات
هدنة لمدة 24 ساعة
تمديد الهدنة 72 ساعة
استمرت المعركة خمسة أيام
استمرت المعركة ثلاثة أسابيع كاملة
عمره 25 عاما
طفلة في سن العاشرة
تبلغ من العمر 18 سنة
الأمين العام الحالي للمنظمة
الأمين العام للأمم المتحدة
الرأي العام منقسم
أهل السنة والجماعة
ثلاثة أشخاص وخمسة جرحى
أسقطوا 12 طائرة
مدفع من عيار 107 ملم
على بعد 5 كيلومترات
الفرقة 30
اللواء 2012
بلغ عددهم 2013 شخصا
كلفته 1950 دولارا
نسبة 85% من الأحياء
الدورة 31 للائتلاف
في الساعة الخامسة
منذ الساعة الخامسة
عند الساعة 18.00 بالتوقيت المحلي
يوم واحد لا يكفي
أيام عصيبة على السكان
في أيام الحرب
كل أسبوع وكل شهر
سنوات من القتال
أسبوع دام
لم يعرف بعد متى يصلون
خلال الأيام المقبلة ستصل القوافل
خلال الأسابيع الثلاثة المقبلة
قرار يصدر خلال ساعات
روى الشيخ لـ «اليوم» ما جرى
الطريق الذي يعرف اليوم بطريق البحر
تبنى ثلاثة بيوت خلال 15 عاما
سيصل المدد خلال 48 ساعة
من المقرر أن يعودوا خلال يومين
قبل نهاية العام الحالي
حتى اليوم لم يعد أحد
الموافق 99/99/2016
في 31 حزيران 2016
في 45 نوفمبر 2016
في 0 نيسان 2016
رقم الهاتف 011/22/33
القرار 2254
الصفحة 1999
صفر اليدين
عاد صفر اليدين من الجولة
ربيع العمر
غد أفضل للجميع
تيار الغد السوري
حزب الغد
عدن الغد
أمسك الجنود به
سبت اليهود
قتل الأب وابنه
ماء وخبز
"""


def _row(line: str) -> tuple[str, str, dt.date, dt.date, str]:
    marked, first, last, precision = (part.strip() for part in line.split("|"))
    surface = marked[marked.index("[") + 1 : marked.index("]")]
    text = marked.replace("[", "").replace("]", "")
    return text, surface, dt.date.fromisoformat(first), dt.date.fromisoformat(last), precision


@pytest.mark.parametrize("line", MEANINGS.strip().splitlines())
def test_expression_means_these_days(line: str) -> None:
    text, surface, first, last, precision = _row(line)
    (timex,) = _read(text)
    assert timex.span.of(text) == surface
    assert (timex.start, timex.end, timex.precision) == (first, last, precision)


@pytest.mark.parametrize("text", NO_TIME.strip().splitlines())
def test_nothing_is_read_where_no_time_is_said(text: str) -> None:
    assert _read(text) == ()


@pytest.mark.parametrize("example", _EXAMPLES, ids=lambda example: example["text"])
def test_example_of_the_lexicon(example: dict[str, object]) -> None:
    published = example["published"]
    assert isinstance(published, dt.date)
    (timex,) = _read(str(example["text"]), published)
    assert (timex.start, timex.end, timex.precision) == (example["start"], example["end"], example["precision"])


@pytest.mark.parametrize(
    "text",
    [
        "وصلت أمس",
        "وصلت يوم الخميس",
        "منذ أسبوع",
        "قبل 3 أيام",
        "الشهر الماضي",
        "في 3 أيلول",
        "منذ 2012",
        "اليوم",
        "في أيار",
    ],
)
def test_an_undated_report_says_nothing_relative(text: str) -> None:
    assert _read(text, None) == ()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("في 3 أيلول 2015", "2015-09-03", "2015-09-03"),
        ("عام 2015", "2015-01-01", "2015-12-31"),
        ("في 15/11/2016", "2016-11-15", "2016-11-15"),
        ("في أيار 2015", "2015-05-01", "2015-05-31"),
        ("10 محرم 1437", "2015-10-24", "2015-10-24"),
    ],
)
def test_an_undated_report_keeps_dates_with_a_year(text: str, first: str, last: str) -> None:
    (timex,) = _read(text, None)
    assert (timex.start.isoformat(), timex.end.isoformat()) == (first, last)


def test_several_expressions_come_in_order_with_spans_of_the_document() -> None:
    document = "عنوان\nاندلع الحريق أمس الثلاثاء. تجدد مساء الأحد ثم في 3 أيلول."
    sentence = Span(start=document.index("تجدد"), end=len(document))
    found = find_timexes(document, sentence, published=_PUBLISHED)
    assert [timex.span.of(document) for timex in found] == ["مساء الأحد", "3 أيلول"]


@pytest.mark.parametrize("text", ["أَمْسِ الثُّلاثاء", "أمـس الثلاثاء", "امس الثلاثاء", "أمس الثلثاء"])
def test_spelling_does_not_matter(text: str) -> None:
    (timex,) = _read(f"وقع {text} انفجار")
    assert timex.start == dt.date(2019, 10, 15)


_DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 12, 31))
_MONTHS = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)


@given(_DAYS)
def test_every_written_date_reads_back(day: dt.date) -> None:
    for text in (f"في {day.day} {_MONTHS[day.month - 1]} {day.year}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}"):
        (timex,) = _read(text, None)
        assert timex.start == timex.end == day


@given(_DAYS, st.integers(0, 6))
def test_a_weekday_is_at_most_six_days_back_and_ahead(day: dt.date, weekday: int) -> None:
    back, ahead = weekday_before(day, weekday), weekday_after(day, weekday)
    assert back.weekday() == ahead.weekday() == weekday
    assert 0 <= (day - back).days <= 6
    assert 0 <= (ahead - day).days <= 6


@given(_DAYS, st.integers(1, 12), st.integers(1, 28))
def test_a_year_left_out_is_never_far(published: dt.date, month: int, day: int) -> None:
    year = nearest_year(published, month, day)
    assert year is not None
    assert -366 <= (dt.date(year, month, day) - published).days <= 60


@given(st.integers(1, 1600), st.integers(1, 12))
def test_hijri_months_follow_each_other(year: int, month: int) -> None:
    first, following = hijri_date(year, month, 1), hijri_date(year + month // 12, month % 12 + 1, 1)
    assert first is not None
    assert following is not None
    assert (following - first).days in {29, 30}


@pytest.mark.parametrize(
    ("hijri", "gregorian"),
    [
        ((1445, 9, 1), "2024-03-11"),
        ((1437, 1, 1), "2015-10-15"),
        ((1400, 1, 1), "1979-11-21"),
        ((1356, 1, 1), "1937-03-14"),
    ],
)
def test_known_days_of_the_hijri_calendar_are_within_a_day(hijri: tuple[int, int, int], gregorian: str) -> None:
    found = hijri_date(*hijri)
    assert found is not None
    assert abs((found - dt.date.fromisoformat(gregorian)).days) <= 1


_PIECES = [line.split("|")[0].strip("[] ").replace("[", "").replace("]", "") for line in MEANINGS.strip().splitlines()]


@given(
    st.lists(
        st.sampled_from([*_PIECES, *NO_TIME.strip().splitlines(), "،", "(", ")", "-", "من", "إلى", "و"]), max_size=6
    )
)
def test_any_text_gives_ordered_spans_of_days_that_run_forward(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = _read(text)
    assert all(timex.start <= timex.end for timex in found)
    assert all(before.span.end <= after.span.start for before, after in pairwise(found))
