"""A decision in the traces and metrics of an application, without a fact of a person."""

import json
from collections.abc import Iterator

import pytest
from opentelemetry import metrics, trace
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader, NumberDataPoint
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

import iiz_rules as iiz
from iiz_rules.web.settings import Settings
from tests.web.client import Client

CASE = {"person.residence.canton": "SG", "person.birth_date": "1987-11-07"}


@pytest.fixture
def spans() -> Iterator[tuple[trace.Tracer, InMemorySpanExporter]]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    yield provider.get_tracer("tests"), exporter
    provider.shutdown()


def test_a_decision_is_noted_in_the_running_span_without_a_fact(
    spans: tuple[trace.Tracer, InMemorySpanExporter],
) -> None:
    tracer, exporter = spans
    log = iiz.DecisionLog(on_decision=iiz.note_in_span)
    policy = iiz.load("zurich", on="2024-03-05").with_log(log)
    with tracer.start_as_current_span("enrol"):
        policy.eligibility(CASE, name="Hans Muster")
    (span,) = exporter.get_finished_spans()
    assert span.attributes is not None
    (logged,) = log.decisions()
    assert span.attributes["iiz.receipt.id"] == logged.receipt.id
    assert span.attributes["iiz.verdicts"] == ("no",)
    told = json.dumps(dict(span.attributes))
    assert not any(word in told for word in ("SG", "1987-11", "Muster"))


def test_a_service_notes_what_it_answers(
    spans: tuple[trace.Tracer, InMemorySpanExporter],
) -> None:
    tracer, exporter = spans
    client = Client(Settings(("zurich",), reload=0))
    with tracer.start_as_current_span("POST"):
        told = client.post("/v1/zurich/eligibility?on=2024-03-05", {}).data
    client.close()
    (span,) = exporter.get_finished_spans()
    assert span.attributes is not None
    assert span.attributes["iiz.receipt.id"] == told["decision"]["id"]


Counted = dict[tuple[str, ...], int]
"""how often, by the values of the attributes"""


@pytest.fixture(scope="module")
def reader() -> InMemoryMetricReader:
    reader = InMemoryMetricReader()
    metrics.set_meter_provider(MeterProvider([reader]))
    return reader


def counted(reader: InMemoryMetricReader) -> dict[str, Counted]:
    data = reader.get_metrics_data()
    scopes = data.resource_metrics[0].scope_metrics if data else []
    return {
        metric.name: {
            tuple(map(str, (point.attributes or {}).values())): point.value
            for point in metric.data.data_points
            if isinstance(point, NumberDataPoint) and isinstance(point.value, int)
        }
        for scope in scopes
        for metric in scope.metrics
    }


def test_a_service_counts_what_it_answers_by_edition_and_verdict(
    reader: InMemoryMetricReader,
) -> None:
    client = Client(Settings(("zurich",), reload=0))
    before = counted(reader)
    for case in ({}, {"facts": CASE}):
        client.post("/v1/zurich/eligibility?on=2024-03-05", case)
    client.close()
    after = counted(reader)
    edition = "zurich", "2014-04-01"
    for metric, attributes, times in [
        ("iiz.decisions", edition, 2),
        ("iiz.answers", (*edition, "open"), 1),
        ("iiz.answers", (*edition, "no"), 1),
    ]:
        earlier = before.get(metric, {}).get(attributes, 0)
        assert after[metric][attributes] - earlier == times
    assert {len(attributes) for attributes in after["iiz.answers"]} == {3}


def test_outside_of_a_span_nothing_happens() -> None:
    log = iiz.DecisionLog(on_decision=iiz.note_in_span)
    policy = iiz.load("zurich", on="2024-03-05").with_log(log)
    assert policy.eligibility(CASE, name="D-17").verdict == "no"


def test_to_count_a_decision_its_receipt_is_not_read_again() -> None:
    """A receipt of all rules takes longer to parse than the case that was sent."""
    noted: list[iiz.LoggedDecision] = []
    log = iiz.DecisionLog(on_decision=noted.append)
    iiz.load("zurich", on="2024-03-05").with_log(log).decide(CASE, name="D-17")
    iiz.count_decision(noted[0])
    receipt = noted[0].receipt
    assert "content" not in vars(receipt)
    told = receipt.content
    assert (receipt.canton, receipt.edition) == (told["canton"], told["edition"])
    assert receipt.verdicts == {answer["rule"]: answer["verdict"] for answer in told["answers"]}
