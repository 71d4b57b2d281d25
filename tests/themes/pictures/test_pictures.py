import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from make import segment, theme
from talk import embed, talk

from qualpipe.model import Language
from qualpipe.themes import Findings, Material, gather, map_html, map_png, map_svg
from qualpipe.themes.pictures.scene import colour, scene

SVG = "{http://www.w3.org/2000/svg}"


def test_every_segment_and_every_label_is_on_the_map(
    material: Material, findings: Findings
) -> None:
    root = ElementTree.fromstring(map_svg(findings.themes, material))  # noqa: S314 - our own
    dots = [one for one in root.iter() if one.find(f"{SVG}title") is not None][1:]
    assert len(dots) == len(material)
    texts = [one.text for one in root.iter(f"{SVG}text")]
    for one in findings.themes:
        assert set(one.label.split(" / ")) <= set(texts)


def test_the_languages_have_different_shapes(material: Material, findings: Findings) -> None:
    drawing = map_svg(findings.themes, material)
    english = sum(one.language is Language.EN for one in material.segments)
    assert len(re.findall(r"</rect>", drawing)) == english
    assert len(re.findall(r"</circle>", drawing)) == len(material) - english


def test_nothing_comes_from_elsewhere_and_nothing_runs(
    material: Material, findings: Findings
) -> None:
    page = map_html(findings.themes, material, title="主題 & themes")
    assert "主題 &amp; themes" in page
    assert "<script" not in page
    assert not re.search(r"""(src|href|@import|url)\s*[=(]""", page)
    assert page.count("http") == 1  # the name of SVG itself


def test_quotes_are_on_the_page_in_their_language(material: Material, findings: Findings) -> None:
    page = map_html(findings.themes, material)
    for one in findings.themes:
        for address in one.quotes:
            assert address in page
    assert '<blockquote lang="yue">' in page
    assert '<blockquote lang="en">' in page


def test_what_people_said_is_text_and_no_markup() -> None:
    said = [segment('<b>藥</b> & "pills"', transcript="P1"), *talk(8)]
    themes = [theme("1", label="<i> / 藥", segments=[one.address for one in said])]
    material = gather(said, embed=embed)
    ElementTree.fromstring(map_svg(themes, material))  # noqa: S314 - our own
    page = map_html(themes, material)
    assert "<b>" not in page
    assert "<i>" not in page


def test_a_large_corpus_is_drawn_in_part(
    monkeypatch: pytest.MonkeyPatch, material: Material
) -> None:
    monkeypatch.setattr("qualpipe.themes.pictures.scene.DRAWN", 50)
    drawing = map_svg([], material)
    assert len(re.findall(r"</circle>|</rect>", drawing)) == 50
    assert "50 of 160 segments" in drawing


def test_the_same_themes_give_the_same_picture(material: Material, findings: Findings) -> None:
    assert map_svg(findings.themes, material) == map_svg(findings.themes, material)


def test_pixels_show_the_same_map(material: Material, findings: Findings) -> None:
    content, _ = map_png(findings.themes, material, "Themes 主題")
    assert content.startswith(b"\x89PNG")
    assert len(content) > len(map_png([], material)[0])
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert (width, height) == (2240, 1660)
    assert content == map_png(findings.themes, material, "Themes 主題")[0]


def test_a_computer_without_chinese_characters_is_told(
    monkeypatch: pytest.MonkeyPatch, material: Material, findings: Findings
) -> None:
    monkeypatch.setattr("qualpipe.themes.pictures.png._CHINESE_FONTS", ())
    _, notes = map_png(findings.themes, material)
    assert notes == ("no font on this computer has Chinese characters; install Noto Sans CJK HK",)
    assert map_png([], material)[1] == ()


def test_nothing_to_draw_is_an_empty_map() -> None:
    nothing = gather([], embed=embed)
    assert "0 segments" in map_svg([], nothing)
    assert "<table>" in map_html([], nothing)


def test_mixed_talk_has_a_shape_of_its_own_and_a_word_in_the_legend(
    material: Material, findings: Findings
) -> None:
    said = [
        replace(one, language=Language.MIXED) if one.language is Language.EN else one
        for one in material.segments
    ]
    drawing = map_svg(findings.themes, gather(said, embed=embed))
    assert len(re.findall(r"</path>", drawing)) == 80
    assert "</rect>" not in drawing
    assert "● Chinese ■ English ◆ both" in drawing
    assert "both" not in map_svg(findings.themes, material)
    assert map_png(findings.themes, gather(said, embed=embed))[0].startswith(b"\x89PNG")


@pytest.mark.parametrize("text", ["藥\x00\x0b好\ufffe苦", "the\x08 pills\ud800 \x1b[31m"])
def test_what_xml_cannot_hold_is_left_out(text: str) -> None:
    said = [segment(text, transcript="P1"), *talk(8)]
    themes = [theme("1", label=text, segments=[one.address for one in said])]
    material = gather(said, embed=lambda texts: embed([one[:1] for one in texts]))
    drawing = map_svg(themes, material, title=text)
    ElementTree.fromstring(drawing)  # noqa: S314 - our own
    map_html(themes, material, title=text).encode()
    assert text[:1] in drawing


@pytest.mark.parametrize("title", ["What patients said", "病人講咗乜"])
def test_the_title_stands_above_the_map(material: Material, findings: Findings, title: str) -> None:
    assert f'font-weight="bold">{title}</text>' in map_svg(findings.themes, material, title=title)
    assert "bold" not in map_svg(findings.themes, material)
    page = map_html(findings.themes, material, title=title)
    assert f"<h1>{title}</h1>" in page
    assert "bold" not in page
    titled, plain = (map_png(findings.themes, material, one)[0] for one in (title, ""))
    heights = [int.from_bytes(one[20:24], "big") for one in (titled, plain)]
    assert heights == [1660, 1580]


def test_no_two_themes_have_a_colour_and_none_is_grey() -> None:
    colours = [colour(place) for place in range(60)]
    assert len(set(colours)) == 60
    for one in (*colours[:60],):
        red, green, blue = (int(one[at : at + 2], 16) for at in (1, 3, 5))
        assert max(red, green, blue) - min(red, green, blue) > 40


@pytest.mark.parametrize("label", ["waiting " * 20, "等睇醫生等到天光" * 20, "W" * 160])
def test_a_long_label_is_cut_and_not_left_out(label: str, material: Material) -> None:
    themes = [theme("1", label=label, segments=[one.address for one in material.segments])]
    shown = scene(themes, material)
    assert len(shown.labels) == 1
    first, second, number = shown.labels[0].lines
    assert first == label[: len(first)]
    assert second.endswith("…")
    assert number == "1 · 160"


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("work / money / 返工 / 錢", ("work / money", "返工 / 錢")),
        ("返工 / 錢 / work", ("返工 / 錢", "work")),
        ("work / money", ("work / money",)),
    ],
)
def test_a_label_with_more_strokes_keeps_both_its_languages(
    label: str, lines: tuple[str, ...], material: Material
) -> None:
    themes = [theme("1", label=label, segments=[one.address for one in material.segments])]
    assert scene(themes, material).labels[0].lines == (*lines, "1 · 160")


def test_a_dollar_begins_no_formula(material: Material) -> None:
    themes = [theme("1", label="$5, $\\frac$ {", segments=[material.segments[0].address])]
    assert map_png(themes, material, "costs $5 or $6_")[0].startswith(b"\x89PNG")
