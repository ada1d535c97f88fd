"""What stands round a count of people, as patterns over the signs of `geo.quantity_words`."""

import re

NO_VICTIM_YET = r"(?<![PKT])(?<![PKT][^،])(?<![PKT][^،][^،])"
GOVERNOR = re.compile(rf"(?:(?P<together>[NJ]|{NO_VICTIM_YET}V)&)?(?P<governor>[NJVWvZE])i?$")
GAP = re.compile(rf"{NO_VICTIM_YET}(?P<governor>[VW])(?:،[^|;،#]{{1,3}}،|[.nXYo]){{1,6}}$")
ACTIVE_GAP = re.compile(r"(?P<governor>V)[.nXY]{1,4}$")
THEREIN = re.compile(r"(?P<governor>V)[.]{1,2}$")
OBJECT = re.compile(rf"{NO_VICTIM_YET}(?P<governor>[VW])[.nX]{{1,4}}(?P<party>P)?(?P<when>[.]{{0,4}})$")
FALLEN = re.compile(r"(?P<governor>E)[.]i?$")
FALLEN_IN = re.compile(r"(?P<governor>E)(?P<in>[.])[.XYn]{1,7}$")
ASIDE = r"(?:[.]{0,2}|،[^،|;#]{1,9}،)"
HAND = re.compile(r"(?P<governor>[VW])(?P<by>[.])[.]?P[.X]{0,2}$")
KILLER = re.compile(rf"(?P<governor>[VW])P(?:{ASIDE}|[.]{{3}})$")
KILLER_AND_MEANS = re.compile(r"(?P<governor>[VW])P[.X]{1,6}$")
BY_GUNMEN = re.compile(r"(?P<governor>V)(?P<actors>P)P?[.YXo]{0,9}$")
NAMED_OBJECT = re.compile(rf"{NO_VICTIM_YET}(?P<governor>V)(?:(?P<actors>P)|[.nX]{{1,4}})$")
VICTIMS = re.compile(rf"(?:{ASIDE}|[.]{{3}}|[.X]{{1,6}})#[PK]")
ACTING = re.compile(r"(?<!#)(?P<actor>P)(?P<governor>W)[.X]{0,5}$")
FAMILY = re.compile(r"(?P<governor>[NV])i?X[.]{0,2}n$")
ONE_FAMILY = re.compile(r"X[.]?n$")
COMPANIONS = re.compile(r"(?P<governor>[NVW])(?P<people>P)[PYo.]{0,4}(?:(?P<and>&)|(?P<with>[.]))i?$")
RETINUE = re.compile(r"(?P<governor>[NVW])(?P<people>[PXo.])[^|;#KNVW]{0,16}(?:(?P<and>&)|(?P<with>[.]))i?$")
LED = re.compile(r"(?P<governor>V)(?P<with>[.])i?$")
NAMED = re.compile(r"(?P<governor>[NV])[.][.XoY]{0,7}(?P<and>&)i?$")
BRACKETED = re.compile(r"(?P<governor>[NJV])[.]{0,2}(?P<people>P)\(?$")
MET = re.compile(r"Q[.،]{0,2}$")
MET_AFTER = re.compile(r"[.]?Q[.،]{0,2}Z")
NAMED_MET = re.compile(r"[.،PYXo]{1,8}Q[.،]{0,2}Z")
TOLL = re.compile(r"C(?:[.n]?(?:K[.n]{0,2}#[P.]{0,2}&)?(?P<governor>[KJ])|[.n]{1,2}(?P<verb>W))[^|;#KNVWJ]{0,10}$")
THOSE_AMONG = r"[Ss](?:C[.]?|[.i]?)#?[.n]?P(?:&#?n?P)*"
TOLL_AFTER = re.compile(rf"(?:{THOSE_AMONG})?[P.]{{0,2}}C(?:[.]?(?P<governor>[KJ])|[.n]{{1,2}}(?P<verb>W))")
RISEN_FROM = re.compile(r"R[.]?C[.]?(?P<governor>[KJ])n#[KP]?t$")
RISING_FROM = re.compile(r"R[.]?C[.]?[KJ]n$")
UP_TO = re.compile(r"[KP]?t#")
TOLLING = re.compile(r"C[^|;،]*$")
RISEN_TO = re.compile(r"R[^|;#]{0,8}ti?$")
RISEN_TOLL = re.compile(r"(?:C[.]?R|RC)[.]{0,2}ti?$")
RISING = re.compile(r"R[^|;]*$")
STATE = re.compile(r"[.]?K")
OUT_OF = r"nP&P|nX#|n[.]KP?|n[^|;،#&KNVWJ]{1,4}|[.nPX]{0,3}"
AFTER = re.compile(
    rf"T?(?:،{THOSE_AMONG}[.]?،|،[^|;،#KNVW]{{1,9}}،|(?:{THOSE_AMONG})?(?:[.]?&#?n?P)?(?:n[^|;،#&KNVWJ]{{1,4}}،|{OUT_OF}))(?:{THOSE_AMONG})?"
    r"T?[.]?(?P<governor>W)(?![.]?[#P])|T?(?P<state>K)"
)
AFTER_ONE = re.compile(r"(?:[.Po]|n[^|;،#&KNVWJ]{1,2})?(?P<governor>V)(?![.]?[#P])")
AFTER_ONE_BY = re.compile(r"[.Po]?(?P<governor>V)(?P<by>[.X])")
AGAINST = re.compile(r"(?P<governor>[NV])[.]{1,5}$")
THEIR_NUMBER = re.compile(r"(?P<governor>[NVW])[^|;#KNVW]{1,12}$")
HIS_VICTIM = re.compile(r"(?P<governor>V)P{1,2}$")
OF_TWO_KINDS = re.compile(r"BP[.P]?&[.]?P")
PAIR = re.compile(r"P[.]?&$")
AFTER_PAIR = re.compile(r"[.P]?(?P<governor>[VW])(?![.]?[#P])")
TOGETHER = re.compile(r"[.n]{0,4}B[.]?(?P<first>K)&(?P<second>K)|&(?P<second_>K)")
SUBSET = re.compile(r"(?:S|(?<!#)s)[.i]{0,2}$|si?$")
BETWEEN = re.compile(r"(?:[.no،TPXY]|&[.nP]|\([^()#]{1,4}\)){0,9}&i?")
EARLIER = re.compile(r"u[.]{0,3}$|U[^|;]*$")
EARLIER_FIGURE = re.compile(r"u[.]{0,3}$")
AGE = re.compile(r"[(،]#X|\(#\)")
"""«الطفل إسحق (16 عاما)»: what stands so behind a name counts nobody."""
