"""Places that a sentence names and where its act was not, beside those where it was: a table of made-up reports."""

import pytest
from report_factory import mentions, place_of

from gazetteer.index import Gazetteer


def told(text: str, gazetteer: Gazetteer, title: str = "") -> list[tuple[str, str]]:
    """Return sub-type and place («?» for none) of every event of a report, in order."""
    return [(mention.sub_event_type.value, place_of(mention)) for mention in mentions(text, gazetteer, title)]


REPORTS = [
    (
        "how somebody was murdered",
        "اغتيل أمس إمام جامع بهجوم مسلح نفذه مجهولون وسط الحلة.",
        [("Attack", "الحلة")],
    ),
    (
        "a governorate, and a town of it",
        "اندلعت أمس اشتباكات بين الجيش والمسلحين في محافظة إدلب، ودارت اشتباكات عنيفة في مدينة سراقب.",
        [("Armed clash", "سراقب")],
    ),
    (
        "what came of a march",
        "خرج محتجون أمس في مدينة بنش قبل أن تعتقل دورية تابعة لهيئة تحرير الشام ناشطين من المدينة.",
        [("Peaceful protest", "بنش"), ("Arrests", "بنش")],
    ),
    (
        "a town that was not spared",
        "ولم تسلم مدينة دوما من الدمار، فيما قصفت الطائرات أمس مدينة حرستا وقتل جندي.",
        [("Air/drone strike", "حرستا")],
    ),
    (
        "what those who are raided make",
        "قتل الجنود أمس خمسة مسلحين في اليوسفية، بينهم رجل متخصص بصنع السيارات المفخخة.",
        [("Armed clash", "اليوسفية")],
    ),
    (
        "where stationed guns stand, with their object bare",
        "قصفت المدفعية المتمركزة في تل الجموع أمس مدينة طفس.",
        [("Shelling/artillery/missile attack", "طفس")],
    ),
    (
        "two places before their act, each with its noun",
        "تعرضت مدينة تلبيسة وقرية الغنطو أمس لقصف مدفعي.",
        [("Shelling/artillery/missile attack", "تلبيسة"), ("Shelling/artillery/missile attack", "الغنطو")],
    ),
    (
        "on the way home",
        "انفجر لغم أمس بسيارة عائلة عائدة إلى منزلها في عسيلان.",
        [("Remote explosive/landmine/IED", "عسيلان")],
    ),
    (
        "where aid came from",
        "قصفت المدفعية أمس مدينة زالنجي وقتل جندي في الاشتباكات. ودخلت أمس قافلة مساعدات إلى مدينة الفاشر من كوستي.",
        [("Shelling/artillery/missile attack", "زالنجي"), ("Armed clash", "زالنجي"), ("Aid delivery", "الفاشر")],
    ),
    (
        "a side of a town with «من»",
        "سقطت قذائف أمس على الأطراف الشرقية من الرستن.",
        [("Shelling/artillery/missile attack", "الرستن")],
    ),
    (
        "a seat, where only the dateline names a town",
        "بغداد: تصاعدت الاحتجاجات أمس في محافظة البصرة، إذ أضرم محتجون النار في مبنى وسط المدينة.",
        [("Violent demonstration", "البصرة")],
    ),
    (
        "the house of a governorate",
        "سقطت قذائف أمس على حي في مدينة تعز. ونظم جرحى وقفة احتجاجية أمام مبنى المحافظة مساء.",
        [("Shelling/artillery/missile attack", "تعز"), ("Peaceful protest", "تعز")],
    ),
    (
        "a front of the army, called after a town",
        "أعلنت قيادة محور تعز أمس سيطرة الجيش على مقبنة.",
        [("Government regains territory", "مقبنة")],
    ),
    (
        "an attack that led to a taking",
        "شن مقاتلو المعارضة أمس هجوما معاكسا في مدينة مورك استعادوا خلاله السيطرة على مورك.",
        [("Non-state actor overtakes territory", "مورك")],
    ),
    (
        "a strike that was heard",
        "استهدفت غارة جوية أمس معسكرا في قصر بن غشير، وسمع سكان دوي ثلاثة انفجارات.",
        [("Air/drone strike", "قصر بن غشير")],
    ),
    (
        "a town not yet held",
        "تقترب القوات من إحكام سيطرتها على مدينة سراقب.",
        [],
    ),
    (
        "what was out of hand before",
        "دخلت القوات أمس مدينة سراقب الخارجة عن سيطرة المعارضة.",
        [("Government regains territory", "سراقب")],
    ),
    (
        "arms taken elsewhere",
        "هاجم المسلحون أمس بلدة بروانة بعربات مدرعة استولوا عليها من الجيش.",
        [("Armed clash", "بروانة")],
    ),
    (
        "ground lost to the other side",
        "خسر تنظيم الدولة أمس بلدة الشدادي لصالح القوات الكردية.",
        [("Government regains territory", "الشدادي")],
    ),
    (
        "led off by those of a state",
        "اقتادت قوات الأمن أمس ثلاثة شبان من مدينة دوما.",
        [("Arrests", "دوما")],
    ),
    (
        "led off to nobody knows where",
        "اقتاد مسلحون أمس ثلاثة شبان من مدينة دوما إلى جهة مجهولة.",
        [("Abduction/forced disappearance", "دوما")],
    ),
    (
        "a crowd shot at",
        "أطلق حراس مقر حزبي أمس النار على حشود من المتظاهرين في البصرة.",
        [("Excessive force against protesters", "البصرة")],
    ),
    (
        "a mob",
        "اعتدى حشد غاضب أمس على رجل في مدينة دوما.",
        [("Mob violence", "دوما")],
    ),
    (
        "nothing there",
        "انسحب الجيش أمس من دوما ولم يقع أي قصف في حرستا.",
        [("Non-violent transfer of territory", "دوما")],
    ),
    (
        "where the hurt were taken",
        "قتلت براميل الطيران أمس أربعة مدنيين في سراقب وجرحت عشرة نقلوا إلى مشفى ميداني في بلدة سرمين.",
        [("Air/drone strike", "سراقب")],
    ),
    ("a hospital that is hit", "قصفت الطائرات أمس مشفى في بلدة سرمين.", [("Air/drone strike", "سرمين")]),
    (
        "where the guns stand",
        "ردت مدفعية الجيش المتمركزة في بلدة مورك أمس بقصف أطراف مدينة كفر زيتا.",
        [("Shelling/artillery/missile attack", "كفرزيتا")],
    ),
    (
        "where the guns are spread out",
        "ردت مدفعية الجيش المنتشرة في بلدة مورك أمس بقصف أطراف مدينة كفر زيتا.",
        [("Shelling/artillery/missile attack", "كفرزيتا")],
    ),
    (
        "where gunmen spread out are hit",
        "قصفت الطائرات أمس مواقع المسلحين المنتشرين في بلدة مورك.",
        [("Air/drone strike", "مورك")],
    ),
    (
        "where the rockets came from",
        "ومن مواقعهم في بلدة مورك، أطلق المسلحون أمس صواريخ على مدينة محردة.",
        [("Shelling/artillery/missile attack", "محردة")],
    ),
    (
        "where those are who condemn it",
        "قصفت المدفعية أمس أحياء دوما، بينما دان الائتلاف من إسطنبول القصف.",
        [("Shelling/artillery/missile attack", "دوما")],
    ),
    (
        "a fight after a fall elsewhere",
        "اندلعت اشتباكات أمس بين الجيش والمسلحين في مدينة سراقب بعد سقوط بلدة مورك.",
        [("Armed clash", "سراقب")],
    ),
    (
        "another act behind «كما»",
        "داهم جنود الاحتلال أمس مخيم بلاطة واعتقلوا سبعة شبان، كما حاصرت وحدة خاصة منزلا في جنين.",
        [("Arrests", "مخيم بلاطة")],
    ),
    (
        "what a raid is made on",
        "خطف مسلحو داعش أمس ستين مدنيا خلال عملية مداهمة لمدينة القريتين.",
        [("Abduction/forced disappearance", "القريتين")],
    ),
    (
        "a line for each town",
        (
            "قصفت المدفعية دوما أمس وقتلت مدنيين.\nسراقب - قتل مسلحون أمس ثلاثة مدنيين بالرصاص.\n"
            "مورك - انفجر لغم أمس بسيارة وقتل مدنيان."
        ),
        [
            ("Shelling/artillery/missile attack", "دوما"),
            ("Attack", "سراقب"),
            ("Remote explosive/landmine/IED", "مورك"),
        ],
    ),
    (
        "a town of no layer is in no city",
        "قصفت الطائرات الفاشر أمس. كما ألقت براميل متفجرة على بلدة الكومة وقتلت 12 مدنيا.",
        [("Air/drone strike", "الفاشر"), ("Air/drone strike", "شمال دارفور")],
    ),
    (
        "a town that came first",
        "حررت المقاومة أمس مدينة زنجبار من قبضة الحوثيين وهي ثالث مدينة محررة بعد مدينتي الضالع وعدن.",
        [("Government regains territory", "زنجبار")],
    ),
    (
        "two quarters are two",
        "سقطت قذائف أمس على حيي الأشرفية والسريان في حلب، وأسعف سبعة جرحى.",
        [("Shelling/artillery/missile attack", "الأشرفية"), ("Shelling/artillery/missile attack", "السريان")],
    ),
    (
        "«أما» and a town",
        "قصفت المدفعية دوما أمس. أما سراقب فكانت مسرحا أمس لاشتباكات بين الجيش والمسلحين.",
        [("Shelling/artillery/missile attack", "دوما"), ("Armed clash", "سراقب")],
    ),
    (
        "what was of its kind before it",
        "قتل عشرون أمس في تفجير مسجد، وقبلها في مساجد مماثلة في تكريت.",
        [("Remote explosive/landmine/IED", "?")],
    ),
    (
        "of a kind with others, itself",
        "قتل عشرون أمس في تفجير مسجد مماثل في تكريت.",
        [("Remote explosive/landmine/IED", "تكريت")],
    ),
    ("from one end of a country to the other", "خرجت أمس مظاهرات في مدن عدة، من إدلب شمالا إلى درعا جنوبا.", []),
    ("up to the other end with «حتى»", "خرجت أمس مظاهرات في مدن عدة، من إدلب شمالا وحتى حمص جنوبا.", []),
    ("from one side", "خرجت أمس مظاهرات في مدن عدة، من إدلب شمالا.", [("Peaceful protest", "إدلب")]),
    (
        "at both ends of a country",
        "خرجت أمس مظاهرات في مدن عدة، في إدلب شمالا وحماة جنوبا.",
        [("Peaceful protest", "إدلب"), ("Peaceful protest", "حماة")],
    ),
    (
        "an outlet is no town",
        "اندلعت مواجهات أمس بين الحوثيين والقبائل في مديرية كشر. وقال مصدر لمأرب برس إن لغما انفجر وقتل امرأتين.",
        [("Armed clash", "مديرية كشر"), ("Remote explosive/landmine/IED", "مديرية كشر")],
    ),
    (
        "placed by a relative clause, on the verb",
        "أدخلت قافلة أمس إلى الفوعة وكفريا في ريف إدلب، اللتين تحاصرهما الفصائل المسلحة.",
        [("Siege", "الفوعة"), ("Siege", "كفريا")],
    ),
    (
        "a relative clause that befalls",
        "وصل الوفد إلى بلدة الحوطة التي تعرضت كليتها لغارة جوية أمس.",
        [("Air/drone strike", "الحوطة")],
    ),
    (
        "a list spelled out",
        "دارت معارك أمس في محيط البلدات الأربع المحاصرة، وهي نبل والزهراء.",
        [("Armed clash", "نبل"), ("Armed clash", "الزهراء")],
    ),
    (
        "a wide place narrowed",
        "شنت الطائرات غارات أمس على دمشق تركزت في حي جوبر.",
        [("Air/drone strike", "جوبر")],
    ),
    (
        "places within the one before",
        "طالت 12 غارة أمس العاصمة صنعاء، منها جبل عطان وقاعدة الديلمي.",
        [("Air/drone strike", "صنعاء"), ("Air/drone strike", "عطان"), ("Air/drone strike", "قاعدة الديلمي")],
    ),
    (
        "places of another town are not within",
        "طالت 12 غارة أمس العاصمة صنعاء، منها انطلق الحوثيون إلى عمران.",
        [("Air/drone strike", "صنعاء")],
    ),
    (
        "an agreement is called after a place",
        "قصفت الطائرات أمس بلدة مضايا رغم اتفاق الزبداني.",
        [("Air/drone strike", "مضايا")],
    ),
    (
        "where shells came from",
        "سقطت قذائف هاون مصدرها الغوطة الشرقية على حي باب توما في دمشق أمس.",
        [("Shelling/artillery/missile attack", "باب توما")],
    ),
    (
        "where talks are held",
        "استضافت الدوحة أمس محادثات بين الحكومة السودانية وفصائل مسلحة.",
        [("Talks", "الدوحة")],
    ),
    (
        "what envoys left",
        "غادر المبعوث الأممي القدس أمس بعد محادثات مع الرئيس عن الهدنة.",
        [("Talks", "القدس")],
    ),
    (
        "talks in a capital called as its country",
        "انطلقت أمس محادثات السلام اليمنية في الكويت بين الحكومة والحوثيين.",
        [("Talks", "مدينة الكويت")],
    ),
    (
        "war in a country called as its capital",
        "قتل ثلاثة جنود أمس في اشتباكات مع مسلحين في تونس.",
        [("Armed clash", "تونس")],
    ),
    (
        "no force is opened in a cease-fire",
        "تظاهر المئات أمس في سراقب للمطالبة بوقف إطلاق النار بعد مقتل جنود ومسلحين في الحرب.",
        [("Peaceful protest", "سراقب")],
    ),
    (
        "a drone that fires",
        "أطلقت طائرة مسيرة أمس صاروخين على سيارة في مأرب.",
        [("Air/drone strike", "مأرب")],
    ),
    (
        "guns that fire beside aircraft",
        "أطلقت المدفعية أمس قذائف على سراقب وحلقت مروحية فوقها.",
        [("Shelling/artillery/missile attack", "سراقب")],
    ),
    (
        "an attack that a bombing tells",
        "بدأ الهجوم أمس بتفجير أربعة انتحاريين أنفسهم عند ثكنة في بعقوبة.",
        [("Suicide bomb", "بعقوبة")],
    ),
    (
        "put to flight where it was told",
        "قصفت المدفعية أمس قرى في ناحية ربيعة، فاضطرت عشرون عائلة إلى ترك بيوتها.",
        [("Shelling/artillery/missile attack", "ناحية ربيعة"), ("Displacement", "ناحية ربيعة")],
    ),
    (
        "a hospital hit stands still",
        "استهدفت غارة أمس المشفى في بلدة سرمين، وأكد مديره أن المشفى توقف عن العمل.",
        [("Air/drone strike", "سرمين"), ("Services disrupted", "سرمين")],
    ),
    (
        "goes on to enter another town",
        "سيطرت القوات الحكومية أمس على ترهونة، ثم دخلت بعد ساعات مدينة بني وليد.",
        [("Government regains territory", "ترهونة"), ("Government regains territory", "بني وليد")],
    ),
    (
        "a convoy goes on",
        "سيطرت القوات الحكومية أمس على ترهونة، ثم دخلت قافلة طبية مدينة بني وليد.",
        [("Government regains territory", "ترهونة"), ("Aid delivery", "بني وليد")],
    ),
    (
        "cut off from two towns",
        "انقطعت الكهرباء أمس عن مدينة حلب وعن بلدة نبل بعد قصف المحطة.",
        [("Services disrupted", "حلب"), ("Services disrupted", "نبل"), ("Shelling/artillery/missile attack", "نبل")],
    ),
    (
        "protesters that fell",
        "سقط أمس 12 متظاهرا في النجف برصاص حراس المبنى.",
        [("Excessive force against protesters", "النجف")],
    ),
    (
        "a march fired at",
        "فتحت قوات الأمن النار أمس على مسيرة في تعز فقتل متظاهر.",
        [("Excessive force against protesters", "تعز")],
    ),
    (
        "a drone fired at",
        "فتحت قوات الأمن النار أمس على مسيرة في تعز.",
        [("Attack", "تعز")],
    ),
    (
        "lines headed by places",
        "قصفت الطائرات سراقب أمس.\nالقنيطرة: الثوار يستهدفون مدينة البعث بقذائف الهاون.",
        [("Air/drone strike", "سراقب"), ("Shelling/artillery/missile attack", "مدينة البعث")],
    ),
    (
        "lines headed by who speaks",
        "قصفت الطائرات سراقب أمس.\nوقال المتحدث: الجيش يسيطر على مدينة بنش.",
        [("Air/drone strike", "سراقب")],
    ),
    (
        "a house pulled down",
        "هدم بيت عائلة في سلوان أمس بعد اقتحام الجنود البلدة.",
        [("Looting/property destruction", "سلوان")],
    ),
    (
        "a town overrun",
        "اجتاح مسلحون أمس بلدة ود مدني.",
        [("Armed clash", "ود مدني")],
    ),
    (
        "besieged for weeks",
        "زالنجي محاصرة للأسبوع الثالث والقوات تمنع عنها الدواء.",
        [("Siege", "زالنجي")],
    ),
    (
        "caught again",
        "أعادت الشرطة القبض أمس على ثلاثة من المسلحين الفارين في بعقوبة.",
        [("Arrests", "بعقوبة")],
    ),
    (
        "shot in a report of war",
        (
            "قتل ثلاثة أشخاص برصاص الحراس في إب أمس. ودارت معارك بالمدفعية والصواريخ والقذائف "
            "بين الجيش والمتمردين المسلحين، وزرعت ألغام وعبوات ناسفة."
        ),
        [("Attack", "إب"), ("Armed clash", "إب")],
    ),
    (
        "shot in a report of crime",
        "قتل ثلاثة أشخاص برصاص الحراس في إب أمس.",
        [],
    ),
    (
        "fighting grows worse",
        "تصاعدت حدة القتال أمس في مديرية الدريهمي بين الحوثيين والجيش.",
        [("Armed clash", "الدريهمي")],
    ),
    (
        "by the road that leads there",
        "أغلق محتجون أمس الطريق المؤدي إلى ميناء أم قصر.",
        [("Peaceful protest", "أم قصر")],
    ),
    (
        "quarters whose names are common words",
        "قتل خمسة مدنيين أمس بقصف على حيي الجمهورية والقبلة في تعز.",
        [("Shelling/artillery/missile attack", "تعز"), ("Shelling/artillery/missile attack", "تعز")],
    ),
    (
        "aid to those who came",
        "وصلت مئة أسرة نازحة إلى بلدة سرمين أمس بعد قصف الطائرات قراها، ووزعت منظمة الإغاثة عليها خياما ومساعدات.",
        [("Displacement", "سرمين"), ("Aid delivery", "سرمين")],
    ),
    (
        "protesters killed, nobody says by whom",
        "قتل أمس 15 متظاهرا في الناصرية.",
        [("Excessive force against protesters", "الناصرية")],
    ),
    (
        "killed at protests in three towns",
        "قتل 32 شخصا خلال احتجاجات أمس منهم ستة في مدينة اللاذقية واثنان في دوما.",
        [("Excessive force against protesters", "اللاذقية"), ("Excessive force against protesters", "دوما")],
    ),
    (
        "young men face soldiers",
        "قتل الشاب أحمد أمس خلال مواجهات مع قوات الاحتلال في بلدة بيت أمر.",
        [("Excessive force against protesters", "بيت أمر")],
    ),
    (
        "gunmen face soldiers",
        "قتل الشاب أحمد أمس خلال مواجهات بين المسلحين وقوات الاحتلال في بلدة بيت أمر.",
        [("Armed clash", "بيت أمر")],
    ),
    (
        "they enter",
        "تواصل أمس تمدد المسلحين الحوثيين في المحافظات، حيث دخلوا مدينة يريم.",
        [("Non-state actor overtakes territory", "يريم")],
    ),
    (
        "a camp stormed, soldiers taken",
        "اقتحم مسلحون أمس معسكرا للجيش قرب الضلوعية وخطفوا ثلاثة جنود.",
        [("Armed clash", "الضلوعية"), ("Abduction/forced disappearance", "الضلوعية")],
    ),
    (
        "homes stormed, men taken",
        "اقتحم مسلحون أمس مزرعة قرب الضلوعية وخطفوا ثلاثة رجال.",
        [("Abduction/forced disappearance", "الضلوعية")],
    ),
    (
        "a quarter called by a date",
        "انقطعت المياه أمس عن أحياء الربصة و7 يوليو في الحديدة بعد قصف الشبكة.",
        [
            ("Services disrupted", "الحديدة"),
            ("Services disrupted", "الحديدة"),
            ("Shelling/artillery/missile attack", "الحديدة"),
            ("Shelling/artillery/missile attack", "الحديدة"),
        ],
    ),
    (
        "families in numbers",
        "وصلت 600 أسرة أمس إلى القضارف بعد المعارك وقصف القرى.",
        [("Displacement", "القضارف")],
    ),
    (
        "died of torture",
        "قضى معتقلان أمس تحت التعذيب في سجن يديره مسلحون في عفرين.",
        [("Attack", "عفرين")],
    ),
    (
        "a quarter of the city just spoken of",
        (
            "صدت قوات الجيش أمس هجوما للحوثيين غربي مأرب. وفي المدينة انفجر صاروخ في حي المطار القديم. "
            "وفي تعز أصيبت طفلة برصاص قناص."
        ),
        [("Armed clash", "مأرب"), ("Shelling/artillery/missile attack", "مأرب"), ("Attack", "تعز")],
    ),
    (
        "an act behind a bearing in an apposition",
        "شهدت مدينة الصدر، معقل جيش المهدي شرق بغداد، أمس اشتباكات بين مسلحين والجيش.",
        [("Armed clash", "مدينة الصدر")],
    ),
    (
        "a bearing with its article",
        "هاجم الجيش أمس مسلحين في بلدة الغارية الغربية الواقعة إلى الشرق من درعا.",
        [("Armed clash", "الغارية الغربية")],
    ),
    (
        "a new village is no name",
        "سيطر الجيش أمس على قرية جديدة في ريف حماة.",
        [("Government regains territory", "حماة")],
    ),
    (
        "won back by the other side",
        "سيطر الجيش السوري أمس على بلدة مورك. وقالت فصائل المعارضة إنها استعادت مورك ليلا.",
        [("Government regains territory", "مورك"), ("Non-state actor overtakes territory", "مورك")],
    ),
    (
        "an incident of its own",
        "وفي حادث منفصل أمس قتل مسلحون إمام مسجد وابنه في بعقوبة.",
        [("Attack", "بعقوبة")],
    ),
    (
        "hostilities, in the words of aid workers",
        "تتواصل الأعمال العدائية بين الجيش وقوات الدعم السريع في نيالا منذ أمس.",
        [("Armed clash", "نيالا")],
    ),
    (
        "stores looted",
        "أفاد عمال إغاثة بتعرض مستودعات سبع منظمات للنهب في نيالا أمس، ونفى جنود ومسلحون صلتهم بذلك.",
        [("Looting/property destruction", "نيالا")],
    ),
    (
        "a funeral that is a protest",
        "شيع آلاف السكان أمس قتلى سقطوا برصاص الجنود في درعا مرددين هتافات تطالب بالحرية.",
        [("Peaceful protest", "درعا")],
    ),
    (
        "residents dispersed",
        "تجمع أهالي بلدة مورك أمس احتجاجا على انقطاع الماء، ففرقتهم الشرطة بالغاز المسيل للدموع.",
        [("Protest with intervention", "مورك")],
    ),
    (
        "rubber bullets",
        "أصيب متظاهر أمس برصاصة مطاطية في الناصرية.",
        [("Protest with intervention", "الناصرية")],
    ),
    (
        "sand thrown by children",
        "تحولت مسابقة في عدن أمس إلى تراشق بالرمال الملونة بين الأطفال.",
        [],
    ),
    (
        "efforts to free a town",
        "رأى مراقبون أمس أن ذلك يشتت جهود استكمال تحرير تعز من الحوثيين.",
        [],
    ),
    (
        "air defences",
        "تصدت الدفاعات الجوية للجيش أمس لصواريخ معادية في سماء دمشق.",
        [("Disrupted weapons use", "دمشق")],
    ),
    (
        "women who blow themselves up",
        "فجرت انتحاريتان أنفسهن أمس في سوق في بعقوبة.",
        [("Suicide bomb", "بعقوبة")],
    ),
    (
        "anger that breaks out",
        "فجر مقتل الضابط أمس غضبا واسعا في الرمادي.",
        [],
    ),
    (
        "beaten up",
        "اعتدى مسلحون أمس على طبيب في مدينة تعز.",
        [("Attack", "تعز")],
    ),
    (
        "medicine seized",
        "صادر الحوثيون أمس شحنة أدوية في مدينة تعز.",
        [("Looting/property destruction", "تعز")],
    ),
    (
        "a house blown up, told as a noun",
        "أقدم الحوثيون أمس على تفجير منزل مواطن في مدينة البيضاء.",
        [("Looting/property destruction", "البيضاء")],
    ),
    (
        "a house blown up by a bomb",
        "أدى تفجير منزل قائد أمني أمس في بعقوبة بعبوات ناسفة إلى مقتله.",
        [("Remote explosive/landmine/IED", "بعقوبة")],
    ),
    (
        "a massacre",
        "ارتكبت قوات الدعم السريع أمس مجزرة في الفاشر راح ضحيتها مئة شخص.",
        [("Attack", "الفاشر")],
    ),
    (
        "who calls on a square",
        "طالب المتظاهرون أمس في ساحة عامة في الناصرية بإقالة المحافظ.",
        [("Peaceful protest", "الناصرية")],
    ),
    (
        "after coming back",
        "قتل مدني أمس بانفجار عبوة في منزله بعد عودته إلى مدينة تدمر.",
        [("Remote explosive/landmine/IED", "تدمر")],
    ),
    (
        "the next of those counted",
        "سقطت ثلاث قذائف هاون أمس، الأولى على بلدة مورك والثانية على بلدة اللطامنة والأخرى قرب محردة.",
        [
            ("Shelling/artillery/missile attack", "مورك"),
            ("Shelling/artillery/missile attack", "اللطامنة"),
            ("Shelling/artillery/missile attack", "محردة"),
        ],
    ),
    (
        "shares with their numbers",
        "شنت الطائرات أمس عشر غارات، خمس منها على سراقب وثلاث على معرة النعمان واثنتان على كفرنبل.",
        [("Air/drone strike", "سراقب"), ("Air/drone strike", "معرة النعمان"), ("Air/drone strike", "كفرنبل")],
    ),
    (
        "the other, behind what the first did",
        "انفجرت سيارتان مفخختان أمس، إحداهما في مدينة الرمادي حيث قتل جنديان والأخرى في مدينة هيت.",
        [("Remote explosive/landmine/IED", "الرمادي"), ("Remote explosive/landmine/IED", "هيت")],
    ),
    (
        "one place, then another",
        "سيطرت القوات أمس على بلدة مورك، ثم على بلدة اللطامنة.",
        [("Government regains territory", "مورك"), ("Government regains territory", "اللطامنة")],
    ),
    (
        "a side of the place before",
        "دارت اشتباكات بين الجنود والمسلحين أمس في بلدة مورك شمالا وشرق مدينة السلمية جنوبا.",
        [("Armed clash", "مورك"), ("Armed clash", "السلمية")],
    ),
    (
        "what is only answered",
        "أطلق المسلحون أمس صواريخ على مدينة محردة ردا على الغارات.",
        [("Shelling/artillery/missile attack", "محردة")],
    ),
    (
        "the worst of several",
        "قتل 30 شخصا أمس في هجمات على مناطق متفرقة من البلاد، كان أعنفها في مدينة الحلة حيث انفجرت سيارة مفخخة.",
        [("Armed clash", "?"), ("Remote explosive/landmine/IED", "الحلة")],
    ),
    (
        "a command that speaks",
        "قال مصدر في قيادة عمليات صلاح الدين إن عبوة انفجرت أمس بدورية للجيش في مدينة بيجي.",
        [("Remote explosive/landmine/IED", "بيجي")],
    ),
    (
        "a command that is besieged",
        "تجمع العشرات أمس أمام مبنى قيادة شرطة كركوك احتجاجا على الاعتقالات.",
        [("Peaceful protest", "كركوك")],
    ),
    (
        "positions behind the shelling",
        "رد المسلحون أمس بقصف عنيف من مواقعهم في بلدة مورك على أحياء مدينة محردة.",
        [("Shelling/artillery/missile attack", "محردة")],
    ),
    ("rockets behind an air raid", "استهدفت غارة أمس مدينة سراقب وصواريخ على محردة.", [("Air/drone strike", "سراقب")]),
    (
        "where people were carried",
        "خرج مئات المدنيين أمس من بلدة الباغوز. ونقلتهم الشاحنات إلى مخيم الهول. وقتلت غارة للتحالف أسرة كاملة.",
        [("Evacuation", "الباغوز"), ("Air/drone strike", "الباغوز")],
    ),
    (
        "goes on from a raid",
        "دارت مواجهات أمس عند مدخل بلدة سنجل، فيما داهم الجنود قرية المغير واعتقلوا ستة.",
        [("Armed clash", "سنجل"), ("Arrests", "المغير")],
    ),
    (
        "where the others are from",
        "قصفت القوات أمس بلدة ككلة في جبل نفوسة حيث تخوض معارك مع مقاتلين من الزنتان.",
        [("Shelling/artillery/missile attack", "ككلة"), ("Armed clash", "ككلة")],
    ),
    (
        "a unit in front and a town in its old bounds",
        "وفي البقاع دهمت قوة من الجيش أمس منازل مطلوبين في مدينة بعلبك.",
        [("Other", "بعلبك")],
    ),
    (
        "the town, not where the minister speaks",
        "قصفت الطائرات أمس تلعفر. وقال الوزير في مؤتمر صحفي عقده في بغداد إن القوات اعتقلت عشرة مسلحين في المدينة.",
        [("Air/drone strike", "تلعفر"), ("Arrests", "تلعفر")],
    ),
    (
        "a roundabout called after a town",
        "انفجرت سيارة مفخخة أمس قرب دوار الراعي في مدينة الباب.",
        [("Remote explosive/landmine/IED", "الباب")],
    ),
    (
        "two crowds",
        "احتشد الآلاف أمس في مدينة الناصرية تنديدا بالضربات، كما شهدت البصرة تظاهرة مماثلة.",
        [("Peaceful protest", "الناصرية"), ("Peaceful protest", "البصرة")],
    ),
    (
        "held in a campaign of raids",
        "هاجم مسلحون أمس حاجزا للجيش في بلدة ذيبان، وتبعت الهجوم حملة مداهمات في البلدة اعتقل فيها تسعة.",
        [("Armed clash", "ذيبان"), ("Arrests", "ذيبان")],
    ),
    ("attacks of bombers", "نفذ انتحاريان أمس هجوما على ثكنة للجيش في مدينة تلعفر.", [("Suicide bomb", "تلعفر")]),
    (
        "attacks that kill civilians",
        "قتل 13 مدنيا أمس في هجمات شنها مسلحون على مدينة كبكابية.",
        [("Attack", "كبكابية")],
    ),
    (
        "attacks on a post in a village",
        "قتل ثلاثة من رجال العشائر أمس في هجوم للمسلحين على نقطة لهم في قرية الزوية.",
        [("Armed clash", "الزوية")],
    ),
    (
        "fire at mourners",
        "أطلقت قوات الأمن النار أمس على مشيعين في مدينة حرستا فقتل شاب.",
        [("Excessive force against protesters", "حرستا")],
    ),
    (
        "stones against gas",
        "اندلعت مواجهات أمس مع جيش الاحتلال الذي أطلق الغاز المسيل للدموع في بلدة سنجل.",
        [("Violent demonstration", "سنجل")],
    ),
    (
        "a sniper's victim beside a mine",
        "ذكرت المنظمة أن امرأة قتلت أمس برصاص قناص في بلدة مورك، بينما قتل طفلان بانفجار لغم في بلدة اللطامنة.",
        [("Attack", "مورك"), ("Remote explosive/landmine/IED", "اللطامنة")],
    ),
    (
        "hours after another of its kind",
        "سقطت قذائف هاون أمس على بلدة مورك بعد ساعات من سقوط قذيفتين على بلدة اللطامنة.",
        [("Shelling/artillery/missile attack", "مورك"), ("Shelling/artillery/missile attack", "اللطامنة")],
    ),
    (
        "a salvo in each place",
        "استهدف المسلحون أمس تجمعا للجنود في بلدة مورك بصلية صاروخية، وقصفوا ثكنة في محردة.",
        [("Shelling/artillery/missile attack", "مورك"), ("Shelling/artillery/missile attack", "محردة")],
    ),
    (
        "those who did not leave",
        "وزعت منظمة إغاثية أمس سلالا غذائية على العائلات التي لم تغادر حي الوعر في حمص بعد المعارك.",
        [("Aid delivery", "الوعر")],
    ),
    (
        "taken, and on towards",
        "سيطر الجيش أمس على بلدة مورك وتقدم نحو مدينة خان شيخون.",
        [("Government regains territory", "مورك")],
    ),
    (
        "shut since years",
        "استعادت القوات أمس السيطرة على مطار النيرب المغلق منذ 2014.",
        [("Government regains territory", "مطار حلب الدولي")],
    ),
    (
        "one village more of what lies there",
        "استهدفت الطائرات أمس معسكرا للتنظيم في بلدة مورك وعلى تجمعات لعناصره في بلدة اللطامنة.",
        [("Air/drone strike", "مورك"), ("Air/drone strike", "اللطامنة")],
    ),
    ("a grenade", "ألقى مجهولون أمس قنبلة على منزل المختار في بلدة القريا قرب مواقع الجيش.", [("Grenade", "القريا")]),
    (
        "a car bomb that kills beside a fight",
        "خاض مسلحون أمس اشتباكا مع الشرطة في بلدة بهرز، في حين قتلت عبوة ناسفة ثلاثة مدنيين في المقدادية.",
        [("Armed clash", "بهرز"), ("Remote explosive/landmine/IED", "المقدادية")],
    ),
    (
        "emptied before",
        "شنت طائرات حربية غارات على بلدة اللطامنة أمس، وأغارت أيضا على منزل في بلدة مورك سبق أن أخلي من سكانه.",
        [("Air/drone strike", "اللطامنة"), ("Air/drone strike", "مورك")],
    ),
    (
        "sent with a drone",
        "أطلق المتمردون أمس طائرة مسيرة على قاعدة للجيش في مدينة محردة، وردت القوات بقذائف.",
        [("Air/drone strike", "محردة")],
    ),
    (
        "a force said to arrest, behind gunmen",
        "اغتال مسلحون أمس شيخا في بلدة الطارمية، وأضاف المصدر أن القوات الأمنية أغلقت المداخل واعتقلت سبعة.",
        [("Attack", "الطارمية"), ("Arrests", "الطارمية")],
    ),
    (
        "the object of a taking, not what stands in front",
        "وعلى الطرف الشرقي لمدينة حرستا سيطرت أمس قوات النظام مدعومة بمقاتلين من حزب الله على معظم حي جوبر.",
        [("Government regains territory", "جوبر")],
    ),
    (
        "where men and arms were brought up from",
        "دارت معارك أمس في مدينة الرقة. وقال إن التنظيم استقدم أرتالا من دير الزور واقتحم مقر المحافظة.",
        [("Other", "الرقة"), ("Armed clash", "الرقة")],
    ),
    (
        "where they were brought up from, and more of it",
        "دارت معارك أمس في مدينة الرقة. وقال إن التنظيم استقدم أرتالا من دير الزور ومن الحسكة واقتحم مقر المحافظة.",
        [("Other", "الرقة"), ("Armed clash", "الرقة")],
    ),
    (
        "the unit of a town",
        "وفي العمارة، كبرى مدن محافظة ميسان، سقط أمس ثلاثة قتلى برصاص مسلحين.",
        [("Attack", "العمارة")],
    ),
    (
        "what was done before they fled there",
        (
            "أعلنت قوات الدعم السريع أمس سيطرتها على مدينة الفولة، "
            "وأكد مواطنون فرارهم نحو أبوزبد والنهود بعد نهب السوق والبنوك."
        ),
        [("Non-state actor overtakes territory", "الفولة"), ("Displacement", "الفولة")],
    ),
    (
        "a group called after a town",
        (
            "شن مسلحون أمس هجوما على ميناء السدرة وقتلوا جنودا. "
            "وقال مصدر إن القوات المهاجمة، مدعومة بسرايا الدفاع عن بنغازي، قدمت من النوفلية."
        ),
        [("Armed clash", "السدرة")],
    ),
    (
        "where vehicles had come from",
        "استهدفت غارات أمس أربع آليات للمسلحين كانت متجهة من النوفلية، قرب بلدة بن جواد.",
        [],
    ),
    (
        "fled in a direction",
        "نزحت أمس عشرات العائلات من مدينة الشيخ زويد في اتجاه العريش بعد الغارات.",
        [("Displacement", "الشيخ زويد"), ("Air/drone strike", "الشيخ زويد")],
    ),
    (
        "a village that no layer knows near a dam",
        "بدأت قوات البيشمركة أمس هجوما لاستعادة سد الموصل من المسلحين، وتمكنت من تحرير قرية وانة القريبة من السد.",
        [("Armed clash", "سد الموصل")],
    ),
    (
        "where the fighting moved",
        "حررت القوات العراقية أمس مدينة تلعفر، فيما انتقلت المعارك إلى ناحية العياضية.",
        [("Government regains territory", "تلعفر"), ("Armed clash", "العياضية")],
    ),
    (
        "killed by the police",
        (
            "وقعت هجمات للمسلحين على الجيش في العريش الثلاثاء. وقتلت الشرطة أمس تسعة من قياديي الجماعة في "
            "مدينة دمنهور بالرصاص."
        ),
        [("Armed clash", "العريش"), ("Attack", "دمنهور")],
    ),
    (
        "counted cases of sexual violence",
        "هاجم المسلحون بلدة تمبول أمس. وأبلغ شركاء الحماية عن 25 حالة عنف جنسي على يد مسلحين في البلدة.",
        [("Armed clash", "تمبول"), ("Sexual violence", "تمبول")],
    ),
    (
        "set on fire in a protest",
        "قتل ثلاثة محتجين أمس برصاص الحراس في مدينة العمارة، فيما أحرقت مقار أحزاب.",
        [("Excessive force against protesters", "العمارة"), ("Violent demonstration", "العمارة")],
    ),
    (
        "died in a fire",
        (
            "اقتحم متظاهرون أمس مقرات الأحزاب. وقضى 12 محتجا احتراقا داخل مبنى في مدينة الديوانية أضرم فيه "
            "متظاهرون النار."
        ),
        [],
    ),
    (
        "protesters who attack",
        "أحرق محتجون أمس مقرات الأحزاب في بلدة خورمال، كما هاجموا مكتب القائممقام.",
        [("Violent demonstration", "خورمال")],
    ),
    (
        "protesters who set out to storm",
        "تظاهر المئات أمس في بلدة ذيبان بعدما عمد محتجون إلى اقتحام مقر عسكري لقسد.",
        [("Peaceful protest", "ذيبان"), ("Violent demonstration", "ذيبان")],
    ),
    (
        "two ports",
        "سيطر مسلحون أمس على ميناءي السدرة ورأس لانوف من قبضة الجيش.",
        [("Non-state actor overtakes territory", "السدرة"), ("Non-state actor overtakes territory", "رأس لانوف")],
    ),
    (
        "an attack only spoken of",
        "انفجرت قنبلة أمس في مدينة سروج وقتل جنديان. وأغلقت السلطات الحدود ردا على هجوم المسلحين.",
        [("Remote explosive/landmine/IED", "سوروج")],
    ),
    (
        "ranked among its kind",
        "قتل 14 جنديا أمس بانفجار قنبلة قرب مدينة حديثة في أدمى هجوم من نوعه منذ الغزو.",
        [("Remote explosive/landmine/IED", "حديثة")],
    ),
    (
        "strikes that changed nothing",
        ("شنت الطائرات أمس غارات على مدينة صرواح. ورأى المحلل أن الضربات لم تغير من مسار المعارك على الأرض في ذمار."),
        [("Air/drone strike", "صرواح")],
    ),
    (
        "confrontations of protesters with soldiers",
        (
            "خرجت تظاهرات أمس في غزة. وقالت الوزارة إن 16 فلسطينيا قتلوا في المواجهات مع الجيش الاسرائيلي "
            "التي دارت شرق بلدة جباليا."
        ),
        [("Peaceful protest", "غزة"), ("Excessive force against protesters", "جباليا")],
    ),
    (
        "gunmen killed by a force without a name",
        (
            "خاض الجيش معارك مع مسلحي القاعدة أول أمس في مدينة المكلا بعد هجوم وقصف. وأعلنت الوزارة أن وحدات "
            "من المنطقة العسكرية الأولى قتلت أمس 18 مسلحا في بلدة القطن."
        ),
        [("Armed clash", "المكلا"), ("Shelling/artillery/missile attack", "المكلا"), ("Armed clash", "مدينة القطن")],
    ),
    (
        "a march, and another that is fired at",
        "تظاهر الآلاف أمس في حي الميدان بدمشق، وأطلقت قوات الأمن النار لتفريق مظاهرة في حرستا وقتلت اثنين.",
        [("Peaceful protest", "الميدان"), ("Excessive force against protesters", "حرستا")],
    ),
    (
        "the flag on what was taken",
        "انتزعت القوات العراقية أمس حي الزهور من تنظيم داعش، ورفعت العلم فوق مبانيه، فيما تقدمت في محيط جامع النوري.",
        [("Government regains territory", "حي الزهور")],
    ),
    (
        "a bombing that «في هجوم» sums up",
        "فجر انتحاري نفسه أمس في سوق بمدينة بعقوبة، في هجوم تبناه التنظيم.",
        [("Suicide bomb", "بعقوبة")],
    ),
    (
        "a former commander is no combatant",
        "أطلق مجهولون النار أمس على قيادي سابق في الجيش الحر في مدينة نوى.",
        [("Attack", "نوى")],
    ),
    (
        "a serving one is",
        "أطلق مجهولون النار أمس على قيادي في الجيش الحر في مدينة نوى.",
        [("Armed clash", "نوى")],
    ),
    (
        "who died at the mines that he cleared",
        "لقي أربعة من الجيش حتفهم أمس أثناء تفكيك ألغام في مدينة سرت.",
        [("Remote explosive/landmine/IED", "سرت")],
    ),
    (
        "an ambush of a security patrol",
        "بدأ القتال أمس بكمين لدورية أمنية في مدينة جبلة قتل فيه ثلاثة جنود.",
        [("Armed clash", "جبلة")],
    ),
    (
        "a sniper of a party, whose victim is a girl",
        "قتلت طفلة أمس برصاصة قناص حوثي في مدينة تعز.",
        [("Attack", "تعز")],
    ),
    (
        "what protesters carried off before they burnt it",
        "أضرم محتجون النار أمس في مقر الحزب بمدينة المكلا بعد أن نهبوا محتوياته.",
        [("Violent demonstration", "المكلا")],
    ),
    (
        "a bomb that a drone dropped",
        "أسقطت طائرة مسيرة أمس قنبلة على سوق في مدينة الموصل بعد القصف فأصابت أربعة مدنيين.",
        [("Air/drone strike", "الموصل")],
    ),
    (
        "fire at their own checkpoint",
        "قتل أربعة من عناصر الصحوة أمس عندما أطلق مسلحون النار على حاجزهم في مدينة بعقوبة.",
        [("Armed clash", "بعقوبة")],
    ),
    (
        "an imam where he was shot, not in his mosque",
        "اغتال مسلحون أمس إمام مسجد دوما لدى خروجه من الصلاة في مدينة حرستا.",
        [("Attack", "حرستا")],
    ),
    (
        "in front of a mosque",
        "انفجرت عبوة ناسفة أمس أمام مسجد في مدينة حرستا.",
        [("Remote explosive/landmine/IED", "حرستا")],
    ),
    (
        "near a place that opens the sentence, «حين» being no contrast",
        "وقرب الدجيل قتل ثلاثة من الشرطة أمس حين أطلق مسلحون النار عليهم، وعثر في بيجي على 11 جثة لقتلى بالرصاص.",
        [("Attack", "الدجيل"), ("Attack", "بيجي")],
    ),
    (
        "protesters who were shot, at a bridge that others close",
        "قتل تسعة متظاهرين أمس بالرصاص الحي في مدينة الناصرية عندما حاولت القوات فتح جسر قطعه المحتجون.",
        [("Excessive force against protesters", "الناصرية"), ("Peaceful protest", "الناصرية")],
    ),
    (
        "a town between whose province and the next it lies",
        "استردت القوات الحكومية أمس بلدة معدان الواقعة عند الحدود الإدارية بين الرقة ودير الزور.",
        [("Government regains territory", "معدان")],
    ),
    (
        "not where those who fled were taken",
        "نزح أمس ألفا مدني من مدينة نوى إلى مراكز إيواء في عمان، بحسب مصدر عسكري.",
        [("Displacement", "نوى")],
    ),
    (
        "a drone that was intercepted",
        "أعلن التحالف أنه اعترض أمس طائرة مسيرة ودمرها في أجواء عمران أطلقها الحوثيون.",
        [("Disrupted weapons use", "عمران")],
    ),
    (
        "a tribe with a name like a verb",
        "قالت المصادر أمس إن قبائل دهم أسرت قائد حملة المسلحين الحوثيين في الجوف.",
        [("Arrests", "محافظة الجوف")],
    ),
    (
        "the car that was told of",
        "انفجرت أمس سيارة مفخخة في منطقة فتح بمديرية التواهي في عدن. وقال شهود إن السيارة المفخخة استهدفت منزل ضابط.",
        [("Remote explosive/landmine/IED", "مديرية التواهي")],
    ),
    (
        "a square stormed on protesters",
        "اقتحمت قوات الأمن أمس ساحة التغيير بصنعاء وأطلقت الرصاص على المعتصمين فسقط ثلاثة قتلى.",
        [("Excessive force against protesters", "صنعاء")],
    ),
    (
        "the air force",
        "دمر سلاح الجو العراقي أمس معملين لتفخيخ العبوات الناسفة في الموصل.",
        [("Air/drone strike", "الموصل")],
    ),
    (
        "an object behind a comma",
        "أصيب سبعة مدنيين جراء إلقاء الطيران المروحي، برميلا متفجرا في قرية الحلموز أمس.",
        [("Air/drone strike", "الحلموز")],
    ),
    (
        "a subject before a comma",
        "قال مصدر في الشرطة إن قوة من الجيش، انسحبت أمس من بلدة هيت بعد اشتباكات مع مسلحي التنظيم في الرمادي.",
        [("Non-violent transfer of territory", "هيت"), ("Armed clash", "الرمادي")],
    ),
    (
        "those whom buses carried",
        "قتل 125 شخصا أمس في تفجير انتحاري استهدف حافلات تقل سكان الفوعة وكفريا في حي الراشدين في حلب.",
        [("Suicide bomb", "الراشدين")],
    ),
    (
        "a bus of soldiers",
        "شن مسلحون أمس هجوما على حافلة مبيت عسكرية في تدمر، ما أدى لمقتل 13 جنديا.",
        [("Armed clash", "تدمر")],
    ),
    (
        "a blast announced as an attack",
        "وفي هجوم منفصل آخر، قتل جندي أمس بانفجار عبوة ناسفة استهدفت دورية للجيش في منطقة الطارمية.",
        [("Remote explosive/landmine/IED", "الطارمية")],
    ),
    (
        "an army by its adjective",
        "سوريا: دخلت قوات من الجيش الإسرائيلي أمس بلدة خان أرنبة.",
        [("Other", "خان أرنبة")],
    ),
    (
        "a family driven out",
        "طردت قوات الاحتلال أمس عائلة من منزلها في مدينة طوباس وحولته إلى ثكنة عسكرية.",
        [("Displacement", "طوباس")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in REPORTS], ids=[row[0] for row in REPORTS])
def test_where_acts_were_and_were_not(text: str, expected: list[tuple[str, str]], gazetteer: Gazetteer) -> None:
    assert told(text, gazetteer) == expected


NO_EVENTS = [
    ("judged", "وصف المتحدث أمس تفجير سراقب بأنه جريمة جبانة."),
    ("celebrated", "شهدت سراقب أمس احتفالات شعبية بتحرير المدينة من قبضة المسلحين."),
    ("mourned", "تبرع أهالي سراقب أمس بدمائهم لضحايا تفجير المسجد."),
    ("as it was", "كان المسلحون يقصفون سراقب."),
    ("ordered", "أصدر الرئيس أمس أوامر بشن غارات على سراقب."),
    ("attempted", "حاول المهاجم أمس تفجير نفسه بحزام ناسف في سراقب."),
    ("heard", "سمع أمس دوي إطلاق نار في سراقب."),
    ("killings in general", "لم تتوقف الاغتيالات في مدينة بنغازي، بحسب ضابط في الجيش."),
    ("an announcement by who set a curfew", "وفق ما أعلنته الشرطة عن حظر للتجول كان في مدينة الخالص."),
]


@pytest.mark.parametrize("text", [row[1] for row in NO_EVENTS], ids=[row[0] for row in NO_EVENTS])
def test_what_is_spoken_of_and_not_told(text: str, gazetteer: Gazetteer) -> None:
    assert told(text, gazetteer) == []


def test_a_headline_gives_way_to_the_body_that_counts_as_many(gazetteer: Gazetteer) -> None:
    body = "أفاد مصدر أمس بمقتل 18 جنديا بقصف صاروخي على مدينة سراقب."
    assert told(body, gazetteer, "مقتل 18 جنديا شرق مدينة إدلب") == [("Shelling/artillery/missile attack", "سراقب")]


KINDS_OF_A_HEADLINE = [
    ("what «الهجوم» was", "بهجوم انتحاري", "الهجوم الذي", "Suicide bomb"),
    ("from the air", "بغارة للطائرات", "الهجوم الذي", "Air/drone strike"),
    ("with no more than the body", "بهجوم للمسلحين", "الهجوم الذي", "Armed clash"),
    ("of an attack that takes up none", "بهجوم انتحاري", "هجوما", "Armed clash"),
]


@pytest.mark.parametrize(
    ("lead", "taken_up", "kind"),
    [row[1:] for row in KINDS_OF_A_HEADLINE],
    ids=[row[0] for row in KINDS_OF_A_HEADLINE],
)
def test_a_headline_tells_the_kind_of_the_attack(lead: str, taken_up: str, kind: str, gazetteer: Gazetteer) -> None:
    body = f"قال المحافظ إن {taken_up} شهدته بلدة تلعفر أمس أوقع جرحى من الجنود."
    assert told(body, gazetteer, f"مقتل عشرة جنود {lead} في العراق") == [(kind, "تلعفر")]


def test_a_headline_calls_protest_what_the_body_tells_was_broken_up(gazetteer: Gazetteer) -> None:
    body = "فرقت الشرطة أمس بالغاز مظاهرة في مدينة البصرة واعتقلت عشرة محتجين."
    kinds = [kind for kind, _ in told(body, gazetteer, "تظاهرة في البصرة")]
    assert "Peaceful protest" not in kinds
    assert "Protest with intervention" in kinds
