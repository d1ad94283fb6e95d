"""Input without bounds is refused, soon and in little memory: bounds.py GONGKAI

For every kind of file a site is made of: 10 GB of nothing, a million keys, nesting without end. Prints seconds and memory of each. The
limits are 256 MB, and ten seconds for what should take one: a busy machine is slower, and one that hangs is found all the same.
"""
import re, subprocess, sys, tempfile, time
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
    for name, (path, put) in CASES.items():
        with tempfile.TemporaryDirectory() as folder:
            site(Path(folder))
            put(Path(folder))
            start = time.monotonic()
            # A process of its own in between, for what a child has counts from the size of its parent.
            script = "import os,subprocess,sys; done=subprocess.run(sys.argv[1:]); import resource; print('peak', resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
            done = subprocess.run([sys.executable, "-c", script, program, "build", "--site", folder], capture_output=True, text=True)
            seconds = time.monotonic() - start
            peak = int(re.search(r"peak (\d+)", done.stdout)[1]) / 1024
            print(f"| {name} | {seconds:.2f} | {peak:.0f} |")
            said = "".join(done.stderr.split())
            if done.returncode not in (1, 2) or path.split("/")[-1] not in said or peak > 256 or seconds > 10 or (Path(folder) / "public/index.html").exists():
                wrong.append(f"{name}: exit {done.returncode}, {seconds:.1f} s, {peak:.0f} MB: {done.stderr[:300]}")
    sys.exit("\n".join(wrong) or None)


if __name__ == "__main__":
    main()
