"""What was truly imported, in records: declarations and their items."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from madein.demo import world
from madein.demo.world import Firm, Product

CENT = Decimal("0.01")


class Flaw(StrEnum):
    """What is missing from an item in every vendor's file."""

    NONE = "none"
    NO_ORIGIN = "no origin"
    ORIGIN_GROUP = "origin group"
    CUT_CODE = "cut code"
    NO_USD = "no statistical value"
    NO_IMPORTER = "no importer"
    NOT_COUNTED = "not counted in statistics"


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """What the items of a declaration share.

    Attributes:
        number: Post, day and serial number.
        registered: Day of registration.
        importer: The consignee.
        holder: The contract holder.
        sender: The sender.
        trading: ISO code of the contract partner's country.
        dispatch: ISO code of the country of dispatch.
    """

    number: str
    registered: date
    importer: Firm
    holder: Firm
    sender: Firm
    trading: str
    dispatch: str


@dataclass(frozen=True, kw_only=True)
class Item:
    """One declared item as it truly was.

    Attributes:
        declaration: Its declaration.
        number: Its number in it.
        product: What it was.
        article: The maker's article.
        origin: ISO code of the country of production.
        maker: Who made it.
        net_kg: Net weight, kg.
        quantity: Quantity in the product's unit.
        usd: Value in US dollars of the day.
        invoice: Invoice value in `currency`.
        currency: ISO code.
        customs_rub: Customs value, roubles.
        flaw: What no vendor holds of it.
    """

    declaration: Declaration
    number: int
    product: Product
    article: str
    origin: str
    maker: Firm
    net_kg: Decimal
    quantity: int
    usd: Decimal
    invoice: Decimal
    currency: str
    customs_rub: Decimal
    flaw: Flaw = Flaw.NONE

    @property
    def registered(self) -> date:
        """Day of registration."""
        return self.declaration.registered


def is_group(item: Item) -> bool:
    """Whether the importer belonged to the group on the day.

    Args:
        item: The item.
    """
    aurus, assembly = world.firms("member")
    if item.declaration.importer == assembly:
        return item.registered >= world.ASSEMBLY_JOINED
    return item.declaration.importer == aurus
