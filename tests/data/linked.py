"""Reads the feed and the JSON-LD of a site that has an address as strangers would, without fetching anything."""

import hashlib
import json
import re
import sys
from pathlib import Path
from urllib.parse import urldefrag

from lxml import etree
from pyld import jsonld

site, base = Path(sys.argv[1]), sys.argv[2]
errors = []
checked = {"feeds": 0, "distributions": 0, "descriptions": 0}

DCAT, DCT, SPDX = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/", "http://spdx.org/rdf/terms#"

# What schema.org has of each type (version 29), as far as pages use it.
THING = {"name", "description", "url", "mainEntityOfPage"}
WORK = THING | {"inLanguage", "temporalCoverage", "datePublished", "isAccessibleForFree", "license", "creator", "publisher"}
ORGANIZATION = THING | {"telephone", "email", "address"}
SCHEMA = {
    "Dataset": WORK | {"distribution"},
    "DataDownload": WORK | {"contentUrl", "encodingFormat", "contentSize", "sha256"},
    "Organization": ORGANIZATION,
    "GovernmentOrganization": ORGANIZATION,
}


def wrong(where, what):
    errors.append(f"{where}: {what}")


def load(url, options):
    """Instead of the network: of schema.org's context that which makes names of properties and types."""
    if url.rstrip("/") != "https://schema.org":
        raise ValueError(f"nothing is fetched, and {url} would be")
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": {"@vocab": "https://schema.org/"}}}


def expand(where, document):
    """The document without abbreviations; a key that no context explains would get lost, and is an error."""
    expanded = jsonld.expand(document, {"documentLoader": load, "keepFreeFloatingNodes": True})
    count = lambda value: sum(map(count_entry, value.items())) if isinstance(value, dict) else sum(map(count, value)) if isinstance(value, list) else 0
    count_entry = lambda entry: 0 if entry[0] == "@context" else (not entry[0].startswith("@")) + count(entry[1])
    if count(document) != count(expanded):
        wrong(where, f"{count(document)} properties as written, {count(expanded)} as read")
    return expanded


def file_at(where, url):
    url = urldefrag(url).url
    path = site / url.removeprefix(base)
    if not url.startswith(base) or not path.is_file():
        wrong(where, f"{url} is no file of the site")
        return None
    return path


def feeds():
    schema = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("atom.rng"))))
    for path in sorted(site.glob("*/feed.xml")):
        checked["feeds"] += 1
        tree = etree.parse(str(path))
        if not schema.validate(tree):
            wrong(path, schema.error_log)
        atom = "{http://www.w3.org/2005/Atom}"
        ids = [element.text for element in tree.iter(f"{atom}id")]
        if len(set(ids)) != len(ids):
            wrong(path, "an id twice")
        entries = [entry.findtext(f"{atom}updated") for entry in tree.iter(f"{atom}entry")]
        if entries != sorted(entries, reverse=True) or tree.getroot().findtext(f"{atom}updated") != entries[0]:
            wrong(path, "entries are not in order, or newer than the feed")
        if sorted(link.get("rel") for link in tree.getroot().findall(f"{atom}link")) != ["alternate", "self"]:
            wrong(path, "a feed links itself and its site, once each")
        for link in tree.iter(f"{atom}link"):
            file_at(path, link.get("href"))


def catalogue():
    path = site / "data/catalogue.jsonld"
    (node,) = expand(path, json.loads(path.read_text("utf-8")))
    if node["@type"] != [f"{DCAT}Catalog"] or not node[f"{DCT}title"]:
        wrong(path, "no catalogue")
    for dataset in node[f"{DCAT}dataset"]:
        for page in dataset[f"{DCAT}landingPage"]:
            file_at(path, page["@id"])
        for distribution in dataset[f"{DCAT}distribution"]:
            checked["distributions"] += 1
            file = file_at(path, distribution[f"{DCAT}downloadURL"][0]["@id"])
            bytes_ = file.read_bytes() if file else b""
            size = distribution[f"{DCAT}byteSize"][0]
            checksum = distribution[f"{SPDX}checksum"][0]
            if (int(size["@value"]), size["@type"]) != (len(bytes_), "http://www.w3.org/2001/XMLSchema#nonNegativeInteger"):
                wrong(file, "another size in the catalogue")
            if checksum[f"{SPDX}checksumValue"][0]["@value"] != hashlib.sha256(bytes_).hexdigest():
                wrong(file, "another checksum in the catalogue")
            if checksum[f"{SPDX}algorithm"][0]["@id"] != f"{SPDX}checksumAlgorithm_sha256":
                wrong(file, "an unknown algorithm")


def known(where, node):
    for kind in node.get("@type", []):
        names = SCHEMA.get(kind.removeprefix("https://schema.org/"), set())
        for key, values in ((key, values) for key, values in node.items() if not key.startswith("@")):
            if key.removeprefix("https://schema.org/") not in names:
                wrong(where, f"{kind} has no {key}")
            for value in values:
                known(where, value)


def descriptions():
    for path in sorted(site.rglob("*.html")):
        html = path.read_text("utf-8")
        blocks = re.findall(r"<script type=\"?application/ld\+json\"?>(.*?)</script>", html, re.S)
        if len(blocks) > 1 or (blocks and "noindex" in html):
            wrong(path, "more descriptions than one, or one that nobody shall list")
        for block in blocks:
            checked["descriptions"] += 1
            (node,) = expand(path, json.loads(block))
            known(path, node)
            for download in node.get("https://schema.org/distribution", []):
                url = download["https://schema.org/contentUrl"][0]["@value"]
                file = file_at(path, url)
                if file and hashlib.sha256(file.read_bytes()).hexdigest() != download["https://schema.org/sha256"][0]["@value"]:
                    wrong(path, f"another checksum of {url}")


feeds()
catalogue()
descriptions()
for error in errors:
    print(error)
print(", ".join(f"{count} {what}" for what, count in checked.items()), f"{len(errors)} errors", sep=", ")
sys.exit(1 if errors or not all(checked.values()) else 0)
