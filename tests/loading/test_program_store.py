from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import time

import pytest

from healthlint import kept
from healthlint.loading import store

PROGRAM = {"rules": [("é", 1, 2.5, None, True)], "words": {"a": (1, 2)}, "blob": b"\0" * 1000}
OLD = 1_700_000_000_123_456_789


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def rules(tmp_path):
    """Two ruleset files that have not changed for long."""
    files = [str(tmp_path / name) for name in ("a.yaml", "b.yaml")]
    for file in files:
        with open(file, "w") as stream:
            stream.write("one")
        os.utime(file, ns=(OLD, OLD))
    return files


@pytest.fixture(autouse=True)
def steady(monkeypatch):
    """Healthlint's own files may have been written a moment ago; here only the rulesets matter."""
    monkeypatch.setattr(store, "makers", list)


def saved(rules):
    key = store.key(rules)
    store.save(key, PROGRAM)
    assert os.path.exists(key.path)
    return key


def test_a_program_comes_back(folder, rules):
    assert store.load(store.key(rules)) is None
    key = saved(rules)
    assert store.load(store.key(rules)) == PROGRAM
    assert os.listdir(folder) == [os.path.basename(key.path)]


def test_packed_bytes_come_back_as_they_are_in_the_file(folder, rules):
    program = {**PROGRAM, "packed": b"\0packed" * 99}
    key = store.key(rules)
    store.save(key, program)
    loaded = store.load(key)
    assert loaded == program
    assert isinstance(loaded["packed"], memoryview)
    store.save(key, loaded)
    assert store.load(key) == program


def test_an_empty_program_is_not_taken_for_none(folder, rules):
    store.save(store.key(rules), {})
    assert store.load(store.key(rules)) == {}


def longer(file, time):
    with open(file, "a") as stream:
        stream.write("x")
    os.utime(file, ns=(time, time))


def in_place(file):
    """Change a file so that neither its size nor the time of the change tells."""
    before = os.stat(file)
    while os.stat(file).st_ctime_ns == before.st_ctime_ns:  # clocks of file systems tick slowly
        with open(file, "w") as stream:
            stream.write("two")
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES = {
    "size": lambda file: longer(file, OLD),
    "time": lambda file: os.utime(file, ns=(OLD, OLD + 1)),
    "both": lambda file: longer(file, OLD + 1),
    "gone": os.unlink,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_changed_ruleset_makes_it_stale(folder, rules, change):
    saved(rules)
    change(rules[1])
    assert store.load(store.key(rules)) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such time")
def test_a_ruleset_that_was_given_its_old_time_back_makes_it_stale(folder, rules):
    saved(rules)
    in_place(rules[1])
    assert store.load(store.key(rules)) is None


def test_other_files_or_another_order_are_another_program(folder, rules):
    saved(rules)
    assert store.load(store.key(rules[::-1])) is None
    assert store.load(store.key(rules[:1])) is None


def test_the_same_file_under_another_name_is_another_program(folder, rules, tmp_path, monkeypatch):
    """Its label stands in the program."""
    saved(rules)
    monkeypatch.chdir(tmp_path)
    assert store.load(store.key(["a.yaml", "b.yaml"])) is None


@pytest.mark.parametrize(
    ("target", "name", "value"),
    [
        (store, "__version__", "99"),
        (store, "FORMAT", 99),
        (sys, "version", "3.99"),
    ],
)
def test_another_version_does_not_take_it(folder, rules, monkeypatch, target, name, value):
    saved(rules)
    monkeypatch.setattr(target, name, value)
    assert store.load(store.key(rules)) is None


def test_a_change_of_healthlint_itself_makes_it_stale(folder, rules, tmp_path, monkeypatch):
    code = tmp_path / "compiler.py"
    code.write_text("1")
    os.utime(code, ns=(OLD, OLD))
    monkeypatch.setattr(store, "makers", lambda: [str(code)])
    saved(rules)
    assert store.load(store.key(rules)) == PROGRAM
    code.write_text("22")
    assert store.load(store.key(rules)) is None


def test_the_files_that_make_programs_are_watched():
    folder = os.path.dirname(os.path.abspath(store.__file__))
    makers = MAKERS()
    assert os.path.join(folder, "schema.py") in makers
    assert os.path.join(os.path.dirname(folder), "language", "compiler.py") in makers


MAKERS = store.makers


def flip(data, at):
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


DAMAGE = {
    "empty": lambda data: b"",
    "one byte": lambda data: data[:1],
    "half": lambda data: data[: len(data) // 2],
    "without its last byte": lambda data: data[:-1],
    "head only": lambda data: data[: data.index(b"\0") + 1],
    "head and sum only": lambda data: data[: data.index(b"\0") + 5],
    "half a sum": lambda data: data[: data.index(b"\0") + 3],
    "more behind": lambda data: data + b"x",
    "twice": lambda data: data * 2,
    "first bit": lambda data: flip(data, 0),
    "bit of the sum": lambda data: flip(data, data.index(b"\0") + 1),
    "first bit of the program": lambda data: flip(data, data.index(b"\0") + 5),
    "last bit": lambda data: flip(data, len(data) - 1),
    "zeros": lambda data: bytes(len(data)),
    "text": lambda data: b"hello\n",
    "right sum, no program": lambda data: whole(data, b"no marshal"),
    "right sum, empty program": lambda data: whole(data, b""),
    "right sum, program cut short": lambda data: whole(data, b"[\x09\0\0\0"),
}


def whole(data, payload):
    return data[: data.index(b"\0") + 1] + store.crc32(payload).to_bytes(4, "big") + payload


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_no_file(folder, rules, damage):
    key = saved(rules)
    with open(key.path, "rb") as file:
        data = file.read()
    with open(key.path, "wb") as file:
        file.write(damage(data))
    assert store.load(store.key(rules)) is None
    store.save(store.key(rules), PROGRAM)
    assert store.load(store.key(rules)) == PROGRAM


def test_every_single_byte_counts(folder, rules):
    key = saved(rules)
    with open(key.path, "rb") as file:
        data = file.read()
    for at in range(0, len(data), 7):
        with open(key.path, "wb") as file:
            file.write(flip(data, at))
        assert store.load(key) is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="owners and modes are a matter of POSIX")
class TestStrangers:
    @pytest.mark.parametrize("mode", [0o602, 0o620, 0o666])
    def test_a_file_that_others_may_write_is_not_read(self, folder, rules, mode):
        key = saved(rules)
        os.chmod(key.path, mode)
        assert store.load(key) is None

    def test_a_file_of_somebody_else_is_not_read(self, folder, rules, monkeypatch):
        key = saved(rules)
        owner = os.geteuid()
        monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
        assert store.load(key) is None

    def test_a_link_is_not_followed(self, folder, rules, tmp_path):
        key = saved(rules)
        os.rename(key.path, tmp_path / "elsewhere")
        os.symlink(tmp_path / "elsewhere", key.path)
        assert store.load(key) is None

    def test_a_pipe_or_a_folder_is_not_read(self, folder, rules):
        key = saved(rules)
        os.unlink(key.path)
        os.mkfifo(key.path)
        assert store.load(key) is None
        os.unlink(key.path)
        os.mkdir(key.path)
        assert store.load(key) is None
        store.save(key, PROGRAM)  # can't be replaced: no cache, no noise
        assert os.listdir(folder) == [os.path.basename(key.path)]

    def test_what_is_saved_is_for_the_user_alone(self, folder, rules):
        key = saved(rules)
        assert os.stat(key.path).st_mode & 0o777 == 0o600
        assert os.stat(folder).st_mode & 0o777 == 0o700


def test_no_place_to_write_means_no_cache(folder, rules):
    folder.write_text("a file stands where the folder should be")
    store.save(store.key(rules), PROGRAM)
    assert store.load(store.key(rules)) is None


def test_a_disk_that_fails_means_no_cache(folder, rules, monkeypatch):
    key = saved(rules)

    def fail(*args):
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fstat", fail)
        assert store.load(key) is None
    assert store.load(key) == PROGRAM


@pytest.mark.parametrize("call", ["open", "replace", "makedirs"])
def test_a_full_or_read_only_disk_means_no_cache(folder, rules, monkeypatch, call):
    key = store.key(rules)

    def fail(*args, **options):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        store.save(key, PROGRAM)
    assert not folder.exists() or os.listdir(folder) == []
    assert store.load(key) is None


def test_a_ruleset_written_just_now_is_not_kept(folder, rules, monkeypatch):
    """It could change once more without its time stamp telling."""
    for now, is_kept in ((OLD + 10_000_000, False), (OLD + 100_000_000, True)):
        monkeypatch.setattr(time, "time_ns", lambda now=now: now)
        store.save(store.key(rules), PROGRAM)
        assert (store.load(store.key(rules)) is not None) == is_kept
    whole_seconds = OLD // 10**9 * 10**9
    os.utime(rules[0], ns=(OLD, whole_seconds + 10**9))
    os.utime(rules[1], ns=(OLD, whole_seconds))
    for now, is_kept in ((2_500_000_000, False), (3_500_000_000, True)):
        monkeypatch.setattr(time, "time_ns", lambda now=now: whole_seconds + now)
        store.save(store.key(rules), PROGRAM)
        assert (store.load(store.key(rules)) is not None) == is_kept


def test_a_ruleset_that_changes_while_it_is_read_is_not_mixed_up(folder, rules):
    key = store.key(rules)
    os.utime(rules[0], ns=(OLD, OLD + 1000))
    store.save(key, PROGRAM)
    assert store.load(store.key(rules)) is None


def test_only_plain_data_is_a_program(folder, rules):
    with pytest.raises(ValueError, match="unmarshallable"):
        store.save(store.key(rules), object())


def test_writers_at_the_same_time_do_not_disturb_each_other(folder, rules):
    key = store.key(rules)
    failures = []

    def work():
        for _ in range(50):
            store.save(key, PROGRAM)
            if store.load(key) not in (PROGRAM, None):
                failures.append("mixed")

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    store.save(key, PROGRAM)
    assert store.load(key) == PROGRAM
    assert os.listdir(folder) == [os.path.basename(key.path)]


PLACES = [
    ("linux", {"HEALTHLINT_CACHE_DIR": "/own", "XDG_CACHE_HOME": "/xdg", "HOME": "/home"}, "/own"),
    ("linux", {"XDG_CACHE_HOME": "/xdg", "HOME": "/home"}, "/xdg/healthlint"),
    ("linux", {"XDG_CACHE_HOME": "relative", "HOME": "/home"}, "/home/.cache/healthlint"),
    ("linux", {"HOME": "/home"}, "/home/.cache/healthlint"),
    ("linux", {"HOME": "relative"}, ""),
    ("linux", {"HEALTHLINT_CACHE_DIR": "", "HOME": "/home"}, "/home/.cache/healthlint"),
    ("darwin", {"HOME": "/home"}, "/home/Library/Caches/healthlint"),
    ("darwin", {"XDG_CACHE_HOME": "/xdg", "HOME": "/home"}, "/xdg/healthlint"),
    ("win32", {"LOCALAPPDATA": "/data", "HOME": "/home"}, "/data/healthlint/Cache"),
    ("win32", {"HOME": "/home"}, "/home/AppData/Local/healthlint/Cache"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="the paths are those of POSIX")
@pytest.mark.parametrize(("platform", "variables", "folder"), PLACES)
def test_the_folder_is_where_the_system_wants_it(monkeypatch, rules, platform, variables, folder):
    for name in ("HEALTHLINT_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert kept.folder() == folder
    if not folder:
        assert store.key(rules) is None
        assert store.load(None) is None
        store.save(None, PROGRAM)


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_left_as_it_was(folder, rules, enabled):
    key = saved(rules)
    try:
        if not enabled:
            gc.disable()
        assert store.load(key) == PROGRAM
        assert gc.isenabled() == enabled
        with open(key.path, "rb") as file:
            data = file.read()
        with open(key.path, "wb") as file:
            file.write(whole(data, b"no marshal"))
        assert store.load(key) is None
        assert gc.isenabled() == enabled
    finally:
        gc.enable()


def test_loading_imports_nothing_that_is_slow():
    slow = {"yaml", "dataclasses", "typing", "enum", "pathlib", "hashlib", "json", "difflib", "collections"}
    code = (
        "import sys; before = set(sys.modules)\n"
        "import healthlint.loading, healthlint.loading.store as s, healthlint.loading.locate as l\n"
        "s.load(s.key(l.builtin_files()))\n"
        f"print(sorted((set(sys.modules) - before) & {slow!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
