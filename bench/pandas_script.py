"""What a data reporter would write with pandas: one importer's total by origin.

python bench/pandas_script.py <folder of generate.py> <folder for the result> <tax id>
"""

import json
import sys
from pathlib import Path

import pandas as pd

ROLES = {
    "G34": "origin",
    "G15A": "dispatch",
    "G11": "trading",
    "G0231": "sender_country",
}
NUMBERS = {
    "G38": "net_kg", "G46": "statistical_usd", "G45": "customs_value", "G42": "invoice_value",
}  # fmt: skip
TEXTS = {
    "ND": "declaration", "G31_1": "description", "G081": "consignee_tax_id",
    "G082": "consignee_name", "G022": "sender_name", "G31_11": "maker_name",
    "G221": "invoice_currency", "KDT_TYPE": "message", "STAT": "stat",
}  # fmt: skip


def clean(chunk: pd.DataFrame, country: dict, rates: pd.DataFrame) -> pd.DataFrame:
    rows = pd.DataFrame(index=chunk.index)
    for column, name in TEXTS.items():
        rows[name] = chunk[column].str.strip()
    rows["item"] = pd.to_numeric(chunk["G32"], errors="coerce").astype("Int32")
    rows["registered"] = pd.to_datetime(
        chunk["G072"], format="%d.%m.%Y", errors="coerce"
    ).fillna(pd.to_datetime(chunk["G072"], format="%Y-%m-%d", errors="coerce"))
    hs = chunk["G33"].str.replace(" ", "")
    rows["hs"] = hs.where(hs.str.isdigit())
    for column, name in ROLES.items():
        rows[name] = chunk[column].str.strip().str.upper().map(country)
    for column, name in NUMBERS.items():
        plain = chunk[column].str.replace(" ", "").str.replace(",", ".")
        rows[name] = pd.to_numeric(plain, errors="coerce")
    rows["rated"] = rows["invoice_currency"].mask(rows["customs_value"].notna(), "RUB")
    rows = rows.merge(rates, how="left", on=["rated", "registered"])
    converted = rows["customs_value"].fillna(rows["invoice_value"]) * rows["rate"]
    rows["usd"] = rows["statistical_usd"].fillna(converted)
    return rows


def main(folder: Path, out: Path, tax_id: str) -> dict:
    out.mkdir(parents=True, exist_ok=True)
    countries = pd.read_csv(folder / "countries.csv", dtype=str, keep_default_na=False)
    country = countries[countries["code"] != ""].set_index("spelling")["code"].to_dict()
    rates = pd.read_csv(folder / "rates.csv", parse_dates=["day"])
    rates = rates.rename(
        columns={"currency": "rated", "day": "registered", "usd": "rate"}
    )
    rates = rates[["rated", "registered", "rate"]]

    chunks = pd.read_csv(
        folder / "records.csv", dtype=str, keep_default_na=False, na_values=[""],
        chunksize=500_000,
    )  # fmt: skip
    rows = pd.concat(
        [clean(chunk, country, rates) for chunk in chunks], ignore_index=True
    )
    version = rows["message"].map({"КДТ": 1, "АННУЛ": 2}).fillna(0)
    rows = rows.assign(version=version).sort_values("version", kind="stable")
    rows = rows.drop_duplicates(["declaration", "item"], keep="last").sort_index()
    rows = rows[rows["version"] < 2]
    rows.to_parquet(out / "shipment.parquet")

    one = rows[(rows["consignee_tax_id"] == tax_id) & (rows["stat"] != "0")]
    return {"rows": len(rows), "origin": one.groupby("origin")["usd"].sum().to_dict()}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])))
