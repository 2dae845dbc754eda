from sammenhaeng.benefits.rules.merging import merged

LOOPS = """
t0 = 0.0
for i in range(n):
    v_a[i] = x[i] * 2
for i in range(n):
    t0 += v_a[i]
v_b = t0 / 2
for i in range(n):
    v_c[i] = v_b + v_a[i]
t1 = 0.0
for i in range(n):
    t1 += x[i]
"""


def run(lines):
    room = {"n": 3, "x": [1.0, 2.0, 4.0], "v_a": [0.0] * 3, "v_c": [0.0] * 3}
    exec("\n".join(lines), {"range": range}, room)  # the text above, before and after
    return room


def test_put_together_the_loops_give_the_same():
    before, after = run(LOOPS.splitlines()), run(merged(LOOPS.splitlines(), 0))

    assert after == before
    assert (after["v_c"], after["t1"]) == ([9.0, 11.0, 15.0], 7.0)


def test_there_is_a_loop_for_each_sum_that_others_wait_for():
    lines = list(merged(LOOPS.splitlines(), 0))

    assert sum(line.startswith("for ") for line in lines) == 2


def test_a_loop_does_not_overtake_what_it_waits_for():
    lines = [
        "for i in range(n):",
        "    t0 += v_a[0] * x[i]",
        "for i in range(n):",
        "    v_a[i] = t0",
    ]

    assert len([line for line in merged(lines, 0) if line.startswith("for ")]) == 2


def test_what_is_compared_stays_beside_its_comparison():
    lines = ["a = 3", "c = 1", "if c < a:", "    a = c", "b = 9", "c = 7", "if c < b:", "    b = c"]

    room: dict[str, int] = {}
    exec("\n".join(merged(lines, 0)), {}, room)  # the lines above
    assert (room["a"], room["b"]) == (1, 7)
