#!/usr/bin/env python3
"""Archives of a site are bags that a program of the Library of Congress finds valid, packed or not: bag.py SITE GONGKAI"""
import subprocess, sys, tarfile, tempfile, zipfile
from pathlib import Path

import bagit


def main(site, gongkai):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for name, opened in [("zip.zip", zipfile.ZipFile), ("tar.tar", tarfile.open)]:
            subprocess.run([Path(gongkai).resolve(), "archive", "--quiet", "--site", site, "-o", folder / name], check=True)
            with opened(folder / name) as packed:
                # Trusted: it was written a moment ago.
                packed.extractall(folder, **({"filter": "data"} if name.endswith("tar") else {}))
            bag = bagit.Bag(str(folder / name.split(".")[0]))
            bag.validate()
            assert bag.version == "1.0" and bag.info["Gongkai-Rebuild-Command"], bag.info
            files = sum(1 for _ in bag.payload_files())
            # It notices a change.
            page = folder / name.split(".")[0] / "data/site/index.html"
            page.write_bytes(page.read_bytes() + b" ")
            try:
                bag.validate()
            except bagit.BagValidationError:
                print(f"{name}: a valid bag of {files} files, and a change in it is noticed")
            else:
                sys.exit(f"{name}: a change was not noticed")


main(*sys.argv[1:])
