"""A small invented law, and the same with something in it changed."""

from collections.abc import Mapping
from datetime import date

from sammenhaeng.benefits.rules import source
from sammenhaeng.benefits.rules.check import check
from sammenhaeng.benefits.rules.law import Law
from sammenhaeng.benefits.rules.version import Version, version

ABOUT = """
title: Prøveydelse
short: PY
law: Lov om prøver
statute_from: 2020-01-01
outputs: {amount_year: stoette}
appeal: Ingen
sources: {KILDE: En kilde}
not_modelled: []
"""
RULES = """
provision: PY § 1
title: Alt
inputs:
  leje:
    label: Leje
    unit: kr/month
    column: rent
    least: 0
    register: citizen
    ask: Hvor meget?
  bolig:
    label: Bolig
    unit: one of lejet, ejet
    column: home
    default: lejet
    register: citizen
    ask: Hvordan?
  alene:
    label: Alene
    unit: yes/no
    column: alone
    default: nej
    register: CPR
    ask: Er du alene?
  indkomst:
    label: Indkomst
    unit: kr/year
    of: person
    column: income
    default: 0
    register: SKAT
    ask: Hvor meget?
parameters:
  graense:
    label: Grænse
    unit: kr/year
    values:
      - {from: 2020-01-01, to: 2022-12-31, value: 100000, sure: S, source: KILDE}
      - {from: 2023-01-01, value: 120000, sure: P, source: KILDE}
  andel:
    label: Andel
    unit: share
    values:
      - {from: 2020-01-01, value: 0.5, sure: S, source: KILDE}
  loft:
    label: Loft
    unit: kr/year
    by: person
    values:
      - {from: 2020-01-01, value: {1: 20000, 2: 30000}, sure: S, source: KILDE}
formulas:
  samlet:
    label: Samlet indkomst
    unit: kr/year
    is: sum(indkomst)
    say: Indkomsten er {samlet}.
  aarsleje:
    label: Årets leje
    unit: kr/year
    is: yearly(leje)
    say: Lejen er {aarsleje}.
  nedsat:
    label: Nedsættelse
    unit: kr/year
    rules:
      - if: samlet > graense
        then: andel * (samlet - graense)
        say: Over {graense}.
      - if: bolig == 'ejet' and not alene
        then: andel * aarsleje
        say: Ejet.
      - else: 0
        say: Under {graense}.
  stoette:
    label: Støtte
    unit: kr/year
    provision: PY § 2
    least:
      - {value: "max(0, aarsleje - nedsat)", say: "Lejen uden {nedsat}."}
      - {value: "lookup(loft, count(indkomst >= 0))", when: not alene, say: Loftet.}
checks:
  meget:
    provision: PY § 3
    if: aarsleje > samlet
    outcome: caseworker
    say: Lejen {aarsleje} er over indkomsten.
"""
ON = date(2024, 5, 1)


def law(changed: Mapping[str, str] | None = None, about: str = ABOUT) -> Law:
    """The small law, each old text replaced by the new one."""
    text = RULES
    for old, new in (changed or {}).items():
        assert old in text, old
        text = text.replace(old, new, 1)
    return check(source.understand("proeve", {"proeve/law.yaml": about, "proeve/alt.yaml": text}))


def on(day: date = ON, changed: Mapping[str, str] | None = None) -> Version:
    return version(law(changed), day)


def line_of(text: str, changed: Mapping[str, str]) -> int:
    """The line where the text stands once the changes are made."""
    rules = RULES
    for old, new in changed.items():
        rules = rules.replace(old, new, 1)
    return rules[: rules.index(text)].count("\n") + 1
