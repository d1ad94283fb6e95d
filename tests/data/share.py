#!/usr/bin/env python3
"""The site on a file share, as Windows machines have it: share.py PUBLIC GONGKAI

Samba serves the folder; every file is read back by `smbclient`, by its name and by its name in capitals, and has the bytes that the manifest says.
Copied onto a share by a client, the site is whole for `gongkai verify`.
"""
import getpass, hashlib, os, socket, subprocess, sys, tempfile, time
from pathlib import Path


def main(public, gongkai):
    public = Path(public).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        for name in ("state", "archive", "fetched", "capitals"):
            (folder / name).mkdir()
        folder.chmod(0o755)
        port = free_port()
        config = folder / "smb.conf"
        config.write_text(CONFIG.format(state=folder / "state", public=public, archive=folder / "archive", user=getpass.getuser(), port=port))
        # In a session of its own: it ends by ending its whole process group.
        command = ["smbd", "--foreground", "--no-process-group", f"--configfile={config}"]
        server = subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(port)
            client = Client(port)
            manifest = dict(reversed(line.split("  ", 1)) for line in (public / "manifest-sha256.txt").read_text().splitlines())
            client.run("site", f'lcd "{folder / "fetched"}"; recurse ON; prompt OFF; mget *')
            for path, digest in manifest.items():
                assert hashlib.sha256((folder / "fetched" / path).read_bytes()).hexdigest() == digest, f"{path}: read back, it is another"
            some = list(manifest)[:: max(1, len(manifest) // 40)]
            gets = [f'get "{path.upper().replace("/", chr(92))}" "{folder / "capitals"}/{number}"' for number, path in enumerate(some)]
            client.run("site", "; ".join(gets))
            for number, path in enumerate(some):
                assert hashlib.sha256((folder / "capitals" / str(number)).read_bytes()).hexdigest() == manifest[path], f"{path}: found by capitals, it is another"
            client.run("archive", f'lcd "{public}"; recurse ON; prompt OFF; mput *')
            subprocess.run([gongkai, "verify", "--quiet", "--message-format=json", folder / "archive"], check=True, stdout=subprocess.DEVNULL)
            print(f"Samba: {len(manifest)} files read back, {len(some)} by names in capitals; copied onto a share, the site is whole")
        finally:
            server.terminate()
            server.wait()


class Client:
    def __init__(self, port):
        self.port = port

    def run(self, share, commands):
        command = ["smbclient", f"//127.0.0.1/{share}", "--no-pass", f"--port={self.port}", "--command", commands]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        assert done.returncode == 0 and "NT_STATUS" not in done.stdout, done.stdout[-2000:]


def free_port():
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        return some.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        try:
            return socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
    sys.exit("smbd does not answer")


CONFIG = """[global]
server role = standalone server
interfaces = 127.0.0.1
bind interfaces only = yes
smb ports = {port}
map to guest = Bad User
guest account = {user}
disable netbios = yes
load printers = no
private dir = {state}
lock directory = {state}
state directory = {state}
cache directory = {state}
pid directory = {state}
ncalrpc dir = {state}
log file = {state}/log

[site]
path = {public}
guest ok = yes
read only = yes

[archive]
path = {archive}
guest ok = yes
read only = no
"""

main(*sys.argv[1:])
