"""`iiz format`: a canton's files in one layout, which says exactly what it said before."""

from iiz_rules.cli.command import command
from iiz_rules.cli.meant_cantons import cantons_meant
from iiz_rules.cli.options import argument, option
from iiz_rules.cli.rewriting import rewrite
from iiz_rules.cli.screen import Screen
from iiz_rules.editor.canton import CantonText
from iiz_rules.editor.layout import laid_out


@command()
@argument("paths", "check.path", nargs=-1)
@option("--check", "only", help="format.check", is_flag=True)
def format(screen: Screen, paths: tuple[str, ...], only: bool) -> int:
    """Lay out all files, or with `--check` say which are not; 1 where there are any then."""
    changed = 0
    for folder, cases in cantons_meant(paths):
        chosen = {path.resolve() for path in cases}
        files = [one for one in CantonText(folder).files if not chosen or one.path in chosen]
        changes = {
            file.path: (file.data, after)
            for file in files
            if (after := laid_out(file.data, file.name)) != file.data
        }
        if not only:
            rewrite(folder, changes)
        for path in changes:
            screen.print(screen.say("format.file", file=folder.shown(path)))
        changed += len(changes)
    done = "format.wanted" if only and changed else "format.done" if changed else "format.none"
    screen.print(screen.say(done, n=changed))
    return int(only and changed > 0)
