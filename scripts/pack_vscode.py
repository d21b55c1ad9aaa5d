"""Packs the folder of an extension for VS Code as a file that it installs. See `vscode`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

NAMESPACE = "http://schemas.microsoft.com/developer/vsx-schema/2011"
ASSET = "Microsoft.VisualStudio.Code.Manifest"
KINDS = {"": "text/plain", ".vsixmanifest": "text/xml", ".js": "application/javascript"}
PASSED_OVER = (".map", ".lock", ".ts", ".vsix")
"""What nobody needs who runs it."""


def manifest(package: dict[str, str | dict[str, str]]) -> str:
    """What the extension is called, which version it is, and with which VS Code it goes."""
    said = {key: str(package[key]) for key in ("name", "version", "publisher", "displayName")}
    engines = package["engines"]
    assert isinstance(engines, dict)
    identity = f'Id="{said["name"]}" Version="{said["version"]}" Publisher="{said["publisher"]}"'
    engine = f'Id="Microsoft.VisualStudio.Code.Engine" Value={quoteattr(engines["vscode"])}'
    return f"""<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="{NAMESPACE}">
  <Metadata>
    <Identity Language="en-US" {identity}/>
    <DisplayName>{escape(said["displayName"])}</DisplayName>
    <Description xml:space="preserve">{escape(str(package["description"]))}</Description>
    <Properties><Property {engine}/></Properties>
  </Metadata>
  <Installation><InstallationTarget Id="Microsoft.VisualStudio.Code"/></Installation>
  <Dependencies/>
  <Assets>
    <Asset Type="{ASSET}" Path="extension/package.json" Addressable="true"/>
  </Assets>
</PackageManifest>
"""


def content_types(endings: set[str]) -> str:
    """The kind of each file, by how its name ends."""
    lines = (
        f'<Default Extension="{ending or ".txt"}" ContentType="{KINDS.get(ending, KINDS[""])}"/>'
        for ending in sorted(endings | {".vsixmanifest"})
    )
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<Types xmlns="{space}">{"".join(lines)}</Types>\n'
    )


def files(folder: Path) -> Iterator[Path]:
    """What is packed."""
    inside = (path for path in sorted(folder.rglob("*")) if path.is_file())
    for path in inside:
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix not in PASSED_OVER:
            yield path


def pack(folder: Path, target: Path) -> None:
    """Pack a folder with the libraries that npm put into it."""
    package = json.loads((folder / "package.json").read_text("utf-8"))
    packed = list(files(folder))
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        archive.writestr("extension.vsixmanifest", manifest(package))
        archive.writestr("[Content_Types].xml", content_types({one.suffix for one in packed}))
        for path in packed:
            archive.write(path, f"extension/{path.relative_to(folder).as_posix()}")


if __name__ == "__main__":
    pack(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"Written: {sys.argv[2]}")
