"""The report: what it says, and what it must not say."""

from dataclasses import replace

import pytest
import studies
from make import phrases, theme
from make import round as a_round

from qualpipe.export.options import Options, Tongue
from qualpipe.export.report import TEMPLATES, Report, compose
from qualpipe.export.report.parts import Heading, Quoted
from qualpipe.export.study import Sent, Study
from qualpipe.model import Language, Run, UnknownName

AGREED = {
    "scope": "all", "split": "", "part": "", "code": "", "participants": 2, "units": 40,
    "given": 0.2, "reviewers": "ana, ben", "percent": 0.9, "percent_n": 160, "alpha": 0.714,
    "alpha_low": 0.62, "alpha_high": 0.79, "alpha_n": 160, "alpha_reason": "", "ac1": 0.8,
    "ac1_low": 0.7, "ac1_high": 0.9, "ac1_n": 160,
}  # fmt: skip


def made(study: Study | None = None, *, template: str = "apa", **options: object) -> Report:
    return compose(study or studies.study(), Options(**options), template=template)  # type: ignore[arg-type]


def said(report: Report) -> str:
    heads = [one.text for one in report.parts if isinstance(one, Heading)]
    cells = [str(cell) for table in report.tables() for row in table.rows for cell in row]
    return "\n".join((*heads, *report.claims().values(), *cells))


@pytest.mark.parametrize("language", Tongue)
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_same_study_gives_the_same_report(language: Tongue, template: str) -> None:
    once, again = (made(language=language, template=template) for _ in range(2))
    assert once == again


def test_each_code_bears_its_definition_and_counts_of_segments_and_participants() -> None:
    claims = made().claims()
    assert claims["findings.definition/home"] == "What Home-like place means."
    assert claims["findings.counts/home"] == "3 segments, from 2 of 3 participants (67%)."


def test_quotes_are_verbatim_with_their_place() -> None:
    quotes = [one for one in made().parts if isinstance(one, Quoted)]
    assert {studies.SOFA, studies.HOME, studies.PHONE} <= {one.text for one in quotes}
    at = next(one for one in quotes if one.text == studies.HOME)
    assert at.locator == "P02, P02, turn 2, 0:02:00"


@pytest.mark.parametrize(
    ("language", "words"), [(Tongue.EN, "holds no findings"), (Tongue.HK, "沒有研究結果")]
)
def test_nothing_reviewed_is_said_plainly_and_no_suggestion_is_shown(
    language: Tongue, words: str
) -> None:
    report = made(studies.empty(), language=language)
    text = said(report)
    assert words in text
    assert studies.PHONE not in text
    assert studies.SOFA not in text
    assert not [one for one in report.parts if isinstance(one, Quoted)]


def test_suggestions_are_no_findings_even_when_asked_for() -> None:
    unreviewed = "姑娘成日打嚟"
    report = made(studies.study((), refused=()), suggestions=True)
    assert unreviewed not in said(report)


@pytest.mark.parametrize(
    ("template", "value"),
    [("apa", "α = .71, 95% CI [.62, .79]"), ("plain", "α = 0.71, 95% CI [0.62, 0.79]")],
)
def test_agreement_is_stated_with_interval_and_n(template: str, value: str) -> None:
    claims = made(studies.study(agreement=(AGREED,)), template=template).claims()
    assert value in claims["methods.figure/alpha"]
    assert "n = 160" in claims["methods.figure/alpha"]


def test_software_versions_and_what_was_automated_are_told() -> None:
    run = Run(id="r1", step="code", settings={"encoder": "bundled", "unit": "passage"},
              versions={"qualpipe": "0.1.0", "spacy": "3.8"}, notes={"trust home": "few answers"},
              started="2026-02-01T10:00:00+00:00")  # fmt: skip
    claims = made(studies.study(runs={"code": run})).claims()
    assert "qualpipe 0.1.0" in claims["methods.software"]
    assert "spacy 3.8" in claims["methods.libraries"]
    assert "Home-like place" in claims["limits.trust"]


def test_limitations_come_from_the_records() -> None:
    ledger = studies.study()
    study = replace(
        ledger,
        adrift=ledger.last_words[:1],
        sealed=4,
        rounds=(a_round("r1", closed=""),),
    )
    claims = made(study).claims()
    assert claims["limits.adrift"].startswith("1 decision was")
    assert claims["limits.sealed"].startswith("4 decisions")
    assert "r1" in claims["limits.rounds"]
    assert claims["limits.undecided"].startswith("1 suggestion is")
    assert "limits.one_reviewer" not in claims


def test_a_single_reviewer_is_a_limitation() -> None:
    study = studies.study([("P02", 2, studies.HOME, "home")], refused=())
    claims = made(study).claims()
    assert "limits.one_reviewer" in claims
    assert "methods.one_reviewer" in claims


@pytest.mark.parametrize("language", Tongue)
def test_themes_of_the_machine_are_leads_and_marked_so(language: Tongue) -> None:
    first = studies.study().segments[0].address
    report = made(studies.study(themes=(theme("1", segments=(first,)),)), language=language)
    claims = report.claims()
    assert "emergent.machine" in claims
    assert claims[f"quote/{first}/theme 1"] == studies.SOFA


@pytest.mark.parametrize(
    ("over", "words"),
    [
        ("residue", ("what no code explains", "未有編碼解釋的談話")),
        ("all", ("all that was said", "所有談話")),
        ("code:home", ("coded or suggested as Home-like place", "「如家的地方」")),
    ],
)
def test_methods_say_which_talk_was_searched_for_themes(over: str, words: tuple[str, str]) -> None:
    run = Run(id="t1", step="themes", settings={"over": over})
    study = studies.study(themes=(theme("1"), theme("2")), runs={"themes": run})
    for language, part in zip((Tongue.EN, Tongue.HK), words, strict=True):
        claims = made(study, language=language).claims()
        (said_so,) = [
            text for claim, text in claims.items() if claim.startswith("methods.searched")
        ]
        assert part in said_so
        assert "2" in said_so


@pytest.mark.parametrize(
    ("method", "told", "not_told"),
    [
        ("steady", "k-means in place of UMAP and HDBSCAN (seed 7)", "with UMAP"),
        ("bertopic", "with UMAP and HDBSCAN (seed 7)", "k-means"),
    ],
)
def test_methods_name_the_method_that_found_the_themes(
    method: str, told: str, not_told: str
) -> None:
    run = Run(
        id="t1",
        step="themes",
        settings={"over": "residue", "method": method},
        versions={"bertopic": "0.17.4"},
        seed=7,
    )
    claims = made(studies.study(themes=(theme("1"),), runs={"themes": run})).claims()
    assert "BERTopic 0.17.4" in claims["methods.searched"]
    assert told in claims["methods.searched"]
    assert not_told not in claims["methods.searched"]


@pytest.mark.parametrize("language", Tongue)
def test_a_theme_is_told_in_words_of_both_languages(language: Tongue) -> None:
    terms = (*phrases(*"藥針副作用醫生瘦肥", language=Language.ZH), *phrases("dose", "weight"))
    one = replace(theme("1"), terms=terms)
    said_of_it = made(studies.study(themes=(one,)), language=language).claims()["emergent.terms/1"]
    assert all(word in said_of_it for word in ("dose", "weight", "藥", "針"))


def test_two_who_decided_on_nothing_in_common_have_no_agreement() -> None:
    apart: list[studies.Mark] = [
        ("P01", 2, studies.SOFA, "home"),
        ("P02", 2, studies.HOME, "home", "陳姑娘"),
    ]
    claims = made(studies.study(apart, agreement=(AGREED,))).claims()
    assert "methods.no_agreement" in claims
    assert not [claim for claim in claims if claim.startswith(("methods.figure", "limits.low"))]


@pytest.mark.parametrize(
    ("language", "outside", "inside"),
    [
        (Tongue.EN, "which was allowed for that run", "on this machine or in its private network"),
        (Tongue.HK, "該次運算已獲准如此傳送", "即本機或其內部網絡之內"),
        (Tongue.CN, "该次运算已获准如此发送", "即本机或其内部网络之内"),
    ],
)
@pytest.mark.parametrize("purpose", ["opinion", "names", "cluster"])
def test_methods_say_where_words_were_sent_and_that_it_was_allowed(
    purpose: str, language: Tongue, outside: str, inside: str
) -> None:
    model = "" if purpose == "cluster" else "stub"
    far = Sent(purpose=purpose, server="model.example:443", model=model, remote=True)
    near = Sent(purpose=purpose, server="10.0.0.4:8786", model=model)
    claims = made(studies.study(sent=(far, near)), language=language).claims()
    said_so = [text for key, text in claims.items() if key.startswith(f"methods.sent_{purpose}/")]
    assert len(said_so) == 2
    assert "model.example:443" in said_so[0]
    assert outside in said_so[0]
    assert "10.0.0.4:8786" in said_so[1]
    assert inside in said_so[1]
    assert all(model in text for text in said_so)


@pytest.mark.parametrize("language", Tongue)
def test_nothing_is_said_of_servers_where_none_was_used(language: Tongue) -> None:
    assert not [key for key in made(language=language).claims() if "methods.sent" in key]


def test_a_cluster_is_not_passed_over_where_it_says_what_computed() -> None:
    run = Run(id="r1", step="code", settings={"encoder": "bundled"}, started="2026-02-01")
    cluster = Sent(purpose="cluster", server="10.0.0.4:8786")
    claims = made(studies.study(runs={"code": run}, sent=(cluster,))).claims()
    assert "with the help of a cluster" in claims["methods.software_cluster"]
    assert "methods.software" not in claims


@pytest.mark.parametrize("language", Tongue)
def test_adopted_codes_are_counted_whatever_their_id_while_they_are_there(language: Tongue) -> None:
    claims = made(studies.study(adopted=("home", "contact", "gone")), language=language).claims()
    assert "2" in claims["methods.adopted"]
    assert "methods.adopted" not in made(language=language).claims()


def test_a_code_without_quotes_is_named_and_has_no_section() -> None:
    report = made()
    assert "Never given" in report.claims()["findings.empty"]
    assert "Never given" not in [one.text for one in report.parts if isinstance(one, Heading)]


def test_odd_names_and_three_hundred_codes_make_a_report() -> None:
    report = made(studies.strange())
    assert len(report.claims()) > 30


def test_an_unknown_template_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="apa, plain"):
        made(template="harvard")
