"""What each command does; heavy parts are imported by the command that needs them."""

import argparse
import os
from collections.abc import Callable, Mapping

from flowviz.cli.saving import save
from flowviz.cli.text import say
from flowviz.dossier import Dossier
from flowviz.errors import DossierError, FlowvizError


def sample(options: argparse.Namespace) -> int:
    """``flowviz sample``."""
    if options.out.exists() and not options.force:
        raise DossierError(f"{options.out} exists; --force replaces it.")
    with Dossier.sample() as dossier:
        save(dossier, options.out, is_new=not options.force)
    return 0


def import_files(options: argparse.Namespace) -> int:
    """``flowviz import``: all files or none."""
    from flowviz.cli.importing import import_all

    return import_all(options)


def info(options: argparse.Namespace) -> int:
    """``flowviz info``."""
    from flowviz.cli.holding import info_form, info_lines

    with Dossier.open(options.dossier) as dossier:
        form = info_form(dossier)
    if options.json:
        from flowviz.cli.forms import text_of

        say([text_of(form)])
    else:
        say(info_lines(form))
    return 0


def flows(options: argparse.Namespace) -> int:
    """``flowviz flows``."""
    from flowviz.cli.asking import ask
    from flowviz.cli.forms import flows_lines
    from flowviz.cli.tables import flows_table

    with Dossier.open(options.dossier) as dossier:
        found = ask(dossier, options)
        say(flows_lines(found) if options.json else flows_table(found))
    return 0


def evidence(options: argparse.Namespace) -> int:
    """``flowviz evidence``."""
    from flowviz.cli.asking import ask, code_of
    from flowviz.cli.evidence_form import docket_form
    from flowviz.cli.evidence_text import docket_lines
    from flowviz.cli.forms import text_of
    from flowviz.flows.docket import docket
    from flowviz.flows.where_from import where_from

    with Dossier.open(options.dossier) as dossier:
        ends = (code_of(dossier, name) for name in (options.supplier, options.recipient))
        flows = ask(dossier, options)
        found = docket(dossier, flows, *ends)
        if options.json:
            files = where_from(dossier, (entry.transfer.id for entry in found.records))
            say([text_of(docket_form(found, flows.other_reporter, files))])
        else:
            say(docket_lines(found))
    return 0


def overview(options: argparse.Namespace) -> int:
    """``flowviz overview``."""
    from flowviz.cli.overview import overview as overview_of

    return overview_of(options)


def sources(options: argparse.Namespace) -> int:
    """``flowviz sources``."""
    from flowviz.cli.sources import sources as list_sources

    return list_sources(options)


def search(options: argparse.Namespace) -> int:
    """``flowviz search``."""
    from flowviz.cli.searching import search as search_in

    return search_in(options)


def export(options: argparse.Namespace) -> int:
    """``flowviz export``: needs Qt, but no display."""
    from flowviz.cli.asking import query_in
    from flowviz.cli.saved_view import places_of, state_in
    from flowviz.cli.view_options import view_of
    from flowviz.cli.window import qt_in_words

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    # Qt tells of any other locale, and of each font that lacks a script, on standard error.
    os.environ["LC_ALL"] = "C.UTF-8"
    os.environ.setdefault("QT_LOGGING_RULES", "qt.text.font.db=false")
    with Dossier.open(options.dossier) as dossier, qt_in_words():
        from flowviz.exporters import export_picture
        from flowviz.flows.columns import read_columns
        from flowviz.flows.query import resolve
        from flowviz.languages import language

        columns = read_columns(dossier)
        saved = state_in(dossier, options)
        query = resolve(query_in(dossier, options) if saved is None else saved.query, columns)
        export_picture(
            dossier,
            options.out,
            query=query,
            view=view_of(options, str(query.unit)) if saved is None else saved.view,
            places=None if saved is None else places_of(saved),
            columns=columns,
            language=language(options.language),
            size=options.size,
            dpi=options.dpi,
            title=options.title,
            transparent=options.transparent,
            legend=options.legend,
        )
    return 0


def check(options: argparse.Namespace) -> int:
    """``flowviz check``."""
    from flowviz.dossier.check import check as check_file

    report = check_file(options.dossier)
    if not report.is_good:
        raise FlowvizError(" ".join(report.text().splitlines()))
    say(report.text().splitlines())
    return 0


def diff(options: argparse.Namespace) -> int:
    """``flowviz diff``."""
    from flowviz.cli.comparing import diff as diff_files

    return diff_files(options)


def merge(options: argparse.Namespace) -> int:
    """``flowviz merge``."""
    from flowviz.cli.comparing import merge as merge_files

    return merge_files(options)


def forget(options: argparse.Namespace) -> int:
    """``flowviz forget``."""
    from flowviz.cli.forgetting import forget as forget_in

    return forget_in(options)


def publish(options: argparse.Namespace) -> int:
    """``flowviz publish``."""
    from flowviz.cli.publishing import publish as publish_from

    return publish_from(options)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "sample": sample,
    "import": import_files,
    "info": info,
    "flows": flows,
    "evidence": evidence,
    "overview": overview,
    "sources": sources,
    "search": search,
    "export": export,
    "check": check,
    "diff": diff,
    "merge": merge,
    "forget": forget,
    "publish": publish,
}
