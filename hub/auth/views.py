"""The pages of accounts."""

from flask import Blueprint

from hub.guard import public, signed_in

bp = Blueprint("auth", __name__)


@bp.get("/login")
@public
def login() -> str:
    return ""


@bp.get("/register")
@public
def register() -> str:
    return ""


@bp.get("/profile")
@signed_in
def profile() -> str:
    return ""


@bp.post("/logout")
@signed_in
def logout() -> str:
    return ""
