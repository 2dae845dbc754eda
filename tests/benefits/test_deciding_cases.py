"""Cases of benefits."""

from sammenhaeng.benefits.models import Decision, Application, Evidence


def test_try(benefits):
    for d in Decision.objects.order_by("pk"):
        print(d.state, d.level, d.amounts, [x["sentence"] for x in d.doubts])
        print(d.document and [(s["label"], s["said"]) for s in d.document["steps"] if s["leads"]])
    assert 0
