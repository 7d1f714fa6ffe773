"""What accounts bring to the hub."""

from hub.auth import cli
from hub.auth.policy import PERMISSIONS
from hub.auth.views import bp
from hub.feature import Feature

feature = Feature(name="auth", blueprints=(bp,), permissions=PERMISSIONS, commands=(cli.user, cli.token))
