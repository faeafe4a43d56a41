"""Groups of peers: rows of the same code, origin, year, unit and kind of value.

A unit value is dollars a kilogram, and dollars for one unit of quantity where records give
a quantity in another unit; the two are never held against each other. Peers share ten
digits of the code, else eight, else six: the first that ten rows or more share.
"""

from madein.engine import Engine, Row, written_out

PEERS = (
    10  # rows a group needs, the asked one among them: Iglewicz and Hoaglin 1993; FAO
)
DIGITS = (10, 8, 6)
KILOGRAM = ("KG", "KGS", "КГ", "166", "KILOGRAM", "КИЛОГРАММ")
EVEN = (
    "0.01"  # unit values that differ by less than 1 % differ by rounding alone: madein
)
_KEY = "per, origin, year, usd_basis"

# The unit values of a row: by weight, and by quantity in a unit that is no weight.
_UNIT = "upper(trim(unit))"
IS_COUNTED = f"quantity > 0 and not list_contains({list(KILOGRAM)}, {_UNIT})"
YEAR = "year(coalesce(registered, registered_month))"
BY_WEIGHT = """select {keys}, 'kg' as per, usd::double / net_kg::double as value
  from {rows} where net_kg > 0"""
BY_QUANTITY = f"""select {{keys}}, {_UNIT} as per, usd::double / quantity::double as value
  from {{rows}} where {IS_COUNTED}"""
_VALUED = f"""
  select left(hs, 10) as code, origin, {YEAR} as year, usd_basis, usd, net_kg,
    quantity, unit
  from shipment semi join (
    select distinct left(hs, 6) as heading, origin from imports) as asked
    on asked.heading = left(shipment.hs, 6) and asked.origin = shipment.origin
  where direction is distinct from 'export' and usd > 0 and length(hs) >= 6
    and coalesce(registered, registered_month) is not null"""
_KEYS = "code, origin, year, usd_basis"

# Logarithms of the unit values of each full code: all that the wider groups need, too.
_CELLS = f"""
create or replace temp table price_cell as
with valued as ({_VALUED})
select code, {_KEY}, list(ln(value)) as sizes from (
  {BY_WEIGHT.format(keys=_KEYS, rows="valued")}
  union all {BY_QUANTITY.format(keys=_KEYS, rows="valued")})
group by all"""

# Of codes without a group so far, those whose digits ten rows share. The stored order of
# a list does not matter to what is asked of it.
_GROUPS = f"""
insert into price_peer
with left_over as (
  select code, left(code, {{digits}}) as shared, {_KEY} from price_cell
  anti join price_peer using (code, {_KEY}) where length(code) >= {{digits}}),
wide as (
  select left(code, {{digits}}) as shared, {_KEY}, flatten(list(sizes)) as sizes
  from price_cell semi join left_over
    on left_over.shared = left(price_cell.code, {{digits}})
    and left_over.per = price_cell.per and left_over.origin = price_cell.origin
    and left_over.year = price_cell.year
    and left_over.usd_basis is not distinct from price_cell.usd_basis
  where length(code) >= {{digits}}
  group by all having sum(len(sizes)) >= {PEERS}),
grouped as (
  select shared, {_KEY}, len(sizes) as peers, list_aggregate(sizes, 'median') as middle,
    list_aggregate(sizes, 'mad') as mad
  from wide)
select code, {_KEY}, {{digits}}, shared, peers, middle,
  case when mad > {EVEN} then mad end
from left_over join grouped using (shared, {_KEY})"""


def fill_peers(engine: Engine) -> None:
    """Temporary table `price_peer`: each full code with the group of its peers.

    Shape:
        `shipment` and `imports` in; one row per code, unit, origin, year and kind of
        value that has ten peers at some number of digits.

    Args:
        engine: The engine.
    """
    engine.run(_CELLS)
    engine.run(
        "create or replace temp table price_peer (code varchar, per varchar, "
        "origin varchar, year bigint, usd_basis varchar, digits integer, shared varchar, "
        "peers bigint, middle double, mad double)"
    )
    for digits in DIGITS:
        engine.run(_GROUPS.format(digits=digits))


# The peers of a row, by their unit value.
_PEERS = f"""
select source_id, row, declaration, item, registered, registered_month, origin, hs,
  description, usd, net_kg, quantity, unit
from shipment
where direction is distinct from 'export' and usd > 0 and origin = $origin
  and left(hs, $digits) = $code and {YEAR} = $year and usd_basis = $usd_basis
  and {{having}}
order by usd / {{divisor}}, source_id, row"""


def peers_of(outlier: Row) -> str:
    """The query that lists the peers of an import, its own row among them.

    Args:
        outlier: Row of the table `outlier`.
    """
    having, divisor = "net_kg > 0", "net_kg"
    if outlier["per"] != "kg":
        having, divisor = f"quantity > 0 and {_UNIT} = $per", "quantity"
    return written_out(_PEERS.format(having=having, divisor=divisor), outlier)
