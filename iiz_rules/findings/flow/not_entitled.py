"""An event recorded for somebody who may not do what it is about."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-entitled",
    message=Text(
        de="`{actor}` ist zu `{action}` nicht befugt",
        fr="`{actor}` n'est pas habilité à `{action}`",
        en="`{actor}` is not entitled to `{action}`",
    ),
    label=Text(de="nicht befugt", fr="non habilité", en="not entitled"),
    help=Text(
        de="wer dazu befugt ist, zeigt `iiz competence {action}`",
        fr="`iiz competence {action}` montre qui y est habilité",
        en="`iiz competence {action}` shows who is entitled",
    ),
    why=Text(
        de="Ein Ereignis kann der Gebrauch einer Zuständigkeit sein, etwa der Verweis "
        "eines Streitfalls. Wer sicher nicht zuständig ist, kann es nicht auslösen; "
        "ist es offen, wird es vermerkt.",
        fr="Un événement peut être l'exercice d'une compétence, comme le renvoi d'un "
        "litige. Qui n'est certainement pas compétent ne peut pas le provoquer ; si "
        "la question est ouverte, il est enregistré.",
        en="An event can be the use of a competence, such as referring a dispute. "
        "Whoever is surely not competent cannot bring it about; where that is open, "
        "it is recorded.",
    ),
    bad="dispute-referred, by: regional-coordinator\n",
    good="dispute-referred, by: cantonal-officer\n",
    file="terminal",
)
