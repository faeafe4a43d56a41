"""What a piece of a sentence says of the imports, as a record."""

from dataclasses import dataclass, field

from madein.articles.days import Days
from madein.articles.statements import Part, Statement
from madein.scope import CountryRole


@dataclass(frozen=True, kw_only=True)
class Group:
    """Countries that stand together, and what is said of them.

    Attributes:
        codes: Their ISO codes, in order.
        role: Which country of a declaration; None where it is left open.
        each: Codes of those named one by one, without members of a group of countries.
    """

    codes: tuple[str, ...]
    role: CountryRole | None
    each: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Filters:
    """What a piece says of the imports; filled word by word.

    Attributes:
        groups: Countries, each group with its role.
        role: A role that is named without a country behind it.
        goods: Product groups of the case.
        makers: Names of makers, or like `US makers`.
        adjectives: Countries whose adjective stands before goods.
        suppliers: Names of suppliers.
        days: Periods.
        is_subject: Whether it names the subject of the case.
        is_implied: Whether it means the importer of the sentence before.
        refers: Whether it means the imports of the statement before: `part` of them,
            `same`, `such`; empty if not.
        is_trade: Whether it has a word of trade or of goods.
        is_home: Whether it names the country of the records.
        whole: For the pieces of a sentence, what "of these" at its beginning means.
        accounts: For the pieces of a sentence, whether it began with "accounted for".
        sender: For the pieces of a sentence, the country that ships.
        meant: The statement that "of the 2,358" names by its number.
        words: All of its words, in lower case.
    """

    groups: list[Group] = field(default_factory=list)
    role: CountryRole | None = None
    goods: list[str] = field(default_factory=list)
    makers: list[str] = field(default_factory=list)
    adjectives: list[str] = field(default_factory=list)
    suppliers: list[str] = field(default_factory=list)
    days: list[Days] = field(default_factory=list)
    is_subject: bool = False
    is_implied: bool = False
    refers: str = ""
    is_trade: bool = False
    is_home: bool = False
    whole: Part | None = None
    accounts: bool = False
    sender: Group | None = None
    meant: Statement | None = None
    words: list[str] = field(default_factory=list)
