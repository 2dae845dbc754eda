"""Logging in with OpenID Connect: authorization code, PKCE, state and nonce; and out again."""

from functools import cache
from urllib.parse import urlencode

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError

from sammenhaeng.access import queries
from sammenhaeng.design.rendering import render
from sammenhaeng.kernel.refusal import Refused

from .entry import come_in

WAIT_SECONDS = 10
PROOF = "id_token"  # in the session: whose log-in the provider is asked to end


@cache
def _client(issuer: str, client_id: str, client_secret: str):
    """The log-in service, described by its own discovery document."""
    return OAuth().register(
        "provider",
        client_id=client_id,
        client_secret=client_secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid", "code_challenge_method": "S256", "default_timeout": WAIT_SECONDS,
        },
    )  # fmt: skip


def provider():
    if not settings.OIDC["issuer"]:
        raise Http404
    return _client(**settings.OIDC)


@require_GET
def go(request):
    """Off to the log-in service; what must come back is kept in the session."""
    back = request.build_absolute_uri(reverse("access:oidc_back"))
    try:
        return provider().authorize_redirect(request, back)
    except requests.RequestException:
        return render(request, "access/no_answer.html", {}, 503)


@require_GET
def back(request):
    """Back from the log-in service: only its own answer to this browser's question counts."""
    issuer = settings.OIDC["issuer"]
    wanted = {"iss": {"essential": True, "values": [issuer]}, "sub": {"essential": True}}
    try:
        token = provider().authorize_access_token(request, claims_options=wanted)
    except requests.RequestException:
        return render(request, "access/no_answer.html", {}, 503)
    except (OAuthError, JoseError) as error:
        raise Refused("forbidden", "Log-in lykkedes ikke. Gå tilbage, og log på igen.") from error
    subject = token["userinfo"]["sub"]
    if (account := queries.account_of(issuer, subject)) is None:
        raise Refused(
            "forbidden",
            "Du er logget på, men ingen har oprettet dig her. Giv dit bruger-id til den, der "
            "opretter brugere hos jer: {subject}", subject=subject,
        )  # fmt: skip
    answer = come_in(request, account)
    request.session[PROOF] = token["id_token"]
    return answer


def way_out(request, proof: str) -> str:
    """Where the provider ends its own session and sends the browser back; "" when it has no such.

    OpenID Connect RP-Initiated Logout 1.0.
    """
    try:
        there = provider().load_server_metadata().get("end_session_endpoint", "")
    except requests.RequestException:
        return ""
    back = request.build_absolute_uri(reverse("access:logged_out"))
    asked = {
        "id_token_hint": proof, "post_logout_redirect_uri": back,
        "client_id": settings.OIDC["client_id"],
    }  # fmt: skip
    return there and f"{there}{'&' if '?' in there else '?'}{urlencode(asked)}"
