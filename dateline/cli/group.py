"""The group of commands, and what they share: options, error messages, exit statuses."""

from __future__ import annotations

import errno
import importlib
import sys
from collections.abc import Callable
from typing import Final

import click

from dateline import __version__
from dateline.errors import DatelineError, UsageError, did_you_mean

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "add": ("dateline.cli.add", "Convert saved pages, feeds, archives or addresses into articles."),
    "annotate": ("dateline.cli.annotate", "Run single annotation stages over JSON Lines."),
    "build": ("dateline.cli.build", "Convert what waits in the inbox and build the site."),
    "check": ("dateline.cli.check", "Validate the content and the built site."),
    "deploy": ("dateline.cli.deploy", "Show or do what publishing the site takes."),
    "entity": ("dateline.cli.entity", "Rename, merge, split or retype entities."),
    "explain": ("dateline.cli.explain", "Say why a date, an entity or an event was chosen."),
    "export": ("dateline.cli.export", "Write timelines and articles in other formats."),
    "extract": ("dateline.cli.extract", "Extract articles from captures as JSON Lines."),
    "import": ("dateline.cli.import_", "Read events, names or articles from other tools' files."),
    "new": ("dateline.cli.new", "Start an article, entity, topic or page."),
    "serve": ("dateline.cli.serve", "Preview the site and rebuild it on every change."),
    "stats": ("dateline.cli.stats", "Count what the knowledge base holds and what the last build did."),
    "suggest": ("dateline.cli.suggest", "Propose entities, aliases, topics and merges for review."),
    "timeline": ("dateline.cli.timeline", "Print the timeline of an entity, topic or set."),
}
"""Every command: its module, which defines ``command``, and its line in the overview."""


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - Click's signature
        """Import a command's module and return its command; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; say which one may be meant where there is none of that name."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"there is no command {args[0]!r}{did_you_mean(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - Click's signature
        """List the commands from the table, so that an overview imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in sorted(COMMANDS.items())])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Without a command: build. Results go to stdout, talk to stderr. Exit: 0 fine, 1 problems, 2 wrong usage.",
)
@click.version_option(__version__, prog_name="dateline")
@click.pass_context
def group(ctx: click.Context) -> object:
    """Timelines of companies, people, products and topics from saved news articles."""
    build = LazyGroup.get_command(group, ctx, "build") if ctx.invoked_subcommand is None else None
    return ctx.invoke(build) if build is not None else None


def run(arguments: list[str]) -> int:
    """Run the group; return the exit status."""
    return guarded(lambda: group.main(arguments, prog_name="dateline", standalone_mode=False))


def guarded(work: Callable[[], object]) -> int:
    """Do a command's work and turn every expected error into a message and an exit status."""
    try:
        result = work()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        error.show()
        return 2
    except click.ClickException as error:
        error.show()
        return 1
    except UsageError as error:
        click.echo(f"dateline: {error}", err=True)
        return 2
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        return 1
    except (KeyboardInterrupt, click.Abort):
        click.echo("dateline: stopped", err=True)
        return 130
    except SystemExit as stop:  # Click's answer to a reader that went away, such as head
        gone = type(sys.stdout).__name__.endswith("PacifyFlushWrapper")
        return 0 if gone or stop.code is None else int(stop.code)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename is not None else ""
        click.echo(f"dateline: {place}{error.strerror or error}{_ADVICE.get(error.errno or 0, '')}", err=True)
        return 1
    return result if isinstance(result, int) else 0


_ADVICE: Final = {
    errno.ENOSPC: "; free some and run the command again, nothing is lost",
    errno.EROFS: "; the project's folder holds the cache and the site, and has to be writable",
    errno.EACCES: "; check its permissions",
}
"""What to do about an error of the system."""
