"""What compare does when it hears of deliveries: the years they tell of are reckoned anew."""

from sammenhaeng.lake.news import DeliveriesChanged

from . import tasks
from .queries.people import room_of, years_of


def deliveries_changed(news: DeliveriesChanged) -> None:
    room = room_of(news.kind)
    for year in years_of(news.days) if room else ():
        tasks.reckon.defer(room=room, year=year)
