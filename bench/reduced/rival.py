"""The reduced benefit for OpenFisca-core, in an environment of its own: python rival.py FILE.

It answers a line of standard input (a task) with a line of JSON: time, sums and peak memory.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import answering
import numpy as np
import pyarrow as pa
import yaml
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.model_api import YEAR, Reform, Variable, max_, min_, where
from openfisca_core.parameters import ParameterNode
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

LAW = Path(__file__).parent / "reduceret" / "satser.yaml"
ON = "2026"
Person = Entity("person", "persons", "", "")
Household = GroupEntity(
    "household", "households", "", "", roles=[{"key": "member", "plural": "members"}]
)


class alder(Variable):
    value_type, entity, definition_period, label = float, Person, YEAR, "Alder"


class indkomst(Variable):
    value_type, entity, definition_period, label = float, Person, YEAR, "Indkomst"


class husleje(Variable):
    value_type, entity, definition_period, label = float, Household, YEAR, "Husleje"


class areal(Variable):
    value_type, entity, definition_period, label = float, Household, YEAR, "Areal"


class grundbeloeb(Variable):
    value_type, entity, definition_period, label = float, Person, YEAR, "Grundbeløb"

    def formula(person, period, parameters):
        p = parameters(period)
        over = max_(0, person("indkomst", period) - p.grundbeloeb_graense)
        amount = max_(0, p.grundbeloeb_fuldt - p.grundbeloeb_aftrapning * over)
        return where(person("alder", period) >= p.pensionsalder, amount, 0)


class enlig(Variable):
    value_type, entity, definition_period, label = bool, Household, YEAR, "Enlig"

    def formula(household, period, parameters):
        grown = household.members("alder", period) >= parameters(period).voksenalder
        return household.sum(grown) == 1


class pensionstillaeg(Variable):
    value_type, entity, definition_period, label = float, Person, YEAR, "Pensionstillæg"

    def formula(person, period, parameters):
        p = parameters(period)
        full = where(person.household("enlig", period), p.tillaeg_enlig, p.tillaeg_par)
        over = max_(0, person("indkomst", period) - p.tillaeg_graense)
        amount = max_(0, full - p.tillaeg_aftrapning * over)
        return where(person("grundbeloeb", period) > 0, amount, 0)


class pension(Variable):
    value_type, entity, definition_period, label = float, Household, YEAR, "Pension"

    def formula(household, period):
        of = household.members
        return household.sum(of("grundbeloeb", period) + of("pensionstillaeg", period))


class husstandsindkomst(Variable):
    value_type, entity, definition_period, label = float, Household, YEAR, "Husstandsindkomst"

    def formula(household, period):
        return household.sum(household.members("indkomst", period)) + household("pension", period)


class boligudgift(Variable):
    value_type, entity, definition_period, label = float, Household, YEAR, "Boligudgift"

    def formula(household, period, parameters):
        p = parameters(period)
        supported = p.areal_foerste + p.areal_person * (household.nb_persons() - 1)
        share = min_(1, supported / household("areal", period))
        return min_(p.hoejeste_boligudgift, household("husleje", period) * share)


class nedsaettelse(Variable):
    value_type, entity, definition_period, label = float, Household, YEAR, "Nedsættelse"

    def formula(household, period, parameters):
        p = parameters(period)
        over = max_(0, household("husstandsindkomst", period) - p.indkomstgraense)
        return p.stoette_aftrapning * over


class boligstoette(Variable):
    value_type, entity, definition_period, label = float, Household, YEAR, "Boligstøtte"

    def formula(household, period, parameters):
        p, rent = parameters(period), household("boligudgift", period)
        support = p.stoette_andel * rent - household("nedsaettelse", period)
        support = min_(support, rent - p.egenandel)
        return where(support >= p.mindste_stoette, support, 0)


class samlet(Variable):
    value_type, entity, definition_period, label = float, Household, YEAR, "Samlet ydelse"

    def formula(household, period):
        return household("pension", period) + household("boligstoette", period)


VARIABLES = (
    alder, indkomst, husleje, areal, grundbeloeb, enlig, pensionstillaeg, pension,
    husstandsindkomst, boligudgift, nedsaettelse, boligstoette, samlet,
)  # fmt: skip


def system() -> TaxBenefitSystem:
    """The variables, and the parameters of the same file that our law is read from."""
    made = TaxBenefitSystem([Person, Household])
    made.add_variables(*VARIABLES)
    told = yaml.safe_load(LAW.read_text("utf-8"))["parameters"]
    made.parameters = ParameterNode("", data={
        name: {"values": {f"{row['year']}-01-01": row["value"] for row in one["values"]}}
        for name, one in told.items()
    })  # fmt: skip
    return made


def columns(file: str) -> dict[str, np.ndarray]:
    table = pa.ipc.open_file(pa.memory_map(file)).read_all()
    found = {name: table[name].chunk(0).to_numpy() for name in ("rent", "area")}
    for name in ("age", "income"):
        lists = table[name].chunk(0)
        found[name] = lists.values.to_numpy()
    sizes = np.diff(lists.offsets.to_numpy())
    found["home"] = np.repeat(np.arange(len(sizes)), sizes)
    return found


def build(rules: TaxBenefitSystem, given: dict[str, np.ndarray]):
    """The way its documentation builds a simulation from arrays."""
    builder = SimulationBuilder()
    builder.create_entities(rules)
    builder.declare_person_entity("person", np.arange(len(given["home"])))
    homes = builder.declare_entity("household", np.arange(len(given["rent"])))
    roles = np.repeat("member", len(given["home"]))
    builder.join_with_persons(homes, given["home"], roles)
    simulation = builder.build(rules)
    names = {"alder": "age", "indkomst": "income", "husleje": "rent", "areal": "area"}
    for variable, name in names.items():
        simulation.set_input(variable, ON, given[name])
    return simulation


def calculated(simulation) -> list[float]:
    found = [simulation.calculate(name, ON) for name in ("boligstoette", "samlet")]
    return [float(each.sum(dtype=float)) for each in found]


def reformed(rules: TaxBenefitSystem, value: float) -> TaxBenefitSystem:
    class Changed(Reform):
        def apply(self) -> None:
            def change(parameters):
                parameters.stoette_aftrapning.update(period="year:2024:10", value=value)
                return parameters

            self.modify_parameters(change)

    return Changed(rules)


class Rival:
    """Each task: what is measured, and what it found."""

    def __init__(self, file: str) -> None:
        self.file, self.rules = file, system()
        self.given = columns(file)

    def calculation(self) -> answering.Found:
        simulation = build(self.rules, self.given)
        return answering.timed(lambda: calculated(simulation))

    def loading(self) -> answering.Found:
        return answering.timed(lambda: calculated(build(self.rules, columns(self.file))))

    def sweep(self) -> answering.Found:
        def run() -> Iterator[float]:
            for point in range(11):
                rules = reformed(self.rules, 0.10 + point / 100)
                yield calculated(build(rules, self.given))[0]

        return answering.timed(lambda: list(run()))

    def decision(self) -> answering.Found:
        situation = {
            "persons": {
                "a": {"alder": {ON: 70}, "indkomst": {ON: 120000}},
                "b": {"alder": {ON: 62}, "indkomst": {ON: 90000}},
            },
            "households": {
                "h": {"members": ["a", "b"], "husleje": {ON: 84000}, "areal": {ON: 90}}
            },
        }  # fmt: skip

        def run() -> list[float]:
            simulation = SimulationBuilder().build_from_entities(self.rules, situation)
            simulation.trace = True
            return calculated(simulation)

        return answering.many(run)


if __name__ == "__main__":
    answering.answer(Rival(sys.argv[1]))
