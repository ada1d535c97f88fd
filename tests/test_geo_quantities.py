"""Counts of people as a table: what a sentence says happened to how many, and the numbers that count nobody."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

import geo.quantities
from gazetteer.spans import Span
from geo.quantities import find_quantities
from geo.records import Quantity

_LEXICON = Path(geo.quantities.__file__).parent / "lexicon" / "quantities.yaml"
_EXAMPLES = yaml.safe_load(_LEXICON.read_text(encoding="utf-8"))["examples"]
_SLOTS = ("killed", "injured", "missing", "detained", "displaced", "evacuated", "besieged")


def _read(text: str) -> tuple[Quantity, ...]:
    return find_quantities(text, Span(start=0, end=len(text)))


def _said(quantity: Quantity) -> str:
    """«killed 5», «killed 5-9», «killed 5+», with «part» for a subset and «earlier» for a replaced figure."""
    high = "+" if quantity.high is None else "" if quantity.high == quantity.low else f"-{quantity.high}"
    marks = " part" * quantity.is_subset + " earlier" * quantity.is_update_from
    return f"{quantity.slot} {quantity.low}{high}{marks}"


# Sentence = counts, in order.
COUNTS = """
قتل الرجل وزوجته وأطفالهما الأربعة حين دمر صاروخ منزلهم = killed 1; killed 1; killed 4
خسرت فيها الأولى سبعة عشر مقاتلا، بينما نعت الوحدات تسعة من أفرادها = killed 17; killed 9
ما أدى إلى مقتل ستة من القاعدة في غارة = killed 6
أقر القائد بخسارة ثلاثة عشر من رجاله في الاقتحام = killed 13
كلفت المعركة التنظيم نحو 400 من مقاتليه = killed 400
وفقدت القوات خمسة من مقاتليها في الهجوم = killed 5
اغتيل القاضي في بيته وقضى معه سائقه = killed 2
فقتل كل من كان في السيارة وعددهم خمسة = killed 5
لقي رهينتان، صحفي أمريكي ومعلم بريطاني، حتفهما على يد الخاطفين = killed 2
قال إن عشرين بين جندي ومتمرد قتلوا في المعارك = killed 20
إن ضابطا برتبة مقدم وعشرة جنود قتلوا في هجوم = killed 1; killed 10
نفذ التنظيم حكما بالإعدام رميا بالرصاص بحق أربعة أطباء = killed 4
سقطت على مشفى وأودت بممرضة وامرأة مسنة = killed 1; killed 1
لفظ 58 شخصا أنفاسهم اختناقا = killed 58
أطلق النار على ثلاثة من العاملين في المعبر وأرداهم جميعا = killed 3
إن 53 مهاجرا على الأقل، منهم ستة أطفال، قضوا فيه = killed 53+; killed 6 part
سقط ما بين عشرة واثني عشر نازحا من جراء قصف مدفعي = killed 10-12
أردى قناص حوثي فتاة في العاشرة من عمرها = killed 1
ما أدى إلى استشهاد أسرة كاملة مكونة من تسعة أفراد = killed 9
عثر على ضابطي شرطة مقتولين في بلدة نوى = killed 2
قتل محتج واحد بالرصاص = killed 1
أعدمت شرطة الاحتلال الشاب إياد قرب الباب = killed 1
فقتل السائق وأصيب سبعة ركاب = killed 1; injured 7
وبذلك يرتفع إلى 54 تعداد القتلى = killed 54
قفزت حصيلة القتلى من 83 إلى 111 قتيلا = killed 83 earlier; killed 111
قتل الجيش الإسرائيلي ليل الثلاثاء الأربعاء ثلاثة مسلحين = killed 3
ذكرت المنظمة أن امرأة قتلت برصاص قناص = killed 1
قتلوا القيادي وسبعة من مرافقيه = killed 8
وقتل في المعارك قائد ميداني و14 من مقاتليه = killed 15
قتل عناصر الأمن متظاهرا = killed 1
قناصة على الأسطح أردوا تسعة أشخاص = killed 9
أدى الانهيار إلى مقتل 34 عاملا = killed 34
أدى الانهيار إلى مقتل 34 عاملا على الأقل = killed 34+
سقط في المعارك في محيط المدينة 17 مقاتلا = killed 17
مقتل أم وابنتها بقذيفة = killed 1; killed 1
مقتل رجل وزوجته وأطفالهما الأربعة = killed 1; killed 1; killed 4
قتل ثلاثة مدنيين في غارة على دوما وخمسة في قصف على حرستا = killed 3; killed 5
إن 22 من القوات الموالية للحكومة بينهم ستة ضباط قتلوا = killed 22; killed 6 part
سواء قتل أم أصيب الجنود الثلاثة = injured 3
قتل أحدهما وأصيب الآخر = killed 1; injured 1
قتلت القوات فلسطينيين، أحدهما طفل = killed 2
إن ستة من النازحين لقوا مصرعهم في المخيم = killed 6
إن ستة نازحين عادوا إلى المخيم = displaced 6
أن تسعة مدنيين بينهم عدد كبير من الأطفال قتلوا في الغارة = killed 9
إن خمسة مدنيين و11 من المتمردين وأربعة من الموالين قتلوا في المعارك = killed 5; killed 11; killed 4
أن شخصا لقي مصرعه وأصيب سبعة آخرون = killed 1; injured 7
أن 7 عناصر من تنظيم / داعش / قتلوا في الكمين = killed 7
وأسفرت عن مقتل 7 من الفصائل و11 من قوات النظام = killed 7; killed 11
كما قتلت ناشطة من الحزب = killed 1
قتل خمسة مدنيين قرب الفرن = killed 5
33 مسلحا حوثيا و10 من أفراد الجيش لقوا مصرعهم في المعارك = killed 33; killed 10
إن المتشددين أعدموا بالرصاص يوم الاثنين ثلاثة شبان = killed 3
فقد 14 مدنيا حياتهم = killed 14
حصد القصف أرواح 17 مدنيا = killed 17
مقتل آمر الفوج وجنديين = killed 1; killed 2
مقتل امرأة وطفلها = killed 1; killed 1
أسفر الهجوم عن مقتل ستة نازحين = killed 6
مقتل 8 بموقع في الجبهة = killed 8
أدت إلى مقتل تسعة من المسلحين بالإضافة إلى أحد أفراد الجيش = killed 9; killed 1
قُتِل خمسة مدنيين = killed 5
قتلت القناصة ثلاثة رجال = killed 3
وقتل ٢٥ مسلحا = killed 25
استشهاد ثلاثة أشخاص في القرية = killed 3
استشهد خمسة عشر جنديا = killed 15
سقط قتيلان وجريح عند الحاجز = killed 2; injured 1
سقط ثلاثة قتلى وسبعة جرحى = killed 3; injured 7
سقوط 12 مدنيا في القصف = killed 12
لقي 12 شخصا مصرعهم = killed 12
لقيت امرأتان مصرعهما غرقا = killed 2
لقي شاب حتفه تحت الركام = killed 1
أوقعت المعارك 246 قتيلا = killed 246
30 قتيلا في انفجار ناقلة = killed 30
ما لا يقل عن عشرين قتيلا = killed 20+
أكثر من مئة جريح في المشفى = injured 100+
نحو 40 قتيلا = killed 40
زهاء ستين جريحا = injured 60
أقل من عشرة قتلى = killed 1-9
أصيب ما بين ثلاثة آلاف و3500 في المدينة = injured 3000-3500
مقتل بين 20 و30 مسلحا = killed 20-30
سقوط من خمسة إلى سبعة قتلى = killed 5-7
مقتل 10 أو 12 مسلحا = killed 10-12
مقتل مئات المدنيين = killed 200-999
إصابة العشرات = injured 20-99
مقتل الآلاف = killed 2000-9999
نزوح عشرات الآلاف من المدنيين = displaced 20000-99999
إصابة بضعة أشخاص = injured 3-9
مقتل عدة جنود = killed 3-9
مقتل مدني برصاص قناص = killed 1
استشهاد طفل = killed 1
مقتل قيادي في الفصيل = killed 1
مقتل الصحفي فلان أثناء التغطية = killed 1
مقتل أحد عناصر الشرطة = killed 1
أصيب طفل بشظية = injured 1
أن شرطيا قتل في الكمين = killed 1
جرح امرأتين = injured 2
مقتل مدنيين اثنين = killed 2
مقتل جنديين في الكمين = killed 2
مقتل عسكريين تركيين اثنين وجرح أربعة آخرين قرب القاعدة العسكرية = killed 2; injured 4
خمسة متطرفين أجانب آخرين قتلوا = killed 5
الفصيل يخطف 230 مدنيا = detained 230
مقتل رجلي أمن = killed 2
قتل إرهابيان = killed 2
إصابة ضابطين ومجند = injured 2; injured 1
مقتل جندي وإصابة آخر = killed 1; injured 1
مقتل شرطي وإصابة ثلاثة آخرين بجروح = killed 1; injured 3
أكثر من 800 شخص قتلوا وأصيب خمسون = killed 800+; injured 50
60 شخصا قتلوا في الاقتحام = killed 60
82 مدنيا أعدموا ميدانيا = killed 82
ثلاثة جنود على الأقل أصيبوا = injured 3+
تسعة عناصر من الحرس قتلوا = killed 9
مقتل 37 مسلحا من التنظيم و16 من قوات الحرس = killed 37; killed 16
مقتل ثلاثة مدنيين وخمسة جنود = killed 3; killed 5
مقتل عشرة من رجال الأمن إضافة إلى ثلاثة من العاملين = killed 10; killed 3
قتل مسلح 38 سائحا = killed 38
قتل مهاجم، يشتبه بأنه من الخلية، 32 سائحا = killed 32
قالوا إن 12 شخصا على الأقل قتلوا اليوم عندما هاجم انتحاريان المسبح = killed 12+
قتلوا اثنين منهم وأصابوا عشرة آخرين = killed 2; injured 10
مقتل 11 من تنظيم الدولة (داعش) و11 مدنيا = killed 11; killed 11
قتل 20 أجنبيا وشرطيا محليا = killed 20; killed 1
قتل 13 جنديا وشرطيا في أسبوع = killed 13
قتل في الغارة خمسة مدنيين = killed 5
قتل، أمس، خمسة مدنيين = killed 5
أودت بحياة تسعة أشخاص = killed 9
راح ضحيتها 38 شخصا = killed 38
انتشال جثث 11 شخصا = killed 11
العثور على خمس جثث = killed 5
وفاة عديد المدنيين (889 وفق إحصاء) = killed 889
مقتل سبعة (7) عمال = killed 7
قتل (14) جنديا = killed 14
145 شهيدا بينهم 19 طفلا و14 مواطنة = killed 145; killed 19 part; killed 14 part
مقتل ثمانية من بينهم امرأة وطفلان = killed 8; killed 1 part; killed 2 part
مقتل تسعة منهم ثلاثة أطفال = killed 9; killed 3 part
إصابة 40 شخصا بينهم خمسة في حال خطرة = injured 40; injured 5 part
عشرات القتلى والجرحى في السوق = killed 1-98; injured 1-98
عشرات الضحايا بين قتلى وجرحى = killed 1-98; injured 1-98
ثلاثة جنود، بينهم ضابط، قتلوا وأصيب 31 آخرون = killed 3; killed 1 part; injured 31
إن 12 مسلحا، بينهم أربعة قادة، قتلوا بانفجار عبوة = killed 12; killed 4 part
وقتل قرابة 25 من المتمردين و قوات الحرس و8 من المقاومة في مواجهات بالمدينة = killed 25; killed 8
وقتل أربعة عناصر من الجبهة ومقاتلون موالون لها، وستة مقاتلين من الفصائل = killed 4; killed 6
إن 28 عنصرا من الجيش العراقي والشرطة و18 مقاتلا من التنظيم، قتلوا وأصيب 27 = killed 28; killed 18; injured 27
إن خمسة جنود قتلوا وإن ستة آخرين أصيبوا عند الحاجز = killed 5; injured 6
وذكرت مصادر أن ثلاثة من هؤلاء الضحايا المدنيين قتلوا وأصيب 20 آخرون = killed 3; injured 20
بلغ عدد القتلى أربعة والجرحى ستة = killed 4; injured 6
قتل بنيران القناصة ستة أشخاص = killed 6
قتل على يد مسلحين مجهولين ستة أشخاص = killed 6
قتلت ميليشيا الحوثي خمسة أطفال = killed 5
ذبح التنظيم ثلاثة شبان في الساحة = killed 3
قتل وأصيب العشرات في السوق = injured 1-98; killed 1-98
مقتل وإصابة 20 مدنيا = injured 1-19; killed 1-19
سقوط 15 قتيلا وجرحى لم يعرف عددهم = killed 15
ارتفع إلى 253 عدد القتلى بعد أن كان 246 = killed 253; killed 246 earlier
ارتفعت حصيلة القتلى إلى 15 = killed 15
عدد الجرحى بلغ نحو خمسين = injured 50
بلغ عدد القتلى خلال الشهر 5026 = killed 5026
حصيلة القتلى 13 شخصا = killed 13
ارتفع عدد القتلى إلى ثلاثين بعدما كان 26 = killed 30; killed 26 earlier
وكانت حصيلة سابقة أشارت إلى مقتل 26 جنديا = killed 26 earlier
الحصيلة الأولى تحدثت عن تسعة قتلى = killed 9 earlier
نزوح 80 ألف شخص من القرى = displaced 80000
قرابة 31500 شخص فروا من بيوتهم = displaced 31500
نحو 20 ألف طفل نزحوا = displaced 20000
وصول 300 نازح إلى المخيم = displaced 300
إجلاء 8 آلاف شخص = evacuated 8000
إجلاء أكثر من 150 مدنيا = evacuated 150+
خروج 400 مقاتل في حافلات خضراء = evacuated 400
اعتقال 5 من المشرفين = detained 5
اعتقال «41» عنصرا = detained 41
أسر أكثر من 50 مقاتلا = detained 50+
اختطف التنظيم 220 من أبناء البلدة = detained 220
القبض على شخصين = detained 2
في السجن نحو 1300 أسير = detained 1300
فقد 15 جنديا في الصحراء = missing 15
ثلاثة بحارة في عداد المفقودين = missing 3
سبعة مفقودين = missing 7
محاصرة عدة أشخاص تحت الركام = besieged 3-9
في المدينة 150 ألف شخص محاصرين = besieged 150000
مقتل 3,500 شخص = killed 3500
مقتل ألفين وخمسمئة شخص = killed 2500
مقتل مئة وواحد وعشرين شخصا = killed 121
معارك قتل فيها تسعة من مسلحي الجماعة وثلاثة من رجال القرية = killed 9; killed 3
قتل ضابطا شرطة ومجند = killed 2; killed 1
سقوط 66 قتيلا وجريحا = killed 1-65; injured 1-65
اغتال مسلحون ثلاثة ناشطين = killed 3
فأردوه قتيلا = killed 1
استشهد الشاب يزن سالم برصاص الجنود = killed 1
قتل الشاب يزن سالم برصاص الجنود = killed 1
قتل الشاب يوسف (22 عاما) = killed 1
وارتفعت الحصيلة إلى 40 في السوق = killed 40
قتل الشاب يوسف، 22 عاما، في السوق = killed 1
قتلت القوات قناصا = killed 1
جنود يقتلون فلسطينيا = killed 1
قتل على إثرها عنصر وأصيبت طفلة = killed 1; injured 1
سقط فيها سبعة من مسلحي القبائل = killed 7
عثر على جثتي رجلين = killed 2
عثر على جثتين = killed 2
عثر على جثامين ثلاثة مدنيين = killed 3
مقتل طفلين شقيقين ووالدهما = killed 2; killed 1
مقتل أربعة من عناصر سرايا سنجار وسائقهم = killed 4; killed 1
امرأة وطفليها قتلوا = killed 1; killed 2
طبيبا ومسعفا قتلا = killed 1; killed 1
عائلة من ستة أفراد قتلت = killed 6
قتلت ركابها الثلاثة = killed 3
فقدت القوات خمسة من مقاتليها = killed 5
ثلاثة من مقاتلي السرية فقدوا حياتهم = killed 3
قتل القيادي أحمد مهدي و3 من مرافقيه = killed 4
مقتل قيادي في الغارة مع اثنين من مرافقيه = killed 1; killed 2
أوقعت 23 قتيلا بينهم سبعة أجانب مقابل 11 عنصرا = killed 23; killed 7 part; killed 11
إن اثنين من جنوده قتلا = killed 2
القيادي أحمد جليل الرميمة لقي مصرعه = killed 1
موقعة قتيلة وسبعة جرحى = killed 1; injured 7
انفجر لغم بمزارعين اثنين فأودى بحياتهما = killed 2
انفجر لغم بمزارعين اثنين فأودى بحياتهما. = killed 2
أخرج المسلحون 17 رجلا من بيوتهم وقتلوهم = killed 17
أوقفوا أربعة سائقين على الطريق ثم أعدموهم = killed 4
قتل مسلحان بقالا في السوق = killed 1
قتل مسلحان وأصيب ثالث = killed 2
قتل مسلح ملثم مجهول الهوية ثلاثة مدنيين = killed 3
أن ضابطا من الحرس قتل في الهجوم = killed 1
إن شرطيا من الحرس قتل ثلاثة مدنيين = killed 3
انفجر لغم بثلاثة رعاة وأودى بحياتهم = killed 3
أوقفوا حافلة تقل تسعة عمال ثم أجهزوا عليهم = killed 9
ارتفاع عدد القتلى من ثلاثة إلى ستة = killed 3 earlier; killed 6
ارتفع عدد الجرحى من 15 إلى 20 = injured 15 earlier; injured 20
ارتفع عدد القتلى من الجنود إلى ستة = killed 6
ارتفع إلى 47 بينهم 9 أطفال عدد الشهداء = killed 47; killed 9 part
ارتفع إلى 12 بينهم امرأتان عدد القتلى = killed 12; killed 2 part
قتل مسلحون بقالا = killed 1
قتل متمردون ضابطا = killed 1
قتل مسلحون في وقت متأخر ثلاثة مدنيين = killed 3
أن جنديا من مشاة البحرية قتل في الجبهة = killed 1
أن جنديا من مشاة البحرية قتل ثلاثة = killed 3
إن ستة رجال، كانوا في السوق، قتلوا = killed 6
إن خمسة عمال، جميعهم من البلدة، لقوا مصرعهم = killed 5
إن معلمتين قتلتا في الغارة = killed 2
مقتل رجل وولديه في الغارة = killed 1; killed 2
"""

NO_COUNTS = """
وفاة ثلاثين تلميذا بحمى الضنك
توفي 20 نازحا بمرض الكوليرا
في المدينة 150 ألف شخص مهددون بالجوع
أعلن 43 فصيلا موقفهم
شنت المقاتلات 10 غارات
أطلقوا خمسة صواريخ على القاعدة
دمر القصف 12 منزلا
مقتل 3 أحصنة و12 بقرة في الحريق غير صحيح
أصاب القصف 5 منازل
قتل 10 أغنام من القطيع ليس خبرا وأصابت 3 سيارات
احتجاز ثلاث سفن في المرفأ
خطف طائرتين مدنيتين
اعتقال خلية من الناشطين
على بعد 30 كيلومترا من البلدة
مدفع من عيار 107 ملم
عيار 23 مضاد
أسقطوا 85% من البراميل
60 في المئة من المباني
بكلفة 5 ملايين دولار
في 15 نوفمبر 2016
منذ عام 2012
قتل قبل ثلاثة أيام
قتل منذ 3 أسابيع
قتل عام 2013
عمره 25 عاما
طفل في سن العاشرة
ظهر الشاب يوسف (22 عاما)
الفرقة 30 مشاة
اللواء 170 دفاع جوي
القرار 2254
رقم 5 في القائمة
الساعة 11 صباحا
تظاهر 5000 شخص في الساحة
شارك 57 عضوا في الجلسة
وصل 12 صحفيا إلى المدينة
هاجم أربعون مسلحا الحاجز
تضم القافلة 30 شاحنة
يعيش هناك 250 ألف نسمة
دخل ثلاثة مفتشين
خرج مئات المتظاهرين إلى الشوارع
خروج 3 مشاف عن الخدمة
غادر عشرون نائبا القاعة
الإفراج عن 15 معتقلا
إطلاق سراح خمسة أسرى
تبادل 20 أسيرا
أفرجت الفصائل عن سبعة مخطوفين
نزوح 500 عائلة من الحي
نزحت 30 أسرة
إجلاء ثلاث عائلات
الشهداء أحياء عند ربهم
شهيد الوطن
سقوط قتلى وجرحى من الطرفين
قتلى وجرحى في القصف
مقتل مدنيين في القصف
شارك خمسة مدنيين و11 من المتطوعين في الإنقاذ
مقتل طموحات الفوج
إصابة آخرين بجروح
وقتل آخرين في اشتباكات
مقتل عدد من الجنود
مقتل الكثير من المدنيين
لم يقتل أحد في الهجوم
لم يصب أحد
دون إصابات
لا قتلى في الحادث
الجريحان في المشفى
منزل الشهيدين
القتيل معروف في البلدة
جريمة قتل بشعة
القتل حرام
فقد السيطرة على المركبة
فقد أعلن الناطق وصول خمسة جنود إلى القاعدة
قضى خمسة أيام في السجن
قضى القاضي بالسجن 10 سنوات
أصيب بالصدمة
الإصابة بسرطان الرئة عند 500 مدخن
مئات المصابين بفيروس جديد
سجلت 12 إصابة بفيروس كورونا
شاب يقتل أباه
استشهد بالآية
أسر فقيرة
10 أسر فقيرة
حاصر الجيش ثلاث قرى
محاصرة مدينتين
اغتيال سياسي
هرب 3 لصوص من السجن
تسعة أعشار الحقول
عشرات القذائف سقطت على الأحياء
مات من الشهداء
عدد القذائف بلغ 50
ارتفع إلى 253 عدد المباني
خمسة قتلة طلقاء
قتل عندما كان طفلا
قتل المسلح الشرطي
سقط سبعة من المسلحين في قبضة الجيش
فقدت القوات الاتصال بخمسة من مقاتليها
اعتصموا السبت والأحد في الساحة
انفجر لغم بثلاثة رعاة وأودى بأغنامهم
أخرج المسلحون 17 رجلا من بيوتهم وأطلقوهم
ارتفع عدد المباني من ثلاثة إلى ستة
ارتفع إلى 47 بينهم 9 أطفال عدد الطلاب
قتل مسلحون خرجوا من السوق
قتل مسلحين شرطيا
أن جنديا من مشاة البحرية وصل إلى القاعدة
إن ستة رجال، كانوا في السوق، عادوا
إن معلمتين عادتا إلى البلدة
"""


@pytest.mark.parametrize("line", COUNTS.strip().splitlines())
def test_sentence_says_these_counts(line: str) -> None:
    text, said = (part.strip() for part in line.split("="))
    assert "; ".join(_said(quantity) for quantity in _read(text)) == said


@pytest.mark.parametrize("text", NO_COUNTS.strip().splitlines())
def test_number_that_counts_no_victims(text: str) -> None:
    assert [_said(quantity) for quantity in _read(text)] == []


@pytest.mark.parametrize("example", _EXAMPLES, ids=lambda example: example["text"])
def test_example_of_the_lexicon(example: dict[str, object]) -> None:
    expected = {slot: tuple(example[slot]) for slot in _SLOTS if isinstance(example.get(slot), list)}
    found = _read(str(example["text"]))
    assert {quantity.slot: (quantity.low, quantity.high) for quantity in found} == expected
    assert len(found) == len(expected)


def test_spans_hold_number_and_noun_and_count_in_the_document() -> None:
    document = "عنوان\nأعلن المشفى مقتل خمسة مدنيين، وإصابة نحو 20 طفلا."
    sentence = Span(start=document.index("أعلن"), end=len(document))
    found = find_quantities(document, sentence)
    assert [quantity.span.of(document) for quantity in found] == ["خمسة مدنيين", "نحو 20 طفلا"]


@pytest.mark.parametrize(
    "text", ["مقتل خمسة أطفال", "مَقْتَل خَمسة أطفال", "مـقتل خمسه اطفال", "ومقتل خمسة أطفال", "بمقتل 5 أطفال"]
)
def test_spelling_and_proclitics_do_not_matter(text: str) -> None:
    assert [_said(quantity) for quantity in _read(text)] == ["killed 5"]


@given(number=st.integers(1, 1800), noun=st.sampled_from(["قتيلا", "شهيدا", "قتلى"]))
def test_any_number_of_dead_is_read(number: int, noun: str) -> None:
    assert [_said(quantity) for quantity in _read(f"سقط {number} {noun} في المعركة")] == [f"killed {number}"]


_PIECES = [line.split("=")[0].strip() for line in COUNTS.strip().splitlines()]


@example(pieces=["مقتل مدنيين اثنين", "الشهداء أحياء عند ربهم"])  # the number of a dual is not also the next noun's
@given(
    st.lists(st.sampled_from([*_PIECES, *NO_COUNTS.strip().splitlines(), "و", "،", "(", ")", "بينهم", "5"]), max_size=6)
)
def test_any_text_gives_ordered_spans_and_bounds(pieces: list[str]) -> None:
    found = _read(" ".join(pieces))
    assert all(quantity.slot in _SLOTS for quantity in found)
    assert all(quantity.high is None or 0 <= quantity.low <= quantity.high for quantity in found)
    assert all(before.span == after.span or before.span.end <= after.span.start for before, after in pairwise(found))
