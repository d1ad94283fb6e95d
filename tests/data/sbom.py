"""What gongkai is made of, as a CycloneDX bill of materials: sbom.py ROOT

Holds docs/sbom.cdx.json against Cargo.lock and the crates' own licences: every crate that is built into the program or builds it, on any
platform, none that tests alone need. With UPDATE_DOCS set it is written anew. The same lock file gives the same bytes: no clock, no
random number.
"""
import json, os, subprocess, sys, tomllib, uuid
from pathlib import Path

from cyclonedx.model import HashAlgorithm, HashType, XsUri
from cyclonedx.model import ExternalReference, ExternalReferenceType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL


def needed(metadata):
    """Ids of the packages that the program needs, and what each of them needs."""
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}

    def of(id):
        return sorted(dep["pkg"] for dep in nodes[id]["deps"] if any(kind["kind"] != "dev" for kind in dep["dep_kinds"]))

    root, all = metadata["resolve"]["root"], {}
    ahead = [root]
    while ahead:
        id = ahead.pop()
        if id not in all:
            all[id] = of(id)
            ahead.extend(all[id])
    return root, all


def component(package, checksums):
    name, version = package["name"], package["version"]
    checksum = checksums.get((name, version))
    pages = [XsUri(package["repository"])] if package["repository"] else []
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY if checksum else ComponentType.APPLICATION,
        bom_ref=f"{name}@{version}",
        purl=PackageURL("cargo", None, name, version),
        # Crates of old write a choice with a stroke.
        licenses=[LicenseExpression(package["license"].replace("/", " OR "))] if package["license"] else [],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=checksum)] if checksum else [],
        external_references=[ExternalReference(type=ExternalReferenceType.VCS, url=url) for url in pages],
    )


def main():
    root = Path(sys.argv[1])
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--manifest-path", str(root / "Cargo.toml")]
    metadata = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    locked = tomllib.loads((root / "Cargo.lock").read_text())["package"]
    checksums = {(package["name"], package["version"]): package["checksum"] for package in locked if "checksum" in package}
    packages = {package["id"]: package for package in metadata["packages"]}
    own, all = needed(metadata)
    components = {id: component(packages[id], checksums) for id in all}
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, (root / "Cargo.lock").read_text()))
    bom.metadata.timestamp = None
    bom.metadata.component = components[own]
    bom.components = [components[id] for id in all if id != own]
    for id, parts in all.items():
        bom.register_dependency(components[id], [components[part] for part in parts])
    text = JsonV1Dot6(bom).output_as_string(indent=1) + "\n"
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if problem:
        sys.exit(f"not valid CycloneDX 1.6: {problem}")
    unlicensed = [component.name for component in bom.components if not component.licenses]
    if unlicensed:
        sys.exit(f"without a licence: {unlicensed}")
    file = root / "docs/sbom.cdx.json"
    if os.environ.get("UPDATE_DOCS"):
        file.write_text(text)
    if not file.exists() or file.read_text() != text:
        sys.exit(f"{file} is not of this Cargo.lock: UPDATE_DOCS=1 {sys.argv[0]} {sys.argv[1]} writes it anew")
    print(f"docs/sbom.cdx.json: {len(bom.components)} crates, valid CycloneDX 1.6")


if __name__ == "__main__":
    main()
