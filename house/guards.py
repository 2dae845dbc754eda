"""Take each guard out once and see its test fail: python -m house.guards [WORD] (in a copy)."""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = "src/sammenhaeng"
COPIED = ("src", "tests", "house", "pyproject.toml")
LINKED = (".venv", "node_modules", "frontend")


@dataclass(frozen=True)
class Guard:
    """A line that says no, what takes its place, and the test that must then fail."""

    what: str
    file: str
    line: str
    instead: str
    test: str


J, C, A = "journeys/operations", "citizens/operations", "access"
P, R = "compare/operations", "releases"
GUARDS = [
    Guard("chain of leaders", f"{P}/dialogue.py",
          "    queries.dialogue(by, dialogue.pk, localdate(at))\n", "",
          "compare/test_dialogue.py -k outside_the_chain"),
    Guard("an agreement takes two levels", f"{P}/dialogue.py",
          "    if not rules.may_agree(is_own=is_own, has_leader_above=has_above):", "    if False:",
          "compare/test_dialogue.py -k does_not_agree_alone"),
    Guard("a lost update of a dialogue", f"{P}/dialogue.py",
          "    if dialogue.version != seen:\n        raise _stale",
          "    if False:\n        raise _stale",
          "compare/test_dialogue.py -k old_version"),
    Guard("the units own leader comments", f"{P}/comment.py",
          "    if by.unit_id != unit.pk:", "    if False:",
          "compare/test_comment.py -k no_other_leader"),
    Guard("a draft stays in its unit", "compare/queries/dialogue.py",
          "    is_draft = Q(state=rules.DRAFTED) & ~Q(unit_id=seat.own_unit.pk)",
          "    is_draft = Q(pk=None)", "compare/test_dialogue.py -k draft"),
    Guard("a hidden cell hides all", "compare/queries/told.py",
          "        return beside(own, number)",
          "        return beside(releases.from_ledger(1.0), number)",
          "compare/figures/test_told.py -k hidden"),
    Guard("publishing needs the gate", f"{P}/figures.py",
          "        if measurement.release_id is None:", "        if False:",
          "compare/figures/test_verbs.py -k gate_refused"),
    Guard("who publishes figures", f"{P}/figures.py",
          "    require(by, acts.PUBLISH)", "    pass", "compare/figures/test_verbs.py -k stranger"),
    Guard("one who is alone, against the ledger", "statistics/disclosure/audit.py",
          "        told = told_to_one(part, programme, left, system.least_share)",
          "        told = {}", "statistics/test_disclosure_corrections.py -k alone"),
    Guard("a mean of those shown", "compare/rules/shown.py",
          "    return np.any([is_told[:, way].all(axis=1) for way in ways], axis=0)",
          "    return np.ones(len(is_told), bool)",
          "compare/figures/test_told.py -k shown_alone"),
    Guard("an application is taken in where it is decided", "benefits/operations/applications.py",
          "    queries.refuse_elsewhere(wish.unit, by)\n", "",
          "benefits/test_taking_in.py -k another_unit"),
    Guard("one table of a subject at a time", f"{R}/operations.py",
          "    _one_at_a_time(table.subject)\n", "", "races/test_releases.py"),
    Guard("what the world has seen", f"{R}/operations.py",
          "    ledger = queries.ledger_for(table.subject, table.periods)", "    ledger = []",
          "releases/test_publishing.py -k move_that_tells"),
    Guard("who lets a table out", f"{R}/operations.py",
          "    require(by, acts.PUBLISH)", "    pass",
          "releases/test_publishing.py -k caseworker_publishes"),
    Guard("who withdraws a table", f"{R}/operations.py",
          "    require(by, acts.WITHDRAW)", "    pass",
          "releases/test_publishing.py -k stranger_withdraws"),
    Guard("what did not pass is refused", f"{R}/operations.py",
          "    outcome = rules.PUBLISHED if isinstance(found, Passed) else rules.REFUSED",
          "    outcome = rules.PUBLISHED", "releases/test_publishing.py -k move_that_tells"),
    Guard("spells need a Use", "absence/queries/named.py",
          "    use.covers(\"absence\")", "    pass",
          "absence/test_early_action.py -k named_employee"),
    Guard("spells of the own unit", "absence/queries/named.py",
          "    own = lake.table(SPELLS).filter(_.unit == held.unit_id)",
          "    own = lake.table(SPELLS)", "absence/test_named_spells.py -k another_units"),
    Guard("who proposes an own group", f"{P}/group.py",
          "    require(by, acts.PROPOSE_PEERS, unit_id=unit.pk)", "    pass",
          "compare/figures/test_group.py -k stranger"),
    Guard("a top of a few persons", "compare/rules/held.py",
          "        if len(rows) * TOP >= FEWEST and counts[rows].any()",
          "        if counts[rows].any()", "compare/figures/test_held.py -k fewer_than_five"),
    Guard("nothing over a break", "compare/rules/trend.py",
          "breaks=sorted(breaks)", "breaks=[]", "compare/figures/test_years.py -k over_a_break"),
    Guard("role and relation", "kernel/acts.py",
          "    if not by.may(act, Place(unit_id, citizen_id, authority_id)):", "    if False:",
          "journeys/test_plans.py -k stranger"),
    Guard("relation of the seat", f"{A}/models/seats.py",
          "and self._related(act, place)", "", "journeys/test_plans.py -k coordination_is_handed"),
    Guard("reach of the act", f"{A}/models/seats.py",
          "self._reaches(act, place) and ", "", "journeys/test_lines.py -k own_authority_changes"),
    Guard("state table", "kernel/states.py",
          "        return transitions[state][event]",
          "        return transitions[state].get(event, state)",
          "journeys/test_plans.py -k stays_withdrawn"),
    Guard("four conditions", f"{J}/plans.py",
          "    if missing := set(rules.CONDITIONS) - beginning.conditions:",
          "    if missing := ():",
          "journeys/test_plans.py -k four_conditions"),
    Guard("coverage", f"{J}/plans.py",
          "    if missing := coverage.missing(plan):", "    if missing := ():",
          "journeys/test_plans.py -k does_not_cover"),
    Guard("coverage by lines that stand", "journeys/queries/coverage.py",
          "        Q(goal__state=line_rules.CANCELLED) | Q(activity__state=line_rules.CANCELLED)",
          "        pk=None", "journeys/test_merging.py -k struck"),
    Guard("consent", f"{J}/plans.py",
          "    if not coverage.consent_holds(plan, consent, at):", "    if False:",
          "journeys/test_plans.py -k valid_consent"),
    Guard("consent read under its lock", f"{J}/plans.py",
          "    consent = Consent.objects.select_for_update().get(pk=consent.pk)", "    pass",
          "races/test_plans_and_logs.py -k after_the_plan_was_read"),
    Guard("only the citizen approves", f"{J}/plans.py",
          "    require(by, acts.APPROVE, citizen_id=plan.citizen_id)\n    plan.state",
          "    plan.state",
          "journeys/test_plans.py -k only_the_citizen_makes"),
    Guard("only the coordinator proposes", f"{J}/plans.py",
          "    require(by, acts.COORDINATE, citizen_id=plan.citizen_id)", "    pass",
          "journeys/test_merging.py -k only_the_coordinator"),
    Guard("the former coordinator parts", f"{J}/course.py",
          "    access.part(COORDINATOR_OF.format(plan.pk), by=by, at=at)\n    for member",
          "    for member",
          "journeys/test_plans.py -k without_a_gap"),
    Guard("the team parts at the end", f"{J}/course.py",
          "    access.part(TEAM_OF.format(plan.pk), by=by, at=at)", "    pass",
          "journeys/test_plans.py -k may_not_look"),
    Guard("sources come back", f"{J}/course.py",
          "    _end(plan, reason, at)\n    restore_sources(plan, by=by, at=at)",
          "    _end(plan, reason, at)", "journeys/test_plans.py -k back_in_force"),
    Guard("second person for a mistake", f"{J}/course.py",
          "plan.error_reported_by.account_id == by.account_id", "False",
          "journeys/test_plans.py -k second_person"),
    Guard("health-act plans are not merged", "journeys/rules/plans.py",
          "    if kind.is_health:", "    if False:", "journeys/test_plans.py -k never_merged"),
    Guard("one merge at a time", f"{J}/sources.py",
          "    if not is_link and coverage.is_taken_elsewhere(plan, source):", "    if False:",
          "journeys/test_merging.py -k two_drafts"),
    Guard("stale version", f"{J}/versions.py",
          "    if line.version == seen:", "    if True:", "journeys/test_lines.py -k newer_text"),
    Guard("sealed lines", "journeys/rules/lines.py",
          "    return visibility == TEAM", "    return True",
          "journeys/test_one_rule_on_every_path.py"),
    Guard("sealed lines in versions", "journeys/queries/versions.py",
          '            if row["id"] in efforts and row["goal_id"] in goals', "            if True",
          "journeys/test_one_rule_on_every_path.py"),
    Guard("ids are their source's", "journeys/fhir/reading.py",
          "        return Key(self.source, self.kind, self.id)",
          '        return Key("", self.kind, self.id)',
          "journeys/test_fhir_sources.py -k another_citizen"),
    Guard("names that no other has", "journeys/fhir/naming.py",
          "str(uuid.uuid5(NAMESPACE, address(key)))", "key.id",
          "journeys/test_fhir_sources.py -k no_other_has"),
    Guard("sealed titles of changes", "journeys/queries/versions.py",
          "    efforts_own = row.efforts_visibility or lines.TEAM, row.efforts_authority_id",
          "    efforts_own = goals_own = lines.TEAM, None",
          "journeys/test_one_rule_on_every_path.py -k follows_what"),
    Guard("clash before booking", f"{J}/appointments.py",
          "    ledger.refuse(queries.clashes(wanted, meeting.citizens, meeting.staff, by))",
          "    pass", "journeys/test_appointments.py -k in_the_way_of_later"),
    Guard("exclusion constraint", "journeys/migrations/0001_initial.py",
          "expressions=[('citizen_id', '='), ('during', '&&')]",
          "expressions=[('id', '='), ('during', '&&')]",
          "journeys/test_appointments.py -k database_itself"),
    Guard("taken meanwhile", f"{J}/ledger.py",
          "    if taken < len(citizens) + len(staff):", "    if False:", "races/test_bookings.py"),
    Guard("ledger alone or shared", f"{J}/ledger.py",
          "    with connection.cursor() as cursor:\n        cursor.execute(LOCK",
          "    return\n    with connection.cursor() as cursor:\n        cursor.execute(LOCK",
          "races/test_bookings.py -k blind"),
    Guard("busy, not why", "journeys/queries/ledger.py",
          "title if own or by.is_citizen else BUSY", "title",
          "journeys/test_appointments.py -k learns_only"),
    Guard("calendar of others", "journeys/queries/calendar.py",
          "    if not sees:", "    if False:", "journeys/test_calendar_course.py -k secret"),
    Guard("override says why", f"{J}/appointments.py",
          "    if not reason.strip():\n        raise Refused(\"invalid\", \"Skriv, hvorfor",
          "    if False:\n        raise Refused(\"invalid\", \"Skriv, hvorfor",
          "journeys/test_appointments.py -k for_a_reason"),
    Guard("notice rule", "journeys/rules/appointments.py",
          "    return not had_clash and told_at is not None and starts_at - told_at >= NOTICE",
          "    return not had_clash", "journeys/test_appointments.py -k after_our_mistake"),
    Guard("our own clash", f"{J}/appointments.py",
          "        had_clash=queries.had_clash(appointment),", "        had_clash=False,",
          "journeys/test_appointments.py -k not_the_citizens_fault"),
    Guard("a yes after its last day", f"{C}/consents.py",
          '    if event == "give" and consent.valid_until < day_of(at):', "    if False:",
          "citizens/test_consent_course.py -k on_its_last_day"),
    Guard("a yes lasts until midnight", f"{C}/consents.py",
          "    ends_at = midnight_after(consent.valid_until)", "    ends_at = None",
          "citizens/test_consent_course.py -k until_midnight"),
    Guard("the relation ends with the yes", f"{C}/consents.py",
          "    access.part(_source(consent), by=by, at=at)\n    announce(ConsentEnded",
          "    announce(ConsentEnded", "citizens/test_consent_course.py -k taken_back"),
    Guard("witness is somebody else", f"{C}/consents.py",
          "    if witness.account_id == by.account_id or witness.is_citizen:", "    if False:",
          "citizens/test_consent_course.py"),
    Guard("row-level security", "config/security.py",
          "using ({seen}) with check ({opened})", "using (true) with check (true)",
          "access/test_use.py -k without_a_use"),
    Guard("no relation, no look-up", f"{A}/rules.py",
          "    if not relation:", "    if False:", "access/test_use.py -k stranger"),
    Guard("a reason lasts two hours", f"{A}/models/seats.py",
          "            Q(until__isnull=True) | Q(until__gt=at),", "",
          "access/test_use.py -k two_hours"),
    Guard("reveal date", f"{A}/rules.py",
          "    return day < reveal_on <= day + LONGEST_DELAY", "    return True",
          "citizens/test_log.py -k two_years"),
    Guard("delayed lines are hidden", "config/security.py",
          "(reveal_on is null or reveal_on <= current_date)", "true",
          "citizens/test_log.py -k lawfully_delayed"),
    Guard("categories named", f"{A}/operations/use.py",
          "        if missing := sorted(set(categories) - self.categories):",
          "        if missing := ():", "journeys/test_lines.py -k not_named"),
    Guard("the door of staff pages", f"{A}/policy.py",
          "    if seat.role in roles:", "    if True:",
          "browser/test_every_page.py -k staff_page"),
    Guard("the chain locks its head", "audit/migrations/0002_acts_are_chained.py",
          " for update;", ";", "races/test_plans_and_logs.py -k no_gap"),
    Guard("protected are not found by name", "citizens/migrations/0002_finding_is_logged.py",
          "and not p.is_protected\n               and", "and",
          "browser/test_every_page.py -k protected"),
]  # fmt: skip


def copied() -> Path:
    """A tree of its own to break, with the environment beside it."""
    folder = Path(tempfile.mkdtemp(prefix="guards-"))
    folder.chmod(0o755)  # the database's own user reads here
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    return folder


def is_caught(guard: Guard, folder: Path) -> str:
    """What its test says when the guard is gone."""
    path = folder / SOURCE / guard.file
    whole = path.read_text()
    if guard.line not in whole:
        return "the line is not there"
    path.write_text(whole.replace(guard.line, guard.instead, 1))
    test, _, chosen = guard.test.partition(" -k ")
    command = [sys.executable, "-m", "pytest", "-q", "-x", f"tests/{test}"]
    command += ["-k", chosen] if chosen else []
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    path.write_text(whole)
    return {0: "NOT CAUGHT", 1: "caught"}.get(ended.returncode, "the test did not run")


def main() -> None:
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    folder, told = copied(), []
    try:
        for guard in (one for one in GUARDS if word in one.what):
            told.append(is_caught(guard, folder))
            print(f"{told[-1]:>22}  {guard.what:<34} {guard.test}", flush=True)
    finally:
        stop = (
            "from pathlib import Path; from sammenhaeng.config import postgres; "
            "postgres.stop(Path('var/test-postgres'))"
        )
        subprocess.run([sys.executable, "-c", stop], cwd=folder, env={"PYTHONPATH": "src"},
                       capture_output=True, check=False)  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)
    sys.exit(any(one != "caught" for one in told))


if __name__ == "__main__":
    main()
