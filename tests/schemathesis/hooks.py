"""What schemathesis needs to know of the service: how to sign in, and that the contract is the validator."""

import os

import people
import schemathesis

ROLE = os.environ["ROLE"]

# The codes of `errors` that only the contract's own schemas give (src/http/schema.rs); all others are the Network's rules.
SHAPE = {
    "type", "too_long", "too_short", "empty", "format", "not_one_of", "pattern",
    "too_small", "too_large", "too_few", "too_many", "control_character", "blank", "repeated", "not_ascii",
}  # fmt: skip

if ROLE != "public":

    @schemathesis.auth(refresh_interval=300)
    class SignIn:
        """A session of the role, renewed before its token ends."""

        def get(self, case, context):
            return people.sign_in(ROLE)

        def set(self, case, data, context):
            case.headers = case.headers or {}
            case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.check
def contract_is_the_validator(ctx, response, case):
    """What conforms to the contract is never refused for its shape."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code not in (400, 422):
        return
    problem = response.json()
    shape = [e for e in problem.get("errors", []) if e["code"] in SHAPE]
    shape += [e for e in problem.get("errors", []) if e["detail"].startswith(("This field is required", "There is no such field"))]
    assert not shape, f"The contract allows what the service refuses: {shape}"
