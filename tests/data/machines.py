#!/usr/bin/env python3
"""The ready-made files of docs/many-machines: machines.py SITE GONGKAI

The Snakefile builds the site in three shards, one of which fails at first; the result must be that of one build. The Kubernetes manifest
and the workflow of GitHub Actions are held against the schemas of both.
"""
import os, subprocess, sys, tempfile
from pathlib import Path

FILES = Path(__file__).resolve().parents[2] / "docs/many-machines"
TOOLS = Path(sys.executable).parent


def main(site, gongkai):
    snakemake(Path(site).resolve(), Path(gongkai).resolve())
    subprocess.run([TOOLS / "kubernetes-validate", "--strict", FILES / "kubernetes.yaml"], check=True)
    subprocess.run([TOOLS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", FILES / "github-actions.yaml"], check=True)


def snakemake(site, gongkai):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        subprocess.run(["cp", "-r", site / "content", folder], check=True)
        # Shard 2 fails the first time.
        flaky = folder / "flaky"
        flaky.write_text(f'#!/bin/sh\ncase "$*" in *"--shard 2/3"*) [ -e {folder}/failed ] || {{ touch {folder}/failed; exit 3; }};; esac\nexec {gongkai} "$@"\n')
        flaky.chmod(0o755)
        command = [TOOLS / "snakemake", "--quiet", "all", "--cores", "2", "--keep-going", "--snakefile", FILES / "Snakefile"]
        command += ["--config", "site=.", "shards=3", f"gongkai={flaky}"]
        environment = {**os.environ, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
        first = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert first.returncode != 0 and (folder / "failed").exists(), f"a shard that fails must fail the workflow: {first.stdout}"
        assert not (folder / "public/index.html").exists(), "with a shard missing, nothing is joined"
        shards = [(folder / f"shards/{number}.done").exists() for number in (1, 2, 3)]
        assert shards == [True, False, True], f"the others are done: {shards}\n{first.stdout}"
        second = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert second.returncode == 0, second.stdout
        subprocess.run([gongkai, "build", "--quiet", "--site", folder, "--out", folder / "whole", "--no-cache"], check=True, stderr=subprocess.DEVNULL)
        manifests = [(folder / out / "manifest-sha256.txt").read_text() for out in ("public", "whole")]
        assert manifests[0] == manifests[1], "joined shards are not the site of one build"
        subprocess.run([gongkai, "verify", "--quiet", "--strict", folder / "public"], check=True)
        print(f"Snakemake: 3 shards, one run again: {manifests[0].count(chr(10))} files as in one build")


main(*sys.argv[1:])
