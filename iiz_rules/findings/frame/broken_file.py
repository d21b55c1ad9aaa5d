"""A file of cases that cannot be taken for a table."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="broken-file",
    message=Text(
        de="`{file}` ist keine Tabelle von Fällen: {reason}",
        fr="`{file}` n'est pas un tableau de cas : {reason}",
        en="`{file}` is no table of cases: {reason}",
    ),
    label=Text(de="hier geht es nicht weiter", fr="lu jusqu'ici", en="read up to here"),
    help=Text(
        de="in der Tabellenkalkulation neu speichern, als «CSV UTF-8» oder XLSX, die Namen der "
        "Spalten in der ersten Zeile",
        fr="enregistrer à nouveau dans le tableur, en « CSV UTF-8 » ou XLSX, les noms des "
        "colonnes sur la première ligne",
        en="save it again in the spreadsheet, as “CSV UTF-8” or XLSX, the names of the columns "
        "in the first line",
    ),
    why=Text(
        de="Die erste Zeile sagt, was in welcher Spalte steht, und was folgt, ist Text in UTF-8. "
        "Ist das nicht so, wäre jeder Wert geraten; darum entsteht keine Datei mit Antworten.",
        fr="La première ligne dit ce que contient chaque colonne, et la suite est du texte en "
        "UTF-8. Sans cela, chaque valeur serait devinée ; aucun fichier de réponses n'est donc "
        "écrit.",
        en="The first line says what stands in which column, and what follows is text in UTF-8. "
        "Were it not so, every value would be guessed; so no file of answers is written.",
    ),
    file="python",
)
