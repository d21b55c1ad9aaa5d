"""A JSON case is not an object."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-an-object",
    message=Text(
        de="ein Fall muss mit `{{` beginnen",
        fr="un cas doit commencer par `{{`",
        en="a case must begin with `{{`",
    ),
    help=Text(
        de='die Angaben als `{{"Name": Wert}}` schreiben; mehrere Fälle einzeln übergeben',
        fr='écrire les données sous la forme `{{"nom": valeur}}` ; transmettre les cas un à un',
        en='write the facts as `{{"name": value}}`; hand over several cases one by one',
    ),
    why=Text(
        de="Ein Fall besteht aus benannten Angaben über eine Person. Eine Liste oder ein "
        "einzelner Wert sagt nicht, was gemeint ist.",
        fr="Un cas est fait de données nommées sur une personne. Une liste ou une valeur seule "
        "ne dit pas de quoi il s'agit.",
        en="A case is made of named facts about a person. A list or a single value does not say "
        "what is meant.",
    ),
    bad="[]\n",
    good="{}\n",
    file="case.json",
)
