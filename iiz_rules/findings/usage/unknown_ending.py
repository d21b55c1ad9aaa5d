"""A file whose ending says nothing of what is to be written."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="unknown-ending",
    message=Text(
        de="was in `{file}` stehen soll, sagt die Endung nicht",
        fr="l'extension de `{file}` ne dit pas ce qu'il faut écrire",
        en="the ending of `{file}` does not say what to write",
    ),
    label=Text(
        de="möglich: {known}",
        fr="possible : {known}",
        en="possible: {known}",
    ),
    help=Text(
        de="der Datei eine der Endungen {known} geben: .svg ist ein Bild, .md eine Seite für "
        "GitHub",
        fr="donner au fichier l'une des extensions {known} : .svg est une image, .md une page pour "
        "GitHub",
        en="give the file one of the endings {known}: .svg is a picture, .md a page for GitHub",
    ),
    why=Text(
        de="Die Endung bestimmt die Form. Ein Bild (.svg) öffnet jeder Browser, es lässt sich in "
        "Textprogramme einfügen und bleibt in jeder Grösse scharf; eine Seite (.md) zeigen GitHub "
        "und viele Editoren als Bild. Andere Formen macht daraus ein Browser: öffnen, als PDF "
        "drucken.",
        fr="L'extension détermine la forme. Tout navigateur ouvre une image (.svg), elle s'insère "
        "dans les traitements de texte et reste nette à toute taille ; GitHub et beaucoup "
        "d'éditeurs affichent une page (.md) comme une image. Un navigateur en fait d'autres "
        "formes : ouvrir, imprimer en PDF.",
        en="The ending decides the form. Every browser opens a picture (.svg), word processors "
        "take it in, and it stays sharp at any size; GitHub and many editors show a page (.md) as "
        "a picture. A browser makes other forms of it: open it, print it as PDF.",
    ),
    bad="iiz draw organisation --canton valais -o organigramm.png\n",
    good="iiz draw organisation --canton valais -o organigramm.svg\n",
    file="terminal",
)
