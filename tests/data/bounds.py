"""Input without bounds is refused, soon and in little memory: bounds.py GONGKAI

For every kind of file a site is made of, and that tables are imported from: 10 GB of nothing, a million keys, nesting without end, files
that unpack to gigabytes. Prints seconds and memory of each. The
limits are 256 MB, and ten seconds for what should take one: a busy machine is slower, and one that hangs is found all the same.
"""
import io, re, struct, subprocess, sys, tempfile, time, zipfile, zlib
from pathlib import Path

SHEET = "content/2022/sample-bureau/overall-target.yaml"
TABLE = "tasks:\n  - name: 培训\n    total: 90\n"
MILLION = range(1_000_000)


def site(folder):
    """A small site that builds but for what is put into it."""
    write(folder, "content/site.yaml", "title: {zh: 测试, en: Test}\nlanguages: [zh, en]\n")
    write(folder, "content/departments.yaml", "sample-bureau: {name: {zh: 示例局, en: Sample Bureau}}\n")
    write(folder, SHEET, TABLE)


def write(folder, path, text):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def huge(path):
    """10 GB that take no place on the disk."""
    def put(folder):
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with open(file, "ab") as handle:
            handle.truncate(10 << 30)
    return path, put


def words(path, text):
    return path, lambda folder: write(folder, path, text)


def attachment(folder):
    huge("content/2022/sample-bureau/a.pdf")[1](folder)
    write(folder, SHEET, "attachments:\n  - {file: a.pdf, title: 原件, sha256: " + "0" * 64 + "}\n" + TABLE)


def logo(folder):
    huge("content/logo.svg")[1](folder)
    write(folder, "content/site.yaml", "title: {zh: 测试, en: Test}\nlanguages: [zh, en]\nlogo: {file: logo.svg, alt: {zh: 徽, en: seal}}\n")


def packed(entries, bomb=None, says=4_000_000_000):
    """A packed file; the entry `bomb` unpacks to 10 GB of spaces, and says that it has so many bytes."""
    def put(path):
        def write_to(folder):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                for name, text in entries.items():
                    archive.writestr(name, text)
            (folder / path).write_bytes(with_bomb(out.getvalue(), bomb, says) if bomb else out.getvalue())
        return path, write_to
    return put


def with_bomb(whole, name, says):
    """Puts an entry before the directory of a packed file whose data are one piece again and again: nothing that size is ever packed."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = squeeze.compress(b" " * (64 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    data = piece * 160 + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    end = whole.rindex(b"PK\x05\x06")
    count, size, start = struct.unpack_from("<H", whole, end + 10)[0], *struct.unpack_from("<II", whole, end + 12)
    fields = struct.pack("<HHHHHIII", 20, 0, 8, 0, 33, 0, len(data), says)
    local = b"PK\x03\x04" + fields + struct.pack("<HH", len(name), 0) + name.encode()
    central = b"PK\x01\x02\x14\x00" + fields + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, start) + name.encode()
    directory = whole[start : start + size] + central
    at = start + len(local) + len(data)
    tail = b"PK\x05\x06\0\0\0\0" + struct.pack("<HHII", count + 1, count + 1, len(directory), at) + b"\0\0"
    return whole[:start] + local + data + directory + tail


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = {
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="{LINKS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
SHEET_XML = "xl/worksheets/sheet1.xml"


def cells(text):
    return {**BOOK, SHEET_XML: f'<worksheet xmlns="{MAIN}"><sheetData>{text}</sheetData></worksheet>'}


def cell(name):
    return f'<row><c r="{name}"><v>1</v></c></row>'


def spread(text):
    names = "".join(f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    return {"content.xml": f'<office:document-content{names}><table:table table:name="s">{text}</table:table></office:document-content>'}


#: Files that tables are imported from.
TABLES = {
    "10 GB table": huge("a.csv"),
    "8,000,000 fields": words("a.csv", "x," * 8_000_000),
    "5,000,000 lines": words("a.txt", "x\ty\n" * 4_000_000),
    "2,000,000 tags": words("a.html", "<table>" + "<b>" * 2_000_000),
    "1,000,000 tables in tables": words("a.html", "<table><tr><td>" * 1_000_000),
    "cells over 1,000,000,000 columns": words("a.html", "<table>" + "<tr><td colspan=1000000000 rowspan=1000000000>x" * 1000),
    "10 GB in a sheet of 10 MB": packed(BOOK, SHEET_XML)("a.xlsx"),
    "10 GB in a sheet that says it is small": packed(BOOK, SHEET_XML, 1000)("a.xlsx"),
    "10 GB in texts of a workbook": packed(cells(cell("A1")), "xl/sharedStrings.xml")("a.xlsx"),
    "10 GB in an .ods": packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}, "content.xml")("a.ods"),
    "a cell in column XFD, row 1,048,576": packed(cells(cell("A1") + cell("XFD1048576")))("a.xlsx"),
    "300,000 cells": packed(cells("".join(cell(f"A{row}") for row in range(1, 300_001))))("a.xlsx"),
    "a row 1,048,576 times": packed(spread(
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>'
    ))("a.ods"),
    "a name of a name of a name": packed({"content.xml": '<!DOCTYPE a [<!ENTITY a "xxxxxxxxxx">' + "".join(
        f'<!ENTITY {chr(98 + step)} "{("&" + chr(97 + step) + ";") * 10}">' for step in range(10)) + "]><a>&k;</a>"})("a.ods"),
}

CASES = {
    "10 GB sheet": huge(SHEET),
    "10 GB site.yaml": huge("content/site.yaml"),
    "10 GB departments.yaml": huge("content/departments.yaml"),
    "10 GB translations": huge("content/translations/en.po"),
    "10 GB free page": huge("content/pages/about.zh.md"),
    "10 GB notice": huge("content/2023/sample-bureau/notice.yaml"),
    "10 GB attachment": ("a.pdf", attachment),
    "10 GB logo": ("logo.svg", logo),
    "10 GB template": huge("theme/templates/home.html"),
    "10 GB style sheet": huge("theme/static/site.css"),
    "10 GB messages": huge("theme/i18n/zh.ftl"),
    "10 GB theme.yaml": huge("themes/own/theme.yaml"),
    "1,000,000 keys": words(SHEET, "".join(f"k{key}: 1\n" for key in MILLION)),
    "600,000 keys on a line": words(SHEET, "{" + ",".join(f"k{key}: 1" for key in MILLION[:600_000]) + "}\n"),
    "800,000 short keys": words(SHEET, "".join(f"{key:x}: 1\n" for key in MILLION[:800_000])),
    "200,000 tasks": words(SHEET, "tasks:\n" + "  - {name: a, total: 1}\n" * 200_000),
    "90,000 keys a line": words(SHEET, ("{" + ",".join(f"k{key}: 1" for key in MILLION[:45_000]) + "}\n") * 15),
    "4,000,000 items on a line": words(SHEET, "tasks: [" + ",".join("1" for _ in range(4_000_000)) + "]\n"),
    "1,000,000 departments": words("content/departments.yaml", "".join(f"k{key}: {{}}\n" for key in MILLION)),
    "4,000,000 levels of [": words(SHEET, "tasks: " + "[" * 4_000_000 + "\n"),
    "1,000,000 levels of {": words(SHEET, "tasks: " + "{a: " * 1_000_000 + "\n"),
    "2,000,000 levels of -": words(SHEET, "tasks:\n" + "- " * 2_000_000 + "\n"),
    "2,000 levels by indentation": words(SHEET, "".join(" " * level + "a:\n" for level in range(2_000))),
    "a key of 8 MB": words(SHEET, "a" * 8_000_000 + ": 1\n"),
    "a text of 8 MB": words(SHEET, "tasks:\n  - name: " + "a" * 8_000_000 + "\n    total: 1\n"),
    "1,000,000 translations": words("content/translations/en.po", "".join(f'msgid "k{key}"\nmsgstr "v"\n\n' for key in MILLION)),
}


def main():
    program = Path(sys.argv[1]).resolve()
    wrong = []
    print("| input | refused after, s | memory, MB |\n|---|---|---|")
    builds = [(name, case, ["build"]) for name, case in CASES.items()]
    imports = [(name, case, ["import", "--quiet"]) for name, case in TABLES.items()]
    for name, (path, put), command in builds + imports:
        with tempfile.TemporaryDirectory() as folder:
            site(Path(folder))
            put(Path(folder))
            start = time.monotonic()
            # A process of its own in between, for what a child has counts from the size of its parent.
            script = "import os,subprocess,sys; done=subprocess.run(sys.argv[1:]); import resource; print('peak', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
            done = subprocess.run([sys.executable, "-c", script, program, *command, "--site", folder, *([Path(folder) / path] if command[0] == "import" else [])], capture_output=True, text=True)
            seconds = time.monotonic() - start
            peak = int(re.search(r"peak (\d+)", done.stdout)[1]) / 1024
            print(f"| {name} | {seconds:.2f} | {peak:.0f} |")
            said = "".join(done.stderr.split())
            if done.returncode not in (1, 2) or ("10 GB in" in name and not re.search("unpacked|largerthanitsdeclared", said)) or path.split("/")[-1] not in said or peak > 256 or seconds > 10 or (Path(folder) / "public/index.html").exists():
                wrong.append(f"{name}: exit {done.returncode}, {seconds:.1f} s, {peak:.0f} MB: {done.stderr[:300]}")
    sys.exit("\n".join(wrong) or None)


if __name__ == "__main__":
    main()
