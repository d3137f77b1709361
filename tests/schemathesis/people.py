"""Makes the accounts that the other scripts act as, in a fresh service: `people.py` signs in and prints shell exports.

Spain chairs today (so it sits in the troika), Namibia is a member without a seat, and UN-Women is the secretariat.
"""

import json
import os
import sys
import urllib.request
from datetime import date

API = os.environ["api"]
PASSWORD = "seven quiet bridges"
EMAIL = {"secretariat": "officer@unwomen.org", "troika": "wps@example.es", "member": "wps@example.na"}


def ask(method, path, body=None, token=None):
    """One request; the answer's JSON."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(API + path, data, headers, method=method)) as answer:
        text = answer.read()
        return json.loads(text) if text else None


def sign_in(role):
    """An access token, for ten minutes."""
    return ask("POST", "/v1/sessions", {"email": EMAIL[role], "password": PASSWORD})["access_token"]


def found():
    """The accounts, in a service that has none yet."""
    ask("POST", "/v1/setup", {"code": os.environ["CODE"], "email": EMAIL["secretariat"], "password": PASSWORD})
    officer = sign_in("secretariat")
    member = lambda code: ask("GET", f"/v1/members?code={code}")["data"][0]["id"]
    for role, code in [("troika", "ESP"), ("member", "NAM")]:
        account = {"email": EMAIL[role], "role": "member", "member_id": member(code)}
        code = ask("POST", "/v1/accounts", account, officer)["invitation_code"]
        ask("POST", "/v1/account-activations", {"code": code, "password": PASSWORD})
    year = date.today().year
    term = {"chairs": [member("ESP")], "starts_on": f"{year}-01-01", "ends_on": f"{year}-12-31", "source": "A test"}
    ask("POST", "/v1/chair-terms", term, officer)


if __name__ == "__main__":
    found()
    sys.exit(0)
