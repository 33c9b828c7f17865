"""The forms of one window: each record has one, and all share what is known and the drafts."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from flowviz.actor import Actor
from flowviz.editing import ActorText, Completion, SourceText
from flowviz.records import Citation, Link, Source
from flowviz.terms import Subject
from flowviz.ui import text
from flowviz.ui.forms.completing import KnownField
from flowviz.ui.forms.drafts import Drafts
from flowviz.ui.forms.kinds import KINDS
from flowviz.ui.forms.knowledge import Knowledge
from flowviz.ui.forms.targets import Target, link_words, owner_of, targets_of, targets_of_flow
from flowviz.ui.forms.words import record_words

if TYPE_CHECKING:
    from flowviz.ui.forms.form import Form
    from flowviz.ui.forms.new import NewForm
    from flowviz.ui.window import Window


class Forms(QObject):
    """Opens forms, and makes the fields that complete from what the dossier knows."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.window = window
        self.session = window.session
        self.knowledge = Knowledge(window.session, window.jobs, self)
        self.drafts = Drafts(window.session, self)
        self._open: dict[str, Form] = {}
        self.knowledge.failed.connect(window.show_error)
        self.drafts.failed.connect(window.show_error)

    def edit(self, record_type: type, id_: str) -> "Form | None":
        """Open the form of a record, or raise it; None where there is no such record."""
        from flowviz.ui.forms.record import RecordForm

        kind = KINDS[record_type]
        shown = self._shown(f"{kind.word} {id_}")
        if shown is not None or self._is_busy():
            return shown
        record = kind.find(self.session.dossier, id_)
        return None if record is None else self._show(RecordForm(self, kind, record))

    def new(self, record_type: type, texts: Any, about: str = "") -> "NewForm | None":
        """Open the form of a record that is still to be, with its draft if there is one.

        ``about`` tells it from other new records of its kind.
        """
        from flowviz.ui.forms.new import NewForm

        kind = KINDS[record_type]
        name = f"new {kind.word} {about}".rstrip()
        if not about and not self.session.is_busy:
            name = self._set_aside(name)
        return self.open_new(name, lambda: NewForm(self, kind, texts, name))

    def open_new(self, name: str, make: Callable[[], "NewForm"]) -> "NewForm | None":
        """Open the form ``name`` of something that is still to be, made where it is not open."""
        from flowviz.ui.forms.new import NewForm

        shown = self._shown(name)
        if shown is not None or self._is_busy():
            return shown if isinstance(shown, NewForm) else None
        made = make()
        self._show(made)
        return made

    def open_drafts(self) -> None:
        """Open the form of everything that was typed and is no record yet."""
        words = {kind.word: kind for kind in KINDS.values()}
        for name in self.session.dossier.drafts():
            bare = name.removeprefix("new ")
            kind = words.get(bare.partition(" ")[0])
            about = bare.partition(" ")[2]
            draft = None if kind is None else self.drafts.of(name, kind.texts)
            if kind is None or draft is None:
                continue
            if bare == name:
                self.edit(kind.record, about)
            else:
                self.new(kind.record, _blank_like(draft.typed), about)

    def _set_aside(self, name: str) -> str:
        """The name of a draft that was begun elsewhere, as by drawing a flow, and waits closed."""
        kept = self.session.dossier.drafts()
        if name in kept or name in self._open:
            return name
        begun = (each for each in kept if each.startswith(f"{name} ") and each not in self._open)
        return next(begun, name)

    def actor_field(self, name: str, tip: str) -> KnownField:
        """A field for an actor, by name or code, that can make a new one."""
        return self._known_field(name, tip, "actor", self.tr("New actor “{name}”…"))

    def source_field(self, name: str, tip: str) -> KnownField:
        """A field for a source, by its title, that can make a new one."""
        return self._known_field(name, tip, "source", self.tr("New source “{name}”…"))

    def word_field(self, field: str, name: str, tip: str = "") -> KnownField:
        """A field for a word that the dossier may have already."""
        return KnownField(name, Completes(self.knowledge, field), tip)

    def targets(self, subject: Subject, subject_id: str, field: str) -> tuple[Target, ...]:
        """What a citation for a subject may be for instead, the subject and field included."""
        dossier, name_of = self.session.dossier, self.session.name
        owner = owner_of(dossier, subject, subject_id)
        if subject is Subject.FLOW:
            offered = targets_of_flow(subject_id)
        else:
            offered = () if owner is None else targets_of(dossier, owner, name_of)
        if any((t.subject, t.subject_id, t.field) == (subject, subject_id, field) for t in offered):
            return offered
        words = self.subject_words(subject, subject_id)
        return (
            Target(subject, subject_id, field, f"{words}: {field}" if field else words),
            *offered,
        )

    def subject_words(self, subject: Subject, subject_id: str) -> str:
        """What a citation or a note is about, in words."""
        session = self.session
        if subject is Subject.ACTOR:
            return text.one_line(session.name(subject_id), 80)
        if subject is Subject.FLOW:
            ends = subject_id.partition(">")
            return " to ".join(text.one_line(session.name(code), 60) for code in ends[::2])
        owner = owner_of(session.dossier, subject, subject_id)
        if owner is None:
            return self.tr("a {subject}").format(subject=subject)
        whole = self.words(owner)
        if subject in (Subject.LINE, Subject.FIGURE, Subject.PARTY):
            return self.tr("a {part} of {whole}").format(part=subject, whole=whole)
        return whole

    def words(self, record: Any, actors: Iterable[Actor] = ()) -> str:
        """What a record is called in the history; ``actors`` are new with it."""
        names = {actor.code: actor.name for actor in actors}
        if isinstance(record, Citation) and record.source in self.knowledge.known.sources:
            names[record.source] = self.knowledge.known.sources[record.source].title
        if isinstance(record, Link) and not self.session.is_busy:
            return link_words(self.session.dossier, record, self.session.name)
        return record_words(self.session, record, names)

    def forget(self, form: "Form") -> None:
        """Let a form go that is closed."""
        self._open = {name: shown for name, shown in self._open.items() if shown is not form}

    def _known_field(self, name: str, tip: str, what: str, new_words: str) -> KnownField:
        completes = Completes(self.knowledge, what)
        made = KnownField(name, completes, tip, knows=completes.knows, new_words=new_words)
        wanted = self._new_actor if what == "actor" else self._new_source
        made.new_wanted.connect(wanted)
        return made

    def _new_actor(self, name: str) -> None:
        self._make_for(self.sender(), Actor, ActorText(name=name, kind="state"), name)

    def _new_source(self, title: str) -> None:
        self._make_for(self.sender(), Source, SourceText(title=title), title)

    def _make_for(self, field: QObject, record_type: type, texts: Any, about: str) -> None:
        made = self.new(record_type, texts, about)
        if made is not None and isinstance(field, KnownField):
            Answer(self, made, field)

    def _shown(self, name: str) -> "Form | None":
        form = self._open.get(name)
        if form is not None:
            form.show()
            form.raise_()
            form.activateWindow()
        return form

    def _show(self, form: "Form") -> "Form":
        self._open[form.name] = form
        form.show()
        form.sheet.take_focus()
        return form

    def _is_busy(self) -> bool:
        if self.session.is_busy:
            self.window.tell(self.tr("The dossier is in use; try again in a moment."))
        return self.session.is_busy


def _blank_like(typed: Any) -> Any:
    """Texts in which nothing is typed yet, about the subject that ``typed`` is about."""
    kept = {name: getattr(typed, name, "") for name in ("subject", "subject_id", "later")}
    return type(typed)(**{name: value for name, value in kept.items() if value})


class Completes:
    """Completes a text from what the dossier knows of one field."""

    def __init__(self, knowledge: Knowledge, field: str) -> None:
        self._knowledge = knowledge
        self._field = field

    def __call__(self, typed: str) -> tuple[Completion, ...]:
        return self._knowledge.complete(self._field, typed)

    def knows(self, typed: str) -> bool:
        """Whether an actor or a source has that name already."""
        known = self._knowledge.known
        if self._field == "actor":
            return known.match(typed).code is not None
        return bool(known.source(typed))


class Answer(QObject):
    """Brings a record that was made for a field back into it."""

    def __init__(self, forms: Forms, made: "NewForm", field: KnownField) -> None:
        super().__init__(made)
        self._forms = forms
        self._field: KnownField | None = field
        made.added.connect(self._give)
        field.destroyed.connect(self._forget)

    def _give(self, id_: str) -> None:
        if self._field is None:
            return
        known = self._forms.knowledge.known
        shown = known.shown_actor(id_) if id_ in known.actors else known.shown_source(id_)
        window = self._field.window()
        window.raise_()
        window.activateWindow()
        self._field.editor.setFocus()
        self._field.choose(shown)

    def _forget(self) -> None:
        self._field = None
