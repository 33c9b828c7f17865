"""``flowviz forget``: what would go, and its going once ``--yes`` says so."""

import argparse

from flowviz.actor import Actor
from flowviz.cli.asking import code_of
from flowviz.cli.text import say
from flowviz.dossier import Dossier
from flowviz.dossier.foreseen import FOR_GOOD
from flowviz.dossier.wishes import ForgetRecord, ForgetText, Wish
from flowviz.errors import ActorError
from flowviz.paths import config_folder
from flowviz.records import Citation, Note, Source, Transfer

_KINDS = {"source": Source, "transfer": Transfer, "citation": Citation, "note": Note}


def forget(options: argparse.Namespace) -> int:
    """Tell what would go; with ``--yes`` let it go. 1 where nothing is done for lack of it."""
    with Dossier.open(options.dossier) as dossier:
        wish = _wish(dossier, options)
        foreseen = dossier.foresee(wish)
        say(foreseen.lines())
        say(f"  {where}" for where in foreseen.found.examples)
        if options.yes and isinstance(wish, ForgetText):
            _take_out_of_settings(wish)
        if foreseen.is_nothing:
            return 0
        say((FOR_GOOD,))
        if not options.yes:
            say(("Nothing was done yet; --yes does it.",))
            return 1
        dossier.forget(wish, options.author)
        saved = "" if foreseen.found.is_nothing else f", and {options.dossier.name} is saved"
        say((f"Forgotten{saved}.",))
    return 0


def _take_out_of_settings(wish: ForgetText) -> None:
    """Keep no recent file and no author of the window that holds the text."""
    if any(config_folder().glob("*")):
        from flowviz.ui.settings import Settings  # Qt is for who has used the window

        Settings().forget(wish.scrub().is_in)


def _wish(dossier: Dossier, options: argparse.Namespace) -> Wish:
    if options.text is not None:
        return ForgetText(options.text, options.whole_words, options.kept_copies)
    if options.actor is not None:
        return ForgetRecord(Actor, _code(dossier, options.actor))
    word = next(word for word in _KINDS if getattr(options, word) is not None)
    return ForgetRecord(_KINDS[word], getattr(options, word))


def _code(dossier: Dossier, name: str) -> str:
    """The code of an actor; one that is in the history only is named by its code."""
    try:
        return code_of(dossier, name)
    except ActorError:
        if any(row[0] == name for row in dossier.rows("SELECT code FROM actor")):
            raise
        return name
