"""Programs that start at the same time found one database together."""

from concurrent.futures import ThreadPoolExecutor

from sammenhaeng.config import postgres


def test_programs_that_start_together_find_the_same_roles(cluster):
    with ThreadPoolExecutor(8) as programs:
        for _ in range(5):
            started = [
                programs.submit(postgres.ensure_database, cluster, "postgres") for _ in range(8)
            ]
            assert [one.exception() for one in started] == [None] * 8
