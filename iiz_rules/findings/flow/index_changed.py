"""An index or an edition in a store that is not what the records give."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="index-changed",
    message=Text(
        de="von `{what}` steht in der Ablage anderes, als die Aufzeichnungen ergeben",
        fr="l'archive dit de `{what}` autre chose que ce que donnent les enregistrements",
        en="the store says of `{what}` what its records do not give",
    ),
    label=Text(
        de="was davon gezeigt wird, ist falsch",
        fr="ce qui en est montré est faux",
        en="what is shown of it is wrong",
    ),
    help=Text(
        de="die Abweichung klären und die Ablage aus einer Sicherung holen",
        fr="élucider la différence et reprendre une sauvegarde de l'archive",
        en="find out about the difference and take the store from a backup",
    ),
    why=Text(
        de="Was geschuldet ist, steht neben den Aufzeichnungen in einem Verzeichnis, damit es in "
        "vielen Fällen rasch gefunden wird. Es muss sein, was die Geschichte jedes Falls ergibt: "
        "Sonst verschwinden Pflichten oder kommen solche hinzu, die niemand schuldet.",
        fr="Les obligations en cours figurent à côté des enregistrements dans un index, pour être "
        "trouvées vite dans de nombreux cas. Il doit être ce que donne l'histoire de chaque cas : "
        "sinon des obligations disparaissent, ou il s'en ajoute que personne ne doit.",
        en="What is owed stands in an index beside the records, so that it is found quickly in "
        "many cases. It has to be what the history of every case gives: otherwise duties vanish, "
        "or some appear that nobody owes.",
    ),
    bad="iiz store verify edited.db\n",
    good="iiz store verify cases.db\n",
    file="terminal",
)
