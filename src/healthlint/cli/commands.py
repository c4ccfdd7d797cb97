"""click commands built from the tables of `options`: for help, completion, mistakes, and the commands that
`arguments` leaves.

Knows nothing of what a command does: it makes a call and hands it on.
"""

from __future__ import annotations

import click

from healthlint import __version__
from healthlint.cli.arguments import Call
from healthlint.cli.options import COMMANDS, GROUPS, OPTIONS
from healthlint.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from healthlint.cli.options import Command, Option

_PROGRAM = "healthlint"
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def run(argv: Sequence[str], perform: Callable[[Call], int]) -> int:
    """Do what `argv` says: show help or complete a word, or hand the call to `perform`; the exit code.

    Raises `UsageError` for arguments that are wrong.
    """
    try:
        outcome = _group(perform).main(list(argv), prog_name=_PROGRAM, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.ClickException as error:
        raise UsageError(_sentence(error)) from error
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except SystemExit:  # a word was completed, or nobody reads the help any more
        outcome = 0
    return outcome if isinstance(outcome, int) else 0


def _sentence(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else _PROGRAM
    message = error.format_message().strip()
    lines = [message[:1].lower() + message[1:].rstrip(".")]
    if isinstance(error, click.UsageError) and message.startswith("No such command"):
        lines.append(_known_commands(path))
    else:
        lines.append(f"try: {path} --help")
    return "\n".join(lines)


def _known_commands(path: str) -> str:
    """The commands behind `path`, the program or a group of its commands."""
    group = path.removeprefix(_PROGRAM).strip()
    if group:
        names = [name.removeprefix(f"{group} ") for name in COMMANDS if name.startswith(f"{group} ")]
        return f"commands of {path} are {', '.join(names)}"
    names = list(dict.fromkeys(name.partition(" ")[0] for name in COMMANDS))
    return f"commands are {', '.join(names)}; to lint a file: {_PROGRAM} check FILE"


def _group(perform: Callable[[Call], int]) -> click.Group:
    group = click.Group(
        _PROGRAM,
        help="The linter for health-content compliance: risky claims, missing disclaimers and readability.",
        context_settings=_CONTEXT,
        params=[_version_option()],
    )
    groups = {name: click.Group(name, help=about, context_settings=_CONTEXT) for name, about in GROUPS.items()}
    for inner in groups.values():
        group.add_command(inner)
    for command in COMMANDS.values():
        outer = command.name.rpartition(" ")[0]
        groups.get(outer, group).add_command(_command(command, perform))
    return group


def _command(command: Command, perform: Callable[[Call], int]) -> click.Command:
    def callback(**values: object) -> int:
        return perform(_call(command, values))

    params: list[click.Parameter] = [_option(OPTIONS[name]) for name in command.options]
    if command.name == "check":
        params.append(_version_option())
    if command.operand:
        params.append(_argument(command))
    return click.Command(
        command.name.rpartition(" ")[2],
        callback=callback,
        params=params,
        help=command.help,
        short_help=command.summary,
        context_settings=_CONTEXT,
    )


def _argument(command: Command) -> click.Argument:
    single = command.operands == "one"
    return click.Argument(
        ["operands"],
        nargs=1 if single else -1,
        required=command.operands != "any",
        metavar={"any": f"[{command.operand}]...", "some": f"{command.operand}..."}.get(
            command.operands, command.operand
        ),
        type=click.Path(),
    )


def _option(option: Option) -> click.Option:
    declared = [_key(option), *option.flags]
    if option.kind == "flag":
        return click.Option(declared, is_flag=True, help=option.help)
    kind: click.ParamType[object] = click.STRING
    if option.kind == "choice":
        kind = click.Choice(option.choices)
    elif option.kind == "number":
        kind = click.IntRange(min=option.least)
    return click.Option(
        declared, type=kind, help=option.help, metavar=option.metavar or None, multiple=option.repeatable
    )


def _version_option() -> click.Option:
    def show(context: click.Context, _: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            click.echo(f"{_PROGRAM} {__version__}")
            context.exit()

    return click.Option(
        ["--version"], is_flag=True, expose_value=False, is_eager=True, callback=show, help="Show the version."
    )


def _call(command: Command, values: dict[str, object]) -> Call:
    raw: dict[str, list[str]] = {}
    for name in command.options:
        value = values[_key(OPTIONS[name])]
        if value is True:
            raw[name] = []
        elif isinstance(value, tuple):
            raw.update({name: [str(item) for item in value]} if value else {})
        elif value is not None and value is not False:
            raw[name] = [str(value)]
    operands = values.get("operands", ())
    return Call(command.name, raw, [str(item) for item in operands] if isinstance(operands, tuple) else [str(operands)])


def _key(option: Option) -> str:
    return option.name.replace("-", "_")
