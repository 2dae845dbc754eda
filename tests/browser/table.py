"""Every page by the name of its address: who it is for. A page that is not here fails a test."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

PUBLIC = {
    "front:home", "front:menu", "front:help", "front:about", "front:accessibility",
    "front:privacy", "front:was", "access:log_in", "access:logged_out", "design:components",
    "compare:areas", "compare:published", "compare:published_csv", "compare:method",
    "compare:institution", "benefits:choose", "benefits:ask",
}  # fmt: skip
CITIZEN = {
    "front:citizen_home", "journeys:my_plan", "journeys:my_contact", "journeys:my_calendar",
    "journeys:my_calendar_file", "journeys:my_feed", "citizens:my_log", "citizens:my_log_csv",
    "citizens:my_consents", "citizens:my_facts", "benefits:mine",
}  # fmt: skip
CITIZENS_THING = {
    "journeys:my_goal", "journeys:my_new_goal", "journeys:my_meeting", "citizens:withdraw_consent",
}  # fmt: skip
STAFF = {"front:inbox", "front:citizens", "citizens:look_up", "citizens:register"}
CASE = {
    "front:citizen", "journeys:case_calendar", "journeys:plan_meeting", "journeys:plan",
    "journeys:start", "journeys:add_goal", "journeys:add_activity", "journeys:change_activity",
    "journeys:case_meeting", "journeys:move_meeting", "journeys:cancel_meeting",
    "journeys:change_goal", "journeys:end_goal", "journeys:add_step", "journeys:move_plan",
    "journeys:merge", "journeys:statutory_plans", "journeys:start_statutory",
    "journeys:statutory_plan", "journeys:version", "citizens:facts", "citizens:consents",
    "citizens:give_orally", "journeys:efforts_csv",
}  # fmt: skip
ROLES = {  # who may open it, of Karen the leader, Per the auditor and Eva the administrator
    "front:leader": {"karen"},
    "front:auditor": {"per"},
    "front:administrator": {"eva"},
    "access:refusals": {"per"},
    "access:find_line": {"per"},
    "access:trail": {"per", "eva"},
    "access:trail_csv": {"per", "eva"},
    "access:people": {"eva"},
    "access:people_csv": {"eva"},
    "access:register": {"eva"},
    "access:person": {"eva"},
    "access:give_seat": {"eva"},
    "access:end_seat": {"eva"},
    "access:stand_in": {"eva"},
    "organisation:imports": {"eva"},
    "lake:deliveries": {"eva"},
    "organisation:example": {"eva"},
    "organisation:units": {"eva"},
    "organisation:units_csv": {"eva"},
    "compare:dialogue": {"karen"},
    "compare:dialogue_of": {"karen"},
    "compare:dialogue_write": {"karen"},
    "compare:comment": {"karen"},
    "compare:absence": {"karen"},
    "benefits:simulators": set(),  # Ruth's of the rules office, in tests/benefits/office
    "benefits:bills": set(),
    "benefits:bills_csv": set(),
    "benefits:open_bill": set(),
    "compare:measurements": set(),  # Nina the analyst's, in tests/compare/figures
    "compare:spans": {"karen"},
    "compare:spans_csv": {"karen"},
    "compare:knowledge": {"karen"},
    "compare:gain": {"karen"},
    "compare:peers": {"karen"},
    "compare:own_group": {"karen"},
    "compare:practice": {"karen"},
    "journeys:import_fhir": {"eva", "mette"},
    "journeys:import_report": {"eva", "mette"},
    "journeys:import_example": {"eva", "mette"},
    "journeys:parallel_plans": {"karen", "per"},
    "journeys:parallel_plans_csv": {"karen", "per"},
    "benefits:review": {"karen", "per"},
    "benefits:review_csv": {"karen", "per"},
    "absence:talks": {"karen"},
    "absence:targets": {"karen"},
    "absence:aim": {"karen"},
    "absence:visits": {"karen"},
    "absence:request_visit": {"karen"},
    "absence:pools": {"karen", "eva"},
}
POSTED = {
    "front:finish_task", "front:snooze_task", "front:assign_task",
    "journeys:answer_plan", "journeys:own_words", "journeys:my_comment",
    "journeys:answer_change", "journeys:answer_goal", "journeys:my_step", "journeys:my_step_done",
    "journeys:close_feed", "journeys:confirm", "journeys:wish", "journeys:comment",
    "journeys:propose", "journeys:attend_meeting", "journeys:strike_goal", "journeys:finish_step",
    "journeys:move_activity", "journeys:take_in", "journeys:cover", "journeys:end_statutory",
    "citizens:answer_consent", "citizens:renew_consent", "citizens:open_with_reason",
    "citizens:end_consent", "access:log_in_as", "access:take_seat", "access:log_out",
    "access:keep_alive", "access:check_trail", "access:end_stand_in", "compare:dialogue_move",
    "compare:comment_withdraw", "compare:measurement_publish", "compare:own_group_withdraw",
    "lake:withdraw", "benefits:keep_scenario", "benefits:move_bill",
    "benefits:curve_csv", "benefits:apply", "benefits:withdraw", "benefits:replay_mine",
    "benefits:gather_again", "benefits:replay",
    "absence:move_visit",
    "absence:share_out",
}  # fmt: skip
ELSEWHERE = {  # tried in a test of their own
    "access:seats", "access:oidc", "access:oidc_back", "access:delay", "journeys:feed",
    "citizens:contest_fact", "front:review", "front:task",
    "organisation:import", "organisation:faults",
    "compare:dialogue_follow_up", "compare:peers_csv", "compare:visit_effect",
    "compare:levels", "compare:levels_csv", "compare:absence_csv", "compare:area",
    "compare:area_csv", "compare:country", "compare:country_csv", "compare:held_csv",
    "compare:side", "compare:side_csv", "lake:columns", "lake:delivery", "lake:faults",
    "benefits:my_letter", "benefits:case", "benefits:case_of", "benefits:establish",
    "benefits:settle", "benefits:letter", "benefits:choose_for", "benefits:take_in",
    "absence:employee", "absence:begin", "absence:hold", "absence:close", "absence:visit",
    "benefits:simulator", "benefits:simulator_csv", "benefits:bill", "benefits:bill_csv",
    "benefits:bill_report", "benefits:bill_text", "benefits:bill_point", "benefits:send_bill",
    "benefits:advise_bill", "benefits:heed_bill",
    "absence:plan_visit", "absence:act_on_visit", "absence:pool", "absence:apply",
}  # fmt: skip
KINDS = (PUBLIC, CITIZEN, CITIZENS_THING, STAFF, CASE, set(ROLES), POSTED, ELSEWHERE)
API = "api"  # has a table of its own, in tests/api


def named(patterns=None, room: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name and the arguments of every address that has a name."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(one, URLPattern):
            yield from named(one.url_patterns, one.namespace or room)
        elif one.name and room and room != API:
            yield f"{room}:{one.name}", tuple(one.pattern.converters)
