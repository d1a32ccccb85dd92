from __future__ import annotations

import pytest

from dateline.capture.metadata.language import guess_language


@pytest.mark.parametrize(
    ("text", "declared", "lang"),
    [
        ("这家公司今天发布了新的产品。", "", "zh-Hans"),
        ("這家公司今天發佈了新的產品。", "zh-CN", "zh-Hant"),
        ("上山下海", "zh-TW", "zh-Hant"),
        ("上山下海", "", "zh-Hans"),
        ("新しい工場の建設が始まった。", "zh", "ja"),
        ("새 공장을 짓기 시작했다.", "en", "ko"),
        ("The company said that it would build a new plant in the city.", "", "en"),
        ("Die Firma hat mit dem Bau der neuen Fabrik in der Stadt begonnen.", "en", "de"),
        ("La empresa ha comenzado a construir una nueva planta en la ciudad.", "", "es"),
        ("Компания начала строительство нового завода в городе.", "", "ru"),
        ("Компанія розпочала будівництво нового заводу.", "uk", "uk"),
        ("D'Firma huet ugefaangen eng nei Fabrick ze bauen well se méi Plaz brauch", "lb", "lb"),
        ("", "fr-FR", "fr"),
        ("", "", ""),
    ],
)
def test_guess_language(text: str, declared: str, lang: str) -> None:
    assert guess_language(text, declared) == lang
