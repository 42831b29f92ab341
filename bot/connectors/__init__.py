"""Practice systems that entries are pushed to. To add one: a module and its line."""

from bot.connectors import actionstep, clio, smokeball
from bot.connectors.base import Connector

CONNECTORS: dict[str, Connector] = {
    each.name: each
    for each in (clio.CONNECTOR, actionstep.CONNECTOR, smokeball.CONNECTOR)
}
