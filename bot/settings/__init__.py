"""The settings: environment variables, or the same names in a file `.env`."""

from bot.settings.organization import EMAIL, is_time_zone
from bot.settings.problems import SettingsError
from bot.settings.server import MAKE_KEY
from bot.settings.settings import Settings, load
from bot.settings.slack_app import SlackSettings
from bot.settings.teams_app import TeamsSettings

__all__ = ["EMAIL", "MAKE_KEY", "Settings", "SettingsError", "SlackSettings", "TeamsSettings", "is_time_zone", "load"]
