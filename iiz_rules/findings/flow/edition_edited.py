"""A case that is to be opened on an edition whose files have changed since they were loaded."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="edition-edited",
    message=Text(
        de="die Dateien der Ausgabe {edition} (Prüfsumme {digest}) sind nicht mehr, wie sie "
        "geladen wurden",
        fr="les fichiers de l'édition {edition} (empreinte {digest}) ne sont plus tels qu'ils "
        "ont été chargés",
        en="the files of edition {edition} (digest {digest}) are no longer as they were loaded",
    ),
    label=Text(
        de="seit dem Laden geändert",
        fr="modifié depuis le chargement",
        en="changed since it was loaded",
    ),
    help=Text(
        de="den Kanton neu laden und den Fall dann eröffnen",
        fr="recharger le canton, puis ouvrir le cas",
        en="load the canton again, then open the case",
    ),
    why=Text(
        de="Die Ablage bewahrt die Dateien der Ausgabe auf, unter der ein Fall läuft. "
        "Aufbewahrt würde sonst etwas anderes, als was entschieden hat. Unter den Annahmen eines "
        "Szenarios wird deshalb kein Fall geführt.",
        fr="L'archive conserve les fichiers de l'édition à laquelle un cas est soumis. Sinon, "
        "elle conserverait autre chose que ce qui a décidé. Aucun cas n'est donc mené sous les "
        "hypothèses d'un scénario.",
        en="The store keeps the files of the edition that a case runs on. Otherwise it would "
        "keep something else than what has decided. So no case runs under what a scenario assumes.",
    ),
    bad="flow = policy.open_case('VS-1', on='2024-01-08', store='cases.db')  # files edited\n",
    good="flow = iiz.load('my-canton').open_case('VS-1', on='2024-01-08', store='cases.db')\n",
    file="terminal",
)
