"""Roles guessed from names and values."""

from __future__ import annotations

import pytest

from engine.data.probe import Facts
from engine.data.role_guess import guess_catalogue, guess_log, log_likeness
from engine.data.role_names import name_score


def facts(name: str, type: str = "integer", samples: tuple[str, ...] = ("1", "2")) -> Facts:
    numbers = 1.0 if type in ("integer", "decimal") else 0.0
    return Facts(name, f'r."{name}"', name, "VARCHAR", type, 1.0, samples, numbers)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("CustomerID", "user"),
        ("household_id", "user"),
        ("用户ID", "user"),
        ("会员编号", "user"),
        ("product_id", "item"),
        ("商品编号", "item"),
        ("transaction_timestamp", "time"),
        ("order_date", "time"),
        ("下单时间", "time"),
        ("订单日期", "time"),
        ("order_id", "basket"),
        ("订单编号", "basket"),
        ("InvoiceNo", "basket"),
        ("qty", "quantity"),
        ("购买数量", "quantity"),
        ("unit_price", "value"),
        ("商品价格", "value"),
        ("订单金额", "value"),
        ("stars", "rating"),
        ("用户评分", "rating"),
        ("product_category", "category"),
        ("商品类目", "category"),
        ("商品名称", "title"),
        ("product_name", "title"),
        ("client_name", "title"),
        # German and Dutch
        *(
            ("Kunde", "user"),
            ("Kundennummer", "user"),
            ("Kunden-Nr.", "user"),
            ("Käufer", "user"),
            ("klant_id", "user"),
        ),
        *(("Artikelnr", "item"), ("Artikel", "item"), ("Produktcode", "item"), ("artikelnummer", "item")),
        *(("Datum", "time"), ("Bestelldatum", "time"), ("Uhrzeit", "time"), ("Kaufzeitpunkt", "time")),
        *(("Bon", "basket"), ("Belegnummer", "basket"), ("Bestellnr", "basket"), ("factuurnummer", "basket")),
        *(("Menge", "quantity"), ("Stückzahl", "quantity"), ("aantal", "quantity")),
        *(("Verkaufspreis", "value"), ("Umsatz", "value"), ("verkoopprijs", "value")),
        *(("Bewertung", "rating"), ("Abteilung", "category"), ("Warengruppe", "category"), ("afdeling", "category")),
        *(("Artikelbezeichnung", "title"), ("Titel", "title"), ("omschrijving", "title")),
        # French, Spanish, Italian, Portuguese
        *(("id_client", "user"), ("numéro_client", "user"), ("Cliente", "user"), ("id_usuario", "user")),
        *(("code_produit", "item"), ("código de producto", "item"), ("codice_articolo", "item"), ("idProduto", "item")),
        *(("date_commande", "time"), ("fecha de compra", "time"), ("data_acquisto", "time"), ("data_pedido", "time")),
        *(
            ("numéro de commande", "basket"),
            ("pedido", "basket"),
            ("scontrino", "basket"),
            ("num_ticket_caisse", "basket"),
        ),
        *(("Quantité", "quantity"), ("cantidad", "quantity"), ("quantità", "quantity"), ("quantidade", "quantity")),
        *(("prix_unitaire", "value"), ("importe", "value"), ("prezzo", "value"), ("preço", "value")),
        *(
            ("catégorie", "category"),
            ("sous_famille", "category"),
            ("departamento", "category"),
            ("reparto", "category"),
        ),
        *(("nom_produit", "title"), ("libellé", "title"), ("descripción", "title"), ("nome_cliente", "title")),
        # Polish and Russian
        *(("id klienta", "user"), ("покупатель", "user"), ("ID_клиента", "user"), ("kod towaru", "item")),
        *(("товар", "item"), ("код_товара", "item"), ("data zakupu", "time"), ("дата покупки", "time")),
        *(("numer zamówienia", "basket"), ("номер чека", "basket"), ("ilość", "quantity"), ("количество", "quantity")),
        *(("cena", "value"), ("сумма", "value"), ("ocena", "rating"), ("оценка", "rating")),
        *(("kategoria", "category"), ("категория", "category"), ("dział", "category"), ("группа товаров", "category")),
        *(("nazwa produktu", "title"), ("наименование товара", "title")),
        # Japanese and Korean
        *(("顧客ID", "user"), ("会員番号", "user"), ("고객번호", "user"), ("商品コード", "item"), ("상품코드", "item")),
        *(
            ("購入日時", "time"),
            ("注文日", "time"),
            ("구매일자", "time"),
            ("注文番号", "basket"),
            ("주문번호", "basket"),
        ),
        *(("数量", "quantity"), ("수량", "quantity"), ("金額", "value"), ("단가", "value"), ("評価", "rating")),
        *(("商品カテゴリー", "category"), ("부문", "category"), ("商品名", "title"), ("상품명", "title")),
    ],
)
def test_a_name_speaks_for_one_role(name: str, role: str) -> None:
    roles = ("user", "item", "time", "basket", "quantity", "value", "rating", "category", "title")
    scores = {each: name_score(name, each) for each in roles}
    assert [each for each in roles if scores[each] == max(scores.values())] == [role]


def test_a_log_in_english_is_understood() -> None:
    found = guess_log(
        [
            facts("household_id"),
            facts("store_id"),
            facts("basket_id"),
            facts("product_id"),
            facts("quantity"),
            facts("sales_value", "decimal"),
            facts("week"),
            facts("transaction_timestamp", "date and time"),
        ]
    )
    assert found.roles == {
        "user": "household_id",
        "item": "product_id",
        "time": "transaction_timestamp",
        "basket": "basket_id",
        "quantity": "quantity",
        "value": "sales_value",
    }


def test_a_log_in_chinese_is_understood() -> None:
    found = guess_log(
        [facts("用户ID"), facts("商品编号"), facts("下单时间", "date"), facts("数量"), facts("金额", "decimal")]
    )
    assert list(found.roles.items()) == [
        ("user", "用户ID"),
        ("item", "商品编号"),
        ("time", "下单时间"),
        ("quantity", "数量"),
        ("value", "金额"),
    ]


def test_a_german_shop_is_understood() -> None:
    log = [
        facts("Kunde", "text"),
        facts("Artikelnr", "text"),
        facts("Datum", "date and time"),
        facts("Menge"),
        facts("Bon", "text"),
    ]
    goods = [
        facts("Artikelnr", "text"),
        facts("Titel", "text"),
        facts("Abteilung", "text"),
        facts("Genre", "text"),
        facts("Preis", "decimal"),
    ]
    assert guess_log(log).roles == {
        "user": "Kunde",
        "item": "Artikelnr",
        "time": "Datum",
        "basket": "Bon",
        "quantity": "Menge",
    }
    counts = {"Artikelnr": 900, "Titel": 890, "Abteilung": 8, "Genre": 30, "Preis": 500}
    assert guess_catalogue(goods, counts, "Artikelnr").roles == {
        "item": "Artikelnr",
        "category": ["Abteilung", "Genre"],
        "title": ["Titel"],
    }


def test_a_name_for_numbers_over_text_is_no_quantity() -> None:
    assert "quantity" not in guess_log([facts("Kunde"), facts("Artikel"), facts("Menge", "text", ("viel",))]).roles


def test_columns_without_names_are_told_from_their_values() -> None:
    found = guess_log(
        [facts("column1"), facts("column2"), facts("column3"), facts("column4", samples=("881250949", "891717742"))]
    )
    assert (found.roles["user"], found.roles["item"], found.roles["time"]) == ("column1", "column2", "column4")


def test_a_name_of_a_time_over_small_numbers_is_no_time() -> None:
    assert "time" not in guess_log([facts("user"), facts("item"), facts("day", samples=("1", "2", "3"))]).roles


def test_days_since_the_order_before_are_gaps() -> None:
    found = guess_log([facts("user_id"), facts("product_id"), facts("order_number"), facts("days_since_prior_order")])
    assert found.roles["time"] == {"gap": "days_since_prior_order", "by": "order_number", "unit": "d"}


def test_a_fold_holds_nothing_but_its_three_words() -> None:
    columns = [facts("user"), facts("item"), facts("split", "text", ("train", "test"))]
    assert guess_log(columns).roles["fold"] == "split"
    assert "fold" not in guess_log([*columns[:2], facts("split", "text", ("left", "right"))]).roles


def test_levels_go_from_coarse_to_fine_and_the_title_is_the_name() -> None:
    columns = [facts("product_id"), facts("sub_category", "text"), facts("department", "text"), facts("name", "text")]
    counts = {"product_id": 900, "sub_category": 60, "department": 8, "name": 880}
    assert guess_catalogue(columns, counts).roles == {
        "item": "product_id",
        "category": ["department", "sub_category"],
        "title": ["name"],
    }


def test_a_level_of_thousands_of_labels_is_not_the_one_that_is_asked_about() -> None:
    columns = [facts("item"), facts("department", "text"), facts("type", "text")]
    found = guess_catalogue(columns, {"item": 50_000, "department": 30, "type": 4_000})
    assert found.roles["level"] == "department"


def test_the_items_are_keyed_by_what_the_log_calls_an_item() -> None:
    columns = [facts("asin", "text"), facts("code"), facts("category", "text")]
    assert guess_catalogue(columns, {"asin": 9, "code": 9, "category": 2}, "code").roles["item"] == "code"


def test_a_log_is_likelier_a_log_than_a_catalogue_is() -> None:
    log = [facts("user_id"), facts("item_id"), facts("time", "date")]
    catalogue = [facts("item_id"), facts("category", "text"), facts("name", "text")]
    counts = {"user_id": 9, "item_id": 9, "time": 9, "category": 2, "name": 9}
    assert log_likeness(guess_log(log), guess_catalogue(log, counts)) > 0
    assert log_likeness(guess_log(catalogue), guess_catalogue(catalogue, counts)) < 0
