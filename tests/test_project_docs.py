import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from geo.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def leaf_commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command that does something, with the words that call it."""
    children = getattr(command, "commands", {})
    if not children:
        yield path, command
    for name, child in children.items():
        yield from leaf_commands(child, (*path, name))


COMMANDS = dict(leaf_commands(get_command(app)))


def shell_lines(text: str) -> list[str]:
    """Return the lines of the `sh` blocks of a page."""
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines() if line]


def example_lines(command: Any) -> list[str]:
    """Return the example of a command's help."""
    return (command.help or "").partition("Example:")[2].splitlines()


def kharita_calls(lines: list[str]) -> list[list[str]]:
    """Return the arguments of each call of `kharita` in some shell lines, up to a pipe or a redirection."""
    calls = []
    for line in lines:
        for piece in re.split(r"\s\|\s", line):
            words = shlex.split(piece, comments=True)
            words = words[: words.index(">")] if ">" in words else words
            if words and words[0] in {"kharita", ".venv/bin/kharita"}:
                calls.append(words[1:])
    return calls


def parse(arguments: list[str]) -> None:
    """Parse a command line as `kharita` would, and run nothing."""
    command: Any = get_command(app)
    context = command.make_context("kharita", list(arguments))
    while hasattr(command, "commands"):
        name, command, rest = command.resolve_command(context, [*context._protected_args, *context.args])
        context = command.make_context(name, rest, parent=context)


CALLS = {
    "README": kharita_calls(shell_lines(README)),
    "CONTRIBUTING": kharita_calls(shell_lines(CONTRIBUTING)),
    "seeds": kharita_calls(shell_lines((ROOT / "seeds" / "README.md").read_text(encoding="utf-8"))),
    **{" ".join(path): kharita_calls(example_lines(command)) for path, command in COMMANDS.items()},
}


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_is_in_the_readme(path: tuple[str, ...]) -> None:
    group, *rest = path
    assert re.search(rf"`kharita {group}\b[^`]*{rest[0] if rest else ''}", README)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...]) -> None:
    own = [call for call in CALLS[" ".join(path)] if [word for word in call if word in path] == list(path)]
    assert own, f"the help of {path} shows no example of it"
    assert all(getattr(parameter, "help", None) or parameter.name == "context" for parameter in COMMANDS[path].params)


@pytest.mark.parametrize(
    "call", [pytest.param(call, id=f"{page}: {' '.join(call)[:60]}") for page, calls in CALLS.items() for call in calls]
)
def test_every_example_is_a_valid_command_line(call: list[str]) -> None:
    parse(call)


def test_a_wrong_example_would_be_found() -> None:
    with pytest.raises(Exception, match="No such option"):
        parse(["export", "--nonsense"])


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "seeds/README.md"])
def test_local_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("http")]
    assert not [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]


def test_the_folders_of_the_layout_table_exist() -> None:
    folders = re.findall(r"^\| `(\w+/)` \|", README, re.MULTILINE)
    assert len(folders) >= 5
    assert all((ROOT / folder).is_dir() for folder in folders)


def test_the_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"^make (\w+)", "\n".join(shell_lines(README + CONTRIBUTING)), re.MULTILINE))
    assert {"run", "test"} <= named <= targets


def test_the_changelog_knows_this_version() -> None:
    assert f"## [{PROJECT['project']['version']}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_licence_is_the_whole_apache_licence() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text.split()) > 1500
