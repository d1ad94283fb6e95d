"""PO files of `gongkai i18n` in the tools of translators: msgfmt of GNU gettext, and polib, which wraps lines as Poedit does."""

import pathlib
import shutil
import subprocess
import sys
import tempfile

import polib

repository, program = sys.argv[1:]
folder = pathlib.Path(tempfile.mkdtemp())
shutil.copytree(pathlib.Path(repository, "content"), folder / "content")
po = folder / "content/translations/en.po"


def extract(*options):
    return subprocess.run([program, "i18n", "extract", "--site", folder, *options], capture_output=True, text=True)


def msgfmt():
    run = subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", po], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


before = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in polib.pofile(str(po))}
assert extract().returncode == 0
msgfmt()
catalogue = polib.pofile(str(po))
after = {(entry.msgctxt, entry.msgid): entry.msgstr for entry in catalogue}
assert all(after.get(key) == words for key, words in before.items() if words), "a translation is lost"
assert [entry.msgid for entry in catalogue if not entry.obsolete] == sorted(entry.msgid for entry in catalogue if not entry.obsolete)
assert all(entry.occurrences for entry in catalogue if not entry.obsolete)

# A translator's day: everything translated, notes made, one entry doubtful; saved with lines wrapped at 40 columns.
for number, entry in enumerate(entry for entry in catalogue if not entry.translated() and not entry.obsolete):
    entry.msgstr = "".join(c for c in f"Words number {'x' * (number % 70)} " if not c.isdigit()) + "".join(f" {part}" for part in __import__("re").findall(r"\d[\d.,]*", entry.msgid))
    entry.tcomment = "looked at twice"
doubtful = next(entry for entry in catalogue if not entry.obsolete)
doubtful.flags.append("fuzzy")
catalogue.wrapwidth = 40
catalogue.save()
worked = {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.tcomment, tuple(entry.flags)) for entry in polib.pofile(str(po))}
assert extract().returncode == 0
msgfmt()
again = {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.tcomment, tuple(entry.flags)) for entry in polib.pofile(str(po))}
assert again == worked, "what was saved in an editor is not what is there after the next extraction"
assert extract("--check").returncode == 0
print(f"PO: {len(after)} entries, msgfmt --check passes, nothing is lost on the way through an editor")
shutil.rmtree(folder)
