"""The fastest single pass we know, with Polars: typed rows, and nothing else.

    python bench/polars_pass.py <folder of generate.py> <folder for the result>

No digest, no evidence copy, no duplicates: the mark that a whole ingest is held against.
"""

import json
import sys
from pathlib import Path

import polars as pl

ROLES = {
    "G34": "origin",
    "G15A": "dispatch",
    "G11": "trading",
    "G0231": "sender_country",
}
SHORT = ("ND", "G081", "G082", "G022", "G31_1", "G31_11")


def text(name: str) -> pl.Expr:
    stripped = pl.col(name).str.strip_chars()
    return pl.when(stripped != "").then(stripped)


def number(name: str, scale: int) -> pl.Expr:
    plain = (
        pl.col(name)
        .str.replace_all(r"[ \u00a0]", "")
        .str.replace(",", ".", literal=True)
    )
    return plain.cast(pl.Decimal(18, scale), strict=False)


def typed(folder: Path) -> pl.LazyFrame:
    countries = pl.read_csv(folder / "countries.csv", infer_schema=False)
    code_of = dict(countries.drop_nulls("code").select("spelling", "code").iter_rows())
    rates = pl.scan_csv(folder / "rates.csv", schema_overrides={"day": pl.Date})
    rates = rates.with_columns(
        pl.col("usd").cast(pl.String).cast(pl.Decimal(28, 12)).alias("dollars")
    ).drop("usd")
    rows = pl.scan_csv(folder / "records.csv", infer_schema=False, row_index_name="row")
    day = pl.coalesce(
        pl.col("G072").str.to_date("%d.%m.%Y", strict=False),
        pl.col("G072").str.to_date("%Y-%m-%d", strict=False),
    )
    hs = pl.col("G33").str.replace_all(" ", "", literal=True)
    rows = rows.with_columns(
        *[text(name) for name in SHORT],
        pl.col("G32").cast(pl.Int32, strict=False).alias("item"),
        day.alias("registered"),
        pl.when(hs.str.contains(r"^\d+$")).then(hs).alias("hs"),
        *[
            pl.col(name).str.strip_chars().str.to_uppercase()
            .replace_strict(code_of, default=None).alias(role)
            for name, role in ROLES.items()
        ],
        number("G38", 3).alias("net_kg"),
        number("G46", 4).alias("statistical_usd"),
        number("G45", 4).alias("customs_value"),
        number("G42", 4).alias("invoice_value"),
    )  # fmt: skip
    declared, customs = pl.col("statistical_usd"), pl.col("customs_value")
    rated = pl.when(declared.is_null()).then(
        pl.when(customs.is_not_null()).then(pl.lit("RUB")).otherwise(pl.col("G221"))
    )
    converted = pl.coalesce(customs, "invoice_value") * pl.col("dollars")
    return (
        rows.with_columns(rated.alias("rated"))
        .join(
            rates, how="left", left_on=["rated", "registered"], right_on=["currency", "day"],
            maintain_order="left",
        )
        .with_columns(pl.coalesce(declared, converted.cast(pl.Decimal(18, 4))).alias("usd"))
        .drop("G072", "G32", "G33", *ROLES, "G35", "G38", "G46", "G45", "G42", "rated")
    )  # fmt: skip


def main(folder: Path, out: Path) -> dict:
    out.mkdir(parents=True, exist_ok=True)
    file = out / "typed.parquet"
    typed(folder).sink_parquet(file, compression="zstd", compression_level=1)
    usd = pl.scan_parquet(file).select(pl.len(), pl.col("usd").sum()).collect().row(0)
    return {"rows": usd[0], "usd": usd[1]}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2])), default=str))
