"""An archive of 45,772 real complaint cases: `python -m tests.bench.real_responses OUT.jsonl [--seed S]`.

Days of opening, answering and closing, the outcome and the rating are as given; the source has no hours, so
each instant is drawn within its day, in order. One rating of 1-5 stands for all six marks. The texts are
invented.
"""

import argparse
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.bench.real_data import MARKS, UNSET, folder, rows, slugs, write

NATURES = {
    "Cobrança / Contestação": "payment-refund",
    "Contrato / Oferta": "misleading-promotion",
    "Vício de Qualidade": "not-as-described",
    "Atendimento / SAC": "no-support",
    "Entrega do Produto": "late",
}
CATEGORIES = {
    "Telecomunicações": "services",
    "Serviços Financeiros": "services",
    "Produtos de telefonia e informática": "mobile-phones",
    "Produtos de Telefonia e Informática": "mobile-phones",
    "Produtos Eletrodomésticos e Eletrônicos": "home-appliances",
    "Transportes": "services",
    "Saúde": "beauty-health",
    "Turismo/Viagens": "sports-travel",
    "Alimentos": "groceries",
}
TITLES = {
    "fa": ("سفارشم درست انجام نشد", "مشکل حل‌نشدهٔ خرید", "پیگیری خریدی که ناتمام ماند"),
    "ar": ("طلبي لم يُنفذ كما يجب", "مشكلة في الشراء لم تُحل", "متابعة طلب لم يكتمل"),
}
BODIES = {
    "fa": (
        "برای خرید شمارهٔ {} مشکلی پیش آمده است و از فروشگاه می‌خواهم آن را بررسی کند و نتیجه را بگوید.",
        "خرید شمارهٔ {} آن‌طور که قرار بود انجام نشد و منتظرم فروشگاه توضیح بدهد و جبران کند.",
        "دربارهٔ خرید شمارهٔ {} چند بار پرسیده‌ام و هنوز نمی‌دانم فروشگاه چه زمانی آن را درست می‌کند.",
    ),
    "ar": (
        "حدثت مشكلة في الطلب رقم {} وأرجو من المتجر أن يراجعها ويخبرني بالنتيجة.",
        "لم يُنفذ الطلب رقم {} كما اتفقنا وأنتظر من المتجر توضيحاً وتعويضاً.",
        "سألت عن الطلب رقم {} أكثر من مرة وما زلت لا أعرف متى سيصلحه المتجر.",
    ),
}
REPLIES = {
    "fa": "خرید شمارهٔ {} را بررسی کردیم؛ اشتباه از انبار بود و تا دو روز دیگر درست می‌شود.",
    "ar": "راجعنا الطلب رقم {} وكان الخطأ من المستودع وسيُصحح خلال يومين.",
}


def archive(path: Path, seed: int) -> Iterator[dict[str, Any]]:
    """Store lines, then the cases in the order of the source; two passes, nothing kept but the stores."""
    stores = slugs(row["store"] for row in rows(path))
    countries = {slug: ("IR", "SA")[number % 2] for number, slug in enumerate(sorted(stores.values()))}
    for name, slug in sorted(stores.items(), key=lambda pair: pair[1]):
        yield {
            "type": "store",
            "ref": f"responses-{slug}",
            "slug": slug,
            "name": {"en": name},
            "country": countries[slug],
            "channels": [],
        }
    rng = random.Random(seed)
    for number, row in enumerate(rows(path), start=1):
        slug = stores[row["store"]]
        yield complaint(row, number, slug, "fa" if countries[slug] == "IR" else "ar", rng)


def complaint(row: dict[str, Any], number: int, slug: str, language: str, rng: random.Random) -> dict[str, Any]:
    opened, *answered, closed = instants(row, rng)
    outcomes = []
    if row["resolved"] is not None:
        outcomes = [{"at": closed, "resolved": row["resolved"]}]
        if row["rating"] is not None:
            outcomes[0]["ratings"] = dict.fromkeys(MARKS, row["rating"])
    return {
        "type": "complaint",
        "ref": f"responses-{number}",
        "store": slug,
        "language": language,
        "title": f"{TITLES[language][number % 3]} ({number})",
        "body": BODIES[language][number // 3 % 3].format(number),
        "nature": NATURES.get(row["problem_group"], "other"),
        "category": CATEGORIES.get(row["area"], "other"),
        "submitted_at": opened,
        "published_at": opened,
        "visibility": "published",
        "posts": [
            {
                "at": at,
                "by": "store",
                "body": REPLIES[language].format(number),
                "visibility": "published",
                "published_at": at,
                "substantive": True,
                "substantive_by": "moderator",
            }
            for at in answered
        ],
        "contacts": [],
        "promises": [],
        "outcomes": outcomes,
    }


def instants(row: dict[str, Any], rng: random.Random) -> list[str]:
    """Opened, answered if it was, closed: drawn within each day; sorting keeps both day and order."""
    days = [row["opened"], *([row["answered"]] if row["answered"] else []), row["closed"]]
    drawn = [datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(seconds=rng.randrange(86_400)) for day in days]
    return [moment.isoformat() for moment in sorted(drawn)]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="An archive of the real complaint cases.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    data = folder()
    if data is None:
        print(UNSET)
        return 0
    cases = write(options.out, archive(data / "responses" / "consumidor.jsonl.gz", options.seed))
    print(f"{cases} cases written to {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
