"""What was handed over is no data frame."""

from iiz_rules.findings.finding import Page
from iiz_rules.words.text import Text

PAGE = Page(
    code="not-a-frame",
    message=Text(
        de="`{got}` ist keine Tabelle, die gelesen werden kann",
        fr="`{got}` n'est pas un tableau lisible",
        en="`{got}` is no data frame that can be read",
    ),
    label=Text(
        de="keine Tabelle",
        fr="pas un tableau",
        en="no data frame",
    ),
    help=Text(
        de="eine Tabelle von Polars, pandas, PyArrow, DuckDB oder Spark übergeben",
        fr="transmettre un tableau de Polars, pandas, PyArrow, DuckDB ou Spark",
        en="hand over a frame of Polars, pandas, PyArrow, DuckDB or Spark",
    ),
    why=Text(
        de="Viele Fälle auf einmal kommen als Tabelle einer der Bibliotheken, die "
        "Narwhals kennt. Ein einzelner Fall kommt als Zuordnung, mit `eligibility` "
        "statt `eligibility_frame`.",
        fr="Beaucoup de cas à la fois viennent comme tableau de l'une des bibliothèques "
        "que Narwhals connaît. Un seul cas vient comme mapping, avec `eligibility` au "
        "lieu de `eligibility_frame`.",
        en="Many cases at once come as a frame of one of the libraries that Narwhals "
        "knows. A single case comes as a mapping, with `eligibility` in place of "
        "`eligibility_frame`.",
    ),
    bad='zurich.eligibility_frame([{"person.employable": True}])\n',
    good='zurich.eligibility_frame(polars.DataFrame({"person.employable": [True]}))\n',
    file="python",
)
