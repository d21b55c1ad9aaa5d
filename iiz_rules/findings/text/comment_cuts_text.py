"""A number sign inside a text begins a comment."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="comment-cuts-text",
    message=Text(
        de="`{rest}` gilt als Kommentar und gehört nicht zum Text davor",
        fr="`{rest}` est pris pour un commentaire et ne fait pas partie du texte qui précède",
        en="`{rest}` counts as a comment and does not belong to the text before it",
    ),
    label=Text(de="ab hier nicht gelesen", fr="non lu à partir d'ici", en="not read from here on"),
    help=Text(
        de="den ganzen Text in Anführungszeichen setzen: `{quoted}`; für einen Kommentar ein "
        "Leerzeichen nach `#`",
        fr="mettre tout le texte entre guillemets : `{quoted}` ; pour un commentaire, un espace "
        "après `#`",
        en="put the whole text in quotes: `{quoted}`; for a comment, a space after `#`",
    ),
    why=Text(
        de="Nach einem Leerzeichen beginnt `#` einen Kommentar. Von «Fall #3» bliebe still nur "
        "«Fall» übrig.",
        fr="Après un espace, `#` commence un commentaire. De « cas #3 », il ne resterait que « "
        "cas », sans avertissement.",
        en="After a space, `#` begins a comment. Of “case #3” only “case” would be left, silently.",
    ),
    bad="label: Fall #3\n",
    good='label: "Fall #3"\n',
)
