"""An entry that a ledger cannot take."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="bad-entry",
    message=Text(
        de="Eintrag `{kind}` zu `{measure}`: {fault}",
        fr="écriture `{kind}` sur `{measure}` : {fault}",
        en="entry `{kind}` on `{measure}`: {fault}",
    ),
    label=Text(
        de="nicht verbucht",
        fr="non comptabilisé",
        en="not posted",
    ),
    help=Text(
        de="die Einträge davor ansehen: was beschlossen, bezahlt und zurückgezahlt ist",
        fr="regarder les écritures précédentes : ce qui est décidé, payé et remboursé",
        en="look at the entries before: what was decided, paid and repaid",
    ),
    why=Text(
        de="Das Buch des Fonds lässt nur zu, was aufgeht: bezahlt wird nie mehr als "
        "beschlossen, zurückgezahlt nie mehr als geschuldet, und jeder Eintrag nennt seinen "
        "Entscheid.",
        fr="Le livre du fonds n'admet que ce qui est juste : on ne paie jamais plus que décidé, "
        "on ne rembourse jamais plus que dû, et chaque écriture cite sa décision.",
        en="The fund's ledger takes only what adds up: never is more paid than decided nor more "
        "repaid than owed, and every entry cites its decision.",
    ),
    bad='ledger.post(follow(ledger, "repaid", day, "F-001", Decimal("9999.00")))\n',
    good='ledger.post(follow(ledger, "repaid", day, "F-001", Decimal("100.00")))\n',
    file="python",
)
