"""What the commands on a store of cases have in common: which one, and what its cases name."""

from collections.abc import Iterable

from iiz_rules.cli.options import check_known, fault, option

store_option = option("--store", help="obligations.store", required=True, word="store.metavar")


def check_borne(name: str, got: str | None, borne: Iterable[str]) -> None:
    """Refuse a name that nothing in the store bears: an empty list would say something else."""
    names = sorted(set(borne))
    if got is not None and names:
        check_known(name, got, names)


def one_canton(got: str | None, borne: Iterable[str]) -> str:
    """Choose the canton that is meant: the one named, or the only one in the store."""
    names = sorted(set(borne))
    check_borne("--canton", got, names)
    if got is None and len(names) != 1:
        raise fault("missing-argument", name="--canton")
    return got or names[0]
