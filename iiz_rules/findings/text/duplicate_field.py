"""A field stands twice in one JSON object."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="duplicate-field",
    message=Text(
        de="Feld `{field}` steht zweimal",
        fr="champ `{field}` donné deux fois",
        en="field `{field}` is given twice",
    ),
    label=Text(de="hier noch einmal", fr="une seconde fois ici", en="here again"),
    help=Text(
        de="eines der beiden Felder löschen",
        fr="supprimer l'un des deux champs",
        en="delete one of the two fields",
    ),
    why=Text(
        de="Die meisten Programme nehmen stillschweigend das letzte Feld. Welche Angabe über "
        "eine Person gilt, darf nicht davon abhängen.",
        fr="La plupart des programmes retiennent en silence le dernier champ. La donnée retenue "
        "sur une personne ne doit pas en dépendre.",
        en="Most programs silently take the last field. Which fact about a person counts must "
        "not depend on that.",
    ),
    bad='{"age": 30, "age": 40}\n',
    good='{"age": 30}\n',
    file="case.json",
)
