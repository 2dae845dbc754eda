"""What may be said of a figure: the claim decides the words, and nothing else does. Pure.

Headings speak to the leader of the place; rows and labels speak of any place.
"""

from sammenhaeng.statistics.claims import Claim
from sammenhaeng.statistics.shrinkage import Use

HEADINGS = {
    "": "{name}: der er for få at sammenligne med",
    Claim.AS_EXPECTED: "{name}: jeres tal kan ikke skelnes fra gennemsnittet",
    Claim.HIGHER: "{name}: jeres tal er højere end forventet",
    Claim.LOWER: "{name}: jeres tal er lavere end forventet",
    Claim.CLEARLY_HIGHER: "{name}: jeres tal er tydeligt højere end forventet",
    Claim.CLEARLY_LOWER: "{name}: jeres tal er tydeligt lavere end forventet",
}
FINDINGS = {  # on the leader's overview: what, where, when, and the two numbers
    Claim.HIGHER: (
        "{name}: {place} er højere end forventet i {year} ({rate} mod {expected}). Det kan være et "
        "tilfælde."
    ),
    Claim.LOWER: (
        "{name}: {place} er lavere end forventet i {year} ({rate} mod {expected}). Det kan være et "
        "tilfælde."
    ),
    Claim.CLEARLY_HIGHER: (
        "{name}: {place} er tydeligt højere end forventet i {year} ({rate} mod {expected})."
    ),
    Claim.CLEARLY_LOWER: (
        "{name}: {place} er tydeligt lavere end forventet i {year} ({rate} mod {expected})."
    ),
}
BY_CHANCE = (Claim.HIGHER, Claim.LOWER)  # headings that must say how many stray by chance
LIKENESS = {  # what places are alike in, and the word after its number
    "size": ("Størrelse", "fuldtidsansatte"),
    "part_time": ("Ansættelsesgrad", "%"),
    "population": ("Indbyggere i kommunen", ""),
    "job": ("Andel ansat som {name}", "%"),
    "age_band": ("Andel i alderen {name}", "%"),
}
BESIDE = {-1: "Lavere hos jer", 0: "Som hos dem", 1: "Højere hos jer"}
USES = {
    Use.COMPARE: "Tallet er sikkert nok til at sammenligne med andre.",
    Use.OWN_HISTORY: (
        "Tallet er for usikkert til at sammenligne med andre; følg jeres egen udvikling."
    ),
    Use.POOLED: (
        "Tallet er mest tilfældigheder. Se flere år samlet, eller se den overordnede enhed."
    ),
}
GOOD_FOR = {  # the ladder of reliability beside a number, in few words
    Use.COMPARE: "at sammenligne med andre",
    Use.OWN_HISTORY: "at følge stedet over tid",
    Use.POOLED: "kun flere år samlet",
}
FACTORS = {
    "sex": "køn",
    "age_band": "alder",
    "education": "uddannelse",
    "origin": "oprindelse",
    "job": "arbejdsfunktion",
}
