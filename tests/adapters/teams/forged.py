"""Tokens that are bad in one way each."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime, timedelta

import jwt

from tests.standins.teams import APP_ID, TeamsStandIn, private_key, public_jwk


def b64(content: object) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def unsigned(standin: TeamsStandIn, now: datetime, alg: str) -> str:
    return f"{b64({'alg': alg, 'typ': 'JWT', 'kid': 'first'})}.{b64(standin.claims(now))}."


def hs256(standin: TeamsStandIn, now: datetime) -> str:
    """Signed with the public key as the shared secret: the classic confusion of algorithms."""
    public = json.dumps(public_jwk("first", [])).encode()
    signed = f"{b64({'alg': 'HS256', 'kid': 'first'})}.{b64(standin.claims(now))}"
    return f"{signed}.{b64(hmac.new(public, signed.encode(), hashlib.sha256).digest())}"


def at(now: datetime, **later: float) -> int:
    return int((now + timedelta(**later)).timestamp())


def other_signature(token: str) -> str:
    return f"{token.rsplit('.', 1)[0]}.{b64(bytes(256))}"


def other_payload(standin: TeamsStandIn, now: datetime) -> str:
    head, _, signature = standin.token(now).split(".")
    return f"{head}.{b64(standin.claims(now, aud=APP_ID, exp=at(now, days=99)))}.{signature}"


def embedded_key(standin: TeamsStandIn, now: datetime) -> str:
    """The token brings the key that it is signed with."""
    headers = {"kid": "first", "jwk": public_jwk("stranger", ["msteams"]), "jku": "https://example.test/keys"}
    return jwt.encode(standin.claims(now), private_key("stranger"), algorithm="RS256", headers=headers)


def raw(standin: TeamsStandIn, payload: object) -> str:
    signed = f"{b64({'alg': 'RS256', 'kid': 'first'})}.{b64(payload)}"
    algorithm = jwt.get_algorithm_by_name("RS256")
    return f"{signed}.{b64(algorithm.sign(signed.encode(), private_key('first')))}"


def sign(standin: TeamsStandIn, now: datetime, **changes: object) -> str:
    return raw(standin, standin.claims(now, **changes))


def short(standin: TeamsStandIn, now: datetime) -> str:
    key = private_key("short")
    signed = f"{b64({'alg': 'RS256', 'kid': 'short'})}.{b64(standin.claims(now))}"
    return f"{signed}.{b64(jwt.get_algorithm_by_name('RS256').sign(signed.encode(), key))}"


Token = Callable[[TeamsStandIn, datetime], str | None]
# By the reason that the log gives.
BAD: dict[str, dict[str, Token]] = {
    "no bearer token": {
        "no header": lambda s, now: None,
        "empty header": lambda s, now: "",
        "no token": lambda s, now: "Bearer",
        "empty token": lambda s, now: "Bearer ",
        "another scheme": lambda s, now: f"Basic {s.token(now)}",
        "token alone": lambda s, now: s.token(now),
        "not ASCII": lambda s, now: f"Bearer {s.token(now)}é",
        "long": lambda s, now: f"Bearer {s.token(now, more='x' * 4_800)}",
    },
    "no token that can be read": {
        "two tokens": lambda s, now: f"Bearer {s.token(now)} {s.token(now)}",
        "garbage": lambda s, now: "Bearer garbage",
        "garbage in three parts": lambda s, now: "Bearer a.b.c",
        "dots": lambda s, now: "Bearer ....",
        "header that is no object": lambda s, now: f"Bearer {b64([1])}.{b64({})}.{b64(b'x')}",
        "header nested deep": lambda s, now: f"Bearer {b64(b'[' * 3000)}.{b64({})}.{b64(b'x')}",
        "key id that is a number": lambda s, now: f"Bearer {b64({'alg': 'RS256', 'kid': 1})}.{b64(s.claims(now))}.{b64(b'x')}",
        "unknown critical header": lambda s, now: f"Bearer {s.token(now, headers={'kid': 'first', 'crit': ['exp'], 'exp': 1})}",
    },
    "expired": {
        "expired": lambda s, now: f"Bearer {s.token(now, exp=at(now, minutes=-6))}",
        "expired long ago": lambda s, now: f"Bearer {s.token(now, exp=0, nbf=0)}",
    },
    "not valid yet": {
        "early": lambda s, now: f"Bearer {s.token(now, nbf=at(now, minutes=6))}",
        "issued in the future": lambda s, now: f"Bearer {s.token(now, iat=at(now, minutes=6))}",
    },
    "no time of expiry": {
        "no exp": lambda s, now: f"Bearer {s.token(now, exp=None)}",
    },
    "a time that is none": {
        "exp as text": lambda s, now: f"Bearer {sign(s, now, exp='9999999999')}",
        "exp true": lambda s, now: f"Bearer {sign(s, now, exp=True)}",
        "exp not a number": lambda s, now: f"Bearer {sign(s, now, exp=float('nan'))}",
        "exp infinite": lambda s, now: f"Bearer {sign(s, now, exp=float('inf'))}",
        "exp beyond all time": lambda s, now: f"Bearer {sign(s, now, exp=10**400)}",
        "exp null": lambda s, now: f"Bearer {raw(s, s.claims(now) | {'exp': None})}",
        "nbf as text": lambda s, now: f"Bearer {sign(s, now, nbf='0')}",
    },
    "meant for another app": {
        "another audience": lambda s, now: f"Bearer {s.token(now, aud='00000000-0000-0000-0000-000000000000')}",
        "no audience": lambda s, now: f"Bearer {s.token(now, aud=None)}",
        "empty audience": lambda s, now: f"Bearer {s.token(now, aud='')}",
        "array of audiences": lambda s, now: f"Bearer {s.token(now, aud=[APP_ID, 'another'])}",
    },
    "another issuer": {
        "another issuer": lambda s, now: f"Bearer {s.token(now, iss='https://sts.windows.net/d6d49420/')}",
        "no issuer": lambda s, now: f"Bearer {s.token(now, iss=None)}",
        "array of issuers": lambda s, now: f"Bearer {raw(s, s.claims(now) | {'iss': [s.issuer]})}",
    },
    "an unknown key id": {
        "unknown key": lambda s, now: f"Bearer {s.token(now, key='stranger')}",
        "empty key id": lambda s, now: f"Bearer {s.token(now, headers={'kid': ''})}",
        "endorsements left out": lambda s, now: f"Bearer {s.token(now, key='silent')}",
        "endorsements as text": lambda s, now: f"Bearer {s.token(now, key='texted')}",
        "a key too short": lambda s, now: f"Bearer {short(s, now)}",
    },
    "not claims that are signed with the key they name": {
        "unknown key under a known id": lambda s, now: f"Bearer {s.token(now, key='stranger', headers={'kid': 'first'})}",
        "key that comes along": lambda s, now: f"Bearer {embedded_key(s, now)}",
        "no signature": lambda s, now: f"Bearer {s.token(now).rsplit('.', 1)[0]}.",
        "another signature": lambda s, now: f"Bearer {other_signature(s.token(now))}",
        "another payload": lambda s, now: f"Bearer {other_payload(s, now)}",
        "payload that is no object": lambda s, now: f"Bearer {raw(s, [1, 2])}",
        "payload that is no JSON": lambda s, now: f"Bearer {raw(s, b'{')}",
        "payload nested deep": lambda s, now: f"Bearer {raw(s, b'[' * 2500)}",
    },
    "no key id": {
        "no key id": lambda s, now: f"Bearer {s.token(now, headers={})}",
    },
    "an algorithm that is not taken": {
        "alg none": lambda s, now: f"Bearer {unsigned(s, now, 'none')}",
        "alg None": lambda s, now: f"Bearer {unsigned(s, now, 'None')}",
        "no alg": lambda s, now: f"Bearer {b64({'kid': 'first'})}.{b64(s.claims(now))}.{b64(b'x')}",
        "alg that is a list": lambda s, now: f"Bearer {b64({'alg': ['RS256'], 'kid': 'first'})}.{b64(s.claims(now))}.{b64(b'x')}",
        "HS256": lambda s, now: f"Bearer {hs256(s, now)}",
        "RS512": lambda s, now: f"Bearer {jwt.encode(s.claims(now), private_key('first'), 'RS512', {'kid': 'first'})}",
    },
    "no service URL claim": {
        "no service URL claim": lambda s, now: f"Bearer {s.token(now, serviceurl=None)}",
        "null service URL claim": lambda s, now: f"Bearer {raw(s, s.claims(now) | {'serviceurl': None})}",
    },
    "another service URL than the token's": {
        "another service URL claim": lambda s, now: f"Bearer {s.token(now, serviceurl='https://smba.example.test/emea/')}",
    },
    "the key is not endorsed for the channel": {
        "not endorsed for Teams": lambda s, now: f"Bearer {s.token(now, key='webchat')}",
        "endorsed for nothing": lambda s, now: f"Bearer {s.token(now, key='unendorsed')}",
    },
}
