"""How people say dates in each language, whatever the reader's is."""

import pytest

from adapters.chat.grammar.dates import Calendar
from tests.adapters.chat.grammar.dates import TODAY, read, rows

PHRASES = {
    "en": """
        today = 2026-11-19
        this morning = 2026-11-19
        yesterday = 2026-11-18
        last night = 2026-11-18
        the day before yesterday = 2026-11-17
        Tuesday = 2026-11-17
        thursday = 2026-11-19
        on friday = 2026-11-13
        tue = 2026-11-17
        last tuesday = 2026-11-17
        last thursday = 2026-11-12
        this monday = 2026-11-16
        3 days ago = 2026-11-16
        a week ago = 2026-11-12
        two weeks ago = 2026-11-05
        a month ago = 2026-10-19
        1 year ago = 2025-11-19
        last week = 2026-11-09..2026-11-15
        this week = 2026-11-16..2026-11-22
        last month = 2026-10-01..2026-10-31
        this year = 2026-01-01..2026-12-31
        nov 3 = 2026-11-03
        3 November = 2026-11-03
        the 3rd of May = 2026-05-03
        December 24, 2025 = 2025-12-24
        sept 1 = 2026-09-01
        Tue 17 Nov = 2026-11-17
        november = 2026-11-01..2026-11-30
        december = 2025-12-01..2025-12-31
        november 2024 = 2024-11-01..2024-11-30
        last november = 2025-11-01..2025-11-30
    """,
    "nb": """
        i dag = 2026-11-19
        idag = 2026-11-19
        i går = 2026-11-18
        igår = 2026-11-18
        i forgårs = 2026-11-17
        forgårs = 2026-11-17
        tirsdag = 2026-11-17
        på tirsdag = 2026-11-17
        tir = 2026-11-17
        lør. = 2026-11-14
        forrige tirsdag = 2026-11-17
        sist torsdag = 2026-11-12
        for 3 dager siden = 2026-11-16
        3 dager siden = 2026-11-16
        for en uke siden = 2026-11-12
        for to måneder siden = 2026-09-19
        forrige uke = 2026-11-09..2026-11-15
        denne uken = 2026-11-16..2026-11-22
        forrige måned = 2026-10-01..2026-10-31
        i år = 2026-01-01..2026-12-31
        i fjor = 2025-01-01..2025-12-31
        19. november = 2026-11-19
        den 3. mai = 2026-05-03
        3. des. = 2025-12-03
        17. mai 2025 = 2025-05-17
        19.nov = 2026-11-19
        oktober = 2026-10-01..2026-10-31
    """,
    "da": """
        i dag = 2026-11-19
        i går = 2026-11-18
        i forgårs = 2026-11-17
        i morges = 2026-11-19
        tirsdag = 2026-11-17
        i tirsdags = 2026-11-17
        i torsdags = 2026-11-12
        tirs. = 2026-11-17
        sidste tirsdag = 2026-11-17
        sidste uge = 2026-11-09..2026-11-15
        i sidste uge = 2026-11-09..2026-11-15
        denne uge = 2026-11-16..2026-11-22
        sidste måned = 2026-10-01..2026-10-31
        for 3 dage siden = 2026-11-16
        for en uge siden = 2026-11-12
        for to uger siden = 2026-11-05
        for et år siden = 2025-11-19
        i år = 2026-01-01..2026-12-31
        sidste år = 2025-01-01..2025-12-31
        den 3. marts = 2026-03-03
        d. 3. marts = 2026-03-03
        19. nov. = 2026-11-19
        1. maj 2026 = 2026-05-01
    """,
    "sv": """
        idag = 2026-11-19
        i dag = 2026-11-19
        igår = 2026-11-18
        i går = 2026-11-18
        i förrgår = 2026-11-17
        i morse = 2026-11-19
        tisdag = 2026-11-17
        i tisdags = 2026-11-17
        i torsdags = 2026-11-12
        tis = 2026-11-17
        förra tisdagen = 2026-11-17
        förra veckan = 2026-11-09..2026-11-15
        denna vecka = 2026-11-16..2026-11-22
        förra månaden = 2026-10-01..2026-10-31
        för 3 dagar sedan = 2026-11-16
        för tre dagar sen = 2026-11-16
        för en vecka sedan = 2026-11-12
        för ett år sedan = 2025-11-19
        i år = 2026-01-01..2026-12-31
        i fjol = 2025-01-01..2025-12-31
        den 3 mars = 2026-03-03
        3 maj = 2026-05-03
        19 nov. = 2026-11-19
        1 augusti 2025 = 2025-08-01
    """,
    "fi": """
        tänään = 2026-11-19
        eilen = 2026-11-18
        toissapäivänä = 2026-11-17
        tänä aamuna = 2026-11-19
        tiistai = 2026-11-17
        tiistaina = 2026-11-17
        ti = 2026-11-17
        sunnuntaina = 2026-11-15
        keskiviikkona = 2026-11-18
        keskiviikosta = 2026-11-18
        keskiviikkoon = 2026-11-18
        keskiviikkoa = 2026-11-18
        tiistaista = 2026-11-17
        tiistaihin = 2026-11-17
        tiistaita = 2026-11-17
        eilisestä = 2026-11-18
        viime tiistaina = 2026-11-17
        viime torstaina = 2026-11-12
        viime viikolla = 2026-11-09..2026-11-15
        viime viikko = 2026-11-09..2026-11-15
        tällä viikolla = 2026-11-16..2026-11-22
        viime viikosta = 2026-11-09..2026-11-15
        tämän viikon = 2026-11-16..2026-11-22
        viime kuussa = 2026-10-01..2026-10-31
        viime kuuta = 2026-10-01..2026-10-31
        lokakuusta = 2026-10-01..2026-10-31
        viime vuonna = 2025-01-01..2025-12-31
        tänä vuonna = 2026-01-01..2026-12-31
        3 päivää sitten = 2026-11-16
        kolme päivää sitten = 2026-11-16
        viikko sitten = 2026-11-12
        kaksi viikkoa sitten = 2026-11-05
        kuukausi sitten = 2026-10-19
        3. toukokuuta = 2026-05-03
        3. toukokuuta 2025 = 2025-05-03
        3.5. = 2026-05-03
        lokakuussa = 2026-10-01..2026-10-31
        lokakuu = 2026-10-01..2026-10-31
    """,
    "nl": """
        vandaag = 2026-11-19
        gisteren = 2026-11-18
        eergisteren = 2026-11-17
        vanochtend = 2026-11-19
        dinsdag = 2026-11-17
        op dinsdag = 2026-11-17
        di = 2026-11-17
        vorige dinsdag = 2026-11-17
        afgelopen donderdag = 2026-11-12
        vorige week = 2026-11-09..2026-11-15
        deze week = 2026-11-16..2026-11-22
        vorige maand = 2026-10-01..2026-10-31
        vorig = None
        vorig jaar = 2025-01-01..2025-12-31
        gisteravond = 2026-11-18
        dit jaar = 2026-01-01..2026-12-31
        3 dagen geleden = 2026-11-16
        een week geleden = 2026-11-12
        twee weken geleden = 2026-11-05
        een maand geleden = 2026-10-19
        een jaar geleden = 2025-11-19
        3 mei = 2026-05-03
        op 3 maart = 2026-03-03
        19 nov = 2026-11-19
        1 augustus 2025 = 2025-08-01
        maart = 2026-03-01..2026-03-31
    """,
}


@pytest.mark.parametrize(("language", "phrase", "expected"), [(code, *row) for code in PHRASES for row in rows(PHRASES[code])])
def test_every_language(language: str, phrase: str, expected: str) -> None:
    assert read(phrase, Calendar(today=TODAY, language=language)) == expected
    assert read(phrase.upper(), Calendar(today=TODAY, language=language)) == expected


@pytest.mark.parametrize(("language", "phrase", "expected"), [(code, *row) for code in PHRASES for row in rows(PHRASES[code])])
def test_whatever_the_readers_language(language: str, phrase: str, expected: str) -> None:
    for reader in PHRASES:
        assert read(phrase, Calendar(today=TODAY, language=reader)) == expected


@pytest.mark.parametrize(
    ("language", "glued", "apart"),
    [
        ("en", "2weeks", "2 weeks"),
        ("nb", "2uker", "2 uker"),
        ("nb", "2mnd", "2 måneder"),
        ("da", "3dage", "3 dage"),
        ("da", "2mdr", "2 måneder"),
        ("sv", "2v", "2 veckor"),
        ("fi", "2vk", "2 viikkoa"),
        ("fi", "60pv", "60 päivää"),
        ("fi", "1v", "1 vuosi"),
        ("nl", "14dgn", "14 dagen"),
        ("nl", "2mnd", "2 maanden"),
    ],
)
def test_a_unit_may_stand_close_to_its_number(language: str, glued: str, apart: str) -> None:
    calendar = Calendar(today=TODAY, language=language)
    assert read(glued, calendar) == read(apart, calendar) != "None"
    assert read(glued, Calendar(today=TODAY, language=language, bare=True)) == "None"
