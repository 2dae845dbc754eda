"""Which news from below makes which room above act: every back arrow, on one screen."""

from collections.abc import Callable, Mapping, Sequence

from sammenhaeng.citizens import news as citizens
from sammenhaeng.compare import reactions as compare
from sammenhaeng.inbox import reactions as inbox
from sammenhaeng.journeys import reactions as journeys
from sammenhaeng.lake import news as lake

REACTIONS: Mapping[type, Sequence[Callable[..., object]]] = {
    citizens.ConsentAsked: [inbox.consent_asked],
    citizens.ConsentAnswered: [inbox.consent_answered],
    citizens.ConsentEnded: [inbox.consent_ended, journeys.consent_ended],
    citizens.ConsentReplaced: [inbox.consent_replaced, journeys.consent_replaced],
    citizens.ConsentRunsOut: [inbox.consent_runs_out],
    citizens.FactContested: [inbox.fact_contested],
    lake.DeliveriesChanged: [compare.deliveries_changed],
}
