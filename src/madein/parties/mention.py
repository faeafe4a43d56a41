"""A party as one box of a declaration gives it: a name that was read, ids, a country."""

from dataclasses import dataclass

UNPROVEN = "?"  # ends the scheme of an id that no check digit proves


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A name, read.

    Attributes:
        text: The name as a person should see it, without ids, roles and address.
        words: Its words without the legal form, in the order written, each as the
            skeleton that its spellings in all scripts share, or as the word of the
            lexicon it stands for; empty where nothing is left that tells firms apart.
        forms: Classes of the legal forms found, like `llc` and `jsc`, sorted.
        marks: What is odd about the text: `mixed script`, `mojibake`,
            `truncated`, `second name`.
        han: Its words that are told in Han characters alone, as written: many sound
            alike, and share their skeletons.
    """

    text: str
    words: tuple[str, ...]
    forms: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    han: str = ""

    @property
    def key(self) -> str:
        """The words in one text; names with the same key are spellings of one name."""
        return " ".join(self.words)


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """One spelling of a party, with what stands beside it.

    Attributes:
        name: Its name.
        ids: Scheme and value of the ids that name one firm, sorted; several values of
            one scheme where the text tells several. The scheme of an id that no check
            digit proves ends in `?`: such ids keep apart, and join nothing.
        country: ISO code; empty where not known.
    """

    name: Name
    ids: tuple[tuple[str, str], ...] = ()
    country: str = ""

    @property
    def proven(self) -> tuple[tuple[str, str], ...]:
        """The ids whose check digits are right: equal ones are of one firm."""
        return tuple(one for one in self.ids if not one[0].endswith(UNPROVEN))

    @property
    def key(self) -> str:
        """What makes a mention another one: words, forms, and ids or else country.

        Where ids do not tell, its Han characters do as well.
        """
        ids = ",".join(f"{scheme}:{value}" for scheme, value in self.ids)
        forms = ",".join(self.name.forms)
        han = f"|{self.name.han}" if self.name.han and not ids else ""
        return f"{self.name.key}|{forms}|{ids or self.country}{han}"
