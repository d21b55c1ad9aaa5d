"""`iiz sign`: approve the rules of a canton with a signature beside them."""

from iiz_rules.cli.command import command
from iiz_rules.cli.options import argument, option
from iiz_rules.cli.screen import Screen
from iiz_rules.cli.store import key_of
from iiz_rules.language.folders import check_own
from iiz_rules.language.text.putting import put
from iiz_rules.receipts.approval import FILE, signed_approval
from iiz_rules.web.editions import loaded


@command()
@argument("canton", "canton.metavar")
@option("--key", "key_file", help="sign.key", required=True, word="file.metavar")
def sign(screen: Screen, canton: str, key_file: str) -> int:
    """Write the signature; what has faults is not signed."""
    in_force = loaded(canton)
    folder = in_force.newest.folder
    check_own(folder.path, folder.name)
    key = key_of(key_file)
    assert key is not None
    put(folder.path / FILE, signed_approval(in_force.canton, dict(in_force.digests), key))
    for edition, digest in in_force.digests:
        screen.print(screen.say("sign.edition", edition=edition, digest=digest))
    screen.print(screen.say("written", file=folder.shown(folder.path / FILE)))
    return 0
