//! What a monitoring system reads: requests by operation and status, and how long they took.

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use std::time::Duration;

/// Upper bounds of the duration buckets, in seconds.
const BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    operation: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Operation {
    operation: String,
}

/// The counters of this instance.
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    seconds: Family<Operation, Histogram>,
    long_answers: Gauge,
}

impl Metrics {
    /// All at nought.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("wps_network");
        let requests = Family::default();
        let constructor: fn() -> Histogram = || Histogram::new(BUCKETS);
        let seconds = Family::new_with_constructor(constructor);
        registry.register("http_requests", "Requests answered", requests.clone());
        registry.register_with_unit(
            "http_request_duration",
            "Time to the answer",
            Unit::Seconds,
            seconds.clone(),
        );
        let long_answers = Gauge::default();
        registry.register(
            "long_answers",
            "Streams and waiting requests that are open",
            long_answers.clone(),
        );
        Self {
            registry,
            requests,
            seconds,
            long_answers,
        }
    }

    /// Counts one answer.
    pub fn count(&self, operation: &str, status: u16, took: Duration) {
        let operation = operation.to_owned();
        self.requests
            .get_or_create(&Request {
                operation: operation.clone(),
                status,
            })
            .inc();
        self.seconds
            .get_or_create(&Operation { operation })
            .observe(took.as_secs_f64());
    }

    /// The `OpenMetrics` text, with the number of long answers that are open now.
    pub fn text(&self, long_answers: usize) -> String {
        self.long_answers
            .set(i64::try_from(long_answers).unwrap_or(i64::MAX));
        let mut text = String::new();
        // Writing into a String does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}
