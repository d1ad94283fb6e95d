"""Opens the spreadsheets of a built site in LibreOffice, and holds what it reads to the CSV files beside them: same words, same
figures, numbers as numbers, shown with the decimals as written."""

import csv
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

data = Path(sys.argv[1]) / "data"
OFFICE, TABLE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("office", "table", "text"))


def converted(books, out):
    """Every book as LibreOffice reads it, in its flat XML."""
    profile = f"-env:UserInstallation=file://{out}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "fods", "--outdir", str(out), *map(str, books)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return {book: sheets(out / f"{book.stem}.fods") for book in books}


def sheets(path):
    """Name of a sheet → rows of cells; a cell is its text and, of a number, its value."""
    body = ElementTree.parse(path).getroot().find(f"{OFFICE}body/{OFFICE}spreadsheet")
    return {table.get(f"{TABLE}name"): rows(table) for table in body.findall(f"{TABLE}table")}


def rows(table):
    found = []
    for row in table.iter(f"{TABLE}table-row"):
        cells = []
        for cell in row:
            text = "\n".join("".join(each.itertext()) for each in cell.findall(f"{TEXT}p"))
            value = cell.get(f"{OFFICE}value") if cell.get(f"{OFFICE}value-type") == "float" else None
            # Empty cells up to the end of the sheet are one, repeated.
            cells += [(text, value)] * min(int(cell.get(f"{TABLE}number-columns-repeated", 1)), 50)
        found.append(cells)
    return found


def records(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def unguarded(text):
    return text.removeprefix("'")


def compare(place, sheet, table, other_language):
    """What differs between a tidy sheet and its CSV file, which has the columns of both languages."""
    columns = [at for at, name in enumerate(table[0]) if not name.endswith(f"_{other_language}")]
    sheet = [row for row in sheet if any(text for text, _ in row)]
    if len(sheet) != len(table):
        yield f"{place}: {len(sheet)} rows, {len(table)} in CSV"
    for line, (cells, record) in enumerate(zip(sheet[1:], table[1:]), 2):
        cells += [("", None)] * (len(columns) - len(cells))
        for (text, value), at in zip(cells, columns):
            written, name = record[at], table[0][at]
            number = name in ("total", "fiscal", "other", "target_value") or name.endswith("_wan")
            if number and written and len(written) < 15 and (value is None or Decimal(value) != Decimal(written)):
                yield f"{place}:{line}: {name} is {value or text!r}, {written} in CSV"
            elif text.replace(",", "").replace("\n", " ") != unguarded(written).replace(",", "").replace("\n", " "):
                yield f"{place}:{line}: {name} reads {text!r}, {written!r} in CSV"


def official(place, sheet, tasks, indicators, language):
    """What of the tables is not found in the official layout."""
    seen = [[cell for cell in row if cell[0]] for row in sheet]
    names = {text for row in seen for text, _ in row}
    for task in tasks:
        name, figures = unguarded(task[f"name_{language}"] or task["name_zh"]), [task[key] for key in ("total", "fiscal", "other") if task[key]]
        row = next((row for row in seen if any(text == name for text, _ in row)), [])
        found = [Decimal(value) for _, value in row if value is not None]
        if found != [Decimal(figure) for figure in figures]:
            yield f"{place}: {name}: {found}, {figures} in CSV"
    for indicator in indicators:
        # What is not translated is shown in Chinese.
        name = unguarded(indicator[f"name_{language}"] or indicator["name_zh"])
        if name not in names:
            yield f"{place}: no indicator {name}"
            continue
        after = next(row for row in seen if any(text == name for text, _ in row))
        if indicator["target_value"] and not any(indicator["target_value"] in text.replace(",", "") for text, _ in after):
            yield f"{place}: {name}: {after}, {indicator['target_value']} in CSV"


def dicts(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


problems, figures = [], 0
# A spreadsheet → the folder of the CSV files that say the same.
tidy = {book: data / book.name.split(".")[0] for book in data.glob("[0-9]*.xlsx")}
tidy |= {book: data for book in data.glob("all.*.xlsx")}
tidy |= {book: book.parent / book.name.split(".")[0] for book in data.glob("departments/*.xlsx")}
reports = sorted(data.glob("[0-9]*/*.xlsx"))
with tempfile.TemporaryDirectory() as folder:
    read = {}
    # Names are unique within a folder alone.
    for place in {book.parent for book in [*tidy, *reports]}:
        out = Path(folder) / str(len(read))
        out.mkdir()
        read |= converted([book for book in [*tidy, *reports] if book.parent == place], out)

for book, csvs in tidy.items():
    language = book.suffixes[-2][1:]
    for block in ("tasks", "goals", "indicators"):
        place = f"{book.relative_to(data)}, {block}"
        table = records(csvs / f"overall-target.{block}.csv")
        problems += compare(place, read[book][block], table, "en" if language == "zh" else "zh")
        figures += len(table) - 1
for book in reports:
    language = book.suffixes[-2][1:]
    csvs = book.parent / book.name.split(".")[0]
    tasks, indicators = dicts(csvs / "overall-target.tasks.csv"), dicts(csvs / "overall-target.indicators.csv")
    problems += official(str(book.relative_to(data)), next(iter(read[book].values())), tasks, indicators, language)
    figures += len(tasks) + len(indicators)

for problem in problems[:40]:
    print(problem)
print(f"LibreOffice: {len(tidy)} tidy and {len(reports)} official spreadsheets, {figures} rows, {len(problems)} problems")
sys.exit(1 if problems or not tidy or not reports else 0)
