"""The extension for VS Code: that it packs, and that its parts fit together."""

import json
import shutil
import subprocess
from pathlib import Path
from zipfile import ZipFile

from scripts.pack_vscode import pack
from tests.needed import needing

EXTENSION = Path(__file__).parents[2] / "examples" / "vscode"
PACKAGE = json.loads((EXTENSION / "package.json").read_text("utf-8"))


def test_it_packs_with_the_libraries_beside_it(tmp_path: Path):
    copied = Path(
        shutil.copytree(
            EXTENSION, tmp_path / "vscode", ignore=shutil.ignore_patterns("node_modules")
        )
    )
    library = copied / "node_modules" / "vscode-languageclient"
    library.mkdir(parents=True)
    (library / "node.js").write_text("")
    pack(copied, tmp_path / "iiz-rules.vsix")
    with ZipFile(tmp_path / "iiz-rules.vsix") as archive:
        names = archive.namelist()
        manifest = archive.read("extension.vsixmanifest").decode()
    assert {"[Content_Types].xml", "extension/package.json", "extension/extension.js"} <= {*names}
    assert "extension/node_modules/vscode-languageclient/node.js" in names
    assert f'Version="{PACKAGE["version"]}"' in manifest


def test_its_settings_are_said_in_three_languages():
    texts = [json.loads(path.read_text("utf-8")) for path in EXTENSION.glob("package.nls*.json")]
    assert len(texts) == 3
    written = (EXTENSION / "package.json").read_text("utf-8")
    assert all(texts[0].keys() == one.keys() for one in texts)
    assert all(f'"%{key}%"' in written for key in texts[0])


@needing(shutil.which("node") is not None, "needs Node")
def test_it_can_be_read_by_node():
    command = ["node", "--check", str(EXTENSION / PACKAGE["main"])]
    assert subprocess.run(command, check=False, capture_output=True).returncode == 0
