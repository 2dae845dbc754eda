"""What compare does when it hears of deliveries: the years they tell of are reckoned anew."""

from procrastinate.contrib.django import app

from sammenhaeng.lake.news import DeliveriesChanged

from .queries.people import room_of, years_of

RECKON = "sammenhaeng.compare.tasks.reckon"


def deliveries_changed(news: DeliveriesChanged) -> None:
    room = room_of(news.kind)
    for year in years_of(news.days) if room else ():
        app.configure_task(RECKON, lock=RECKON).defer(room=room, year=year)
