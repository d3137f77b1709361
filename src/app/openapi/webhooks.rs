//! What the service sends, as the document tells it: from this a client generator makes a receiver.

use serde_json::{Value, json};

/// `webhooks` of the document.
pub fn webhooks() -> Value {
    json!({"event": {"post": {
        "operationId": "receiveEvent",
        "tags": ["Webhooks"],
        "summary": "Receive an event",
        "description": DESCRIPTION,
        "security": [],
        "parameters": [
            header("webhook-id", "The event's id, the same at each attempt: what was seen before is passed over.",
                json!({"type": "string", "format": "uuid", "maxLength": 36}), json!("0198f0a2-5b1c-7d3e-8a4f-1c2d3e4f5a6b")),
            header("webhook-timestamp", "The moment of the attempt, in seconds since 1970: refuse what is older than five minutes.",
                json!({"type": "integer", "format": "int64", "minimum": 0, "maximum": 253_402_300_799_i64}), json!(1_795_510_800)),
            header("webhook-signature", "Signatures of `id.timestamp.body`, with spaces between, one of which has to be right: `v1,` and the \
                base64 of an HMAC-SHA256, or `v1a,` and the base64 of an Ed25519 signature.",
                json!({"type": "string", "minLength": 1, "maxLength": 400}), json!("v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4="))
        ],
        "requestBody": {
            "required": true,
            "description": "The event, as the change feed has it.",
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Event"}}}
        },
        "responses": {
            "204": {"description": "Taken, as with every status from 200 to 299. Answer at once and work afterwards."},
            "410": {"description": "Not wanted any more: the webhook is disabled."},
            "429": {"description": "Later: `Retry-After` is honoured up to a day. Every other answer, and none within fifteen seconds, is a failure too, \
                and is tried again over three days."}
        }
    }}})
}

const DESCRIPTION: &str = "\
Sent to the `url` of each webhook whose account may learn of the event, after Standard Webhooks: at least once, and in \
order for each resource. Verify the signature over the body's bytes as they came, with a library from \
standardwebhooks.com; then fetch `subject` to see what changed. Redirects are not followed.";

fn header(name: &str, description: &str, schema: Value, example: Value) -> Value {
    json!({"name": name, "in": "header", "required": true, "description": description, "schema": schema, "example": example})
}
