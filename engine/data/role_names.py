"""What a column is likely to be, told from its name in any of twelve languages.

English, German and Dutch say what a thing is at the end (order_date, Bestelldatum), French, Spanish, Italian,
Portuguese, Polish and Russian at the beginning (date_commande, data zakupu); Chinese, Japanese and Korean names are
told by the signs in them.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["CATALOGUE_ROLES", "LOG_ROLES", "name_score", "words_of"]

LOG_ROLES = ("user", "item", "time", "basket", "event", "quantity", "value", "rating", "fold")
CATALOGUE_ROLES = ("item", "category", "title")

# without accents, as `words_of` gives words
ENGLISH: dict[str, str] = {
    "user": "user users customer client member household shopper visitor buyer consumer reviewer person account uid "
    "cust custid userid usr profile",
    "item": "item items product article sku asin goods good movie isbn book song track prod iid pid itemid productid "
    "movieid upc ean barcode material artist game recipe business",
    "time": "time timestamp date datetime day ts unixtime moment created at purchased ordered when clock",
    "basket": "basket order invoice transaction session cart receipt ticket trip visit bill orderid invoiceno txn",
    "event": "event behavior behaviour action interaction activity",
    "quantity": "quantity qty units unit count pieces quant amount_of",
    "value": "value price amount sales revenue total spend paid cost turnover sum",
    "rating": "rating score stars star rate overall grade",
    "fold": "fold split subset partition",
    "category": "category categories cat department dept aisle class classification genre genres group family segment "
    "section type subcategory subcat commodity hierarchy division topic tag tags macro micro",
    "title": "title name description desc label text",
}
GERMANIC: dict[str, str] = {  # the last part of a compound
    "user": "kunde kunden kaufer nutzer benutzer anwender mitglied mitglieder haushalt verbraucher klant klanten "
    "gebruiker gebruikers koper huishouden lid leden",
    "item": "artikel artikels produkt produkte ware waren gut buch film artikelen producten boek",
    "time": "datum zeit zeitpunkt zeitstempel uhrzeit tag kaufdatum tijd tijdstip tijdstempel dag moment",
    "basket": "bestellung bestell bestellungs auftrag auftrags rechnung rechnungs bon kassenbon beleg warenkorb "
    "einkauf transaktion transaktions vorgang sitzung bestelling bestel factuur kassabon winkelmand winkelwagen "
    "transactie",
    "event": "ereignis aktion verhalten gebeurtenis actie gedrag",
    "quantity": "menge anzahl stuck stuckzahl stucke aantal hoeveelheid stuks",
    "value": "preis betrag umsatz wert summe kosten erlos prijs bedrag omzet waarde totaal",
    "rating": "bewertung note sterne punktzahl beoordeling waardering sterren cijfer",
    "fold": "aufteilung",
    "category": "kategorie abteilung warengruppe gruppe rubrik sparte gattung klasse sortiment segment categorie "
    "afdeling groep rubriek soort hoofdgroep",
    "title": "titel name bezeichnung beschreibung naam omschrijving benaming",
}
ROMANCE_AND_SLAVIC: dict[str, str] = {  # the first word; of five letters or more as a stem
    "user": "client clients cliente clientes utilisateur acheteur abonne adherent membre foyer menage usuario "
    "comprador socio hogar utente utenti acquirente consumatore famiglia utilizador membro klient klienta klienci "
    "uzytkown nabywca kupujac czlonek клиент покупател пользовател участник домохозяйств",
    "item": "article articles produit produits livre film articulo articulos producto productos libro pelicula "
    "articolo articoli prodotto prodotti artigo produto produtos livro produkt produktu produkty towar towaru ksiazka "
    "товар товара артикул продукт издели книга",
    "time": "date dates heure horodatage jour fecha hora momento dia data dataora ora giorno datahora czas "
    "godzina dzien дата даты время времени день",
    "basket": "commande commandes facture panier caisse achat pedido pedidos factura cesta carrito compra recibo "
    "ticket tiquete ordine ordini fattura scontrino carrello acquisto transazione compras carrinho fatura nota cupom "
    "transacao transaccion zamowien faktura faktury koszyk paragon paragonu transakcja transakcji заказ заказа чек "
    "чека корзин покупк транзакци накладн",
    "event": "evenement comportement evento eventos accion comportamiento azione acao zdarzen akcja событи действи",
    "quantity": "quantite qte nombre cantidad cant unidades numero quantita qta pezzi quantidade qtd qtde ilosc "
    "sztuk sztuki liczba количеств кол штук",
    "value": "prix montant total chiffre valeur precio importe valor monto prezzo importo valore totale preco "
    "quantia cena ceny kwota kwoty wartosc suma цена цены сумма суммы стоимост выручк",
    "rating": "note etoiles evaluation avis calificacion puntuacion valoracion estrellas voto valutazione "
    "punteggio stelle avaliacao classificacao estrelas ocena oceny gwiazdk оценка оценки рейтинг балл",
    "fold": "partition particion partizione",
    "category": "categorie categories rayon famille sousfamille departement genre groupe categoria categorias "
    "familia departamento seccion grupo genero subcategoria reparto settore gruppo genere setor secao kategoria "
    "kategorii dzial grupa gatunek категори отдел группа группы подкатегори раздел жанр",
    "title": "nom libelle titre designation intitule nombre titulo descripcion denominacion nome titolo "
    "descrizione denominazione descricao nazwa nazwy tytul opis назван наименован описан",
}
# signs say more the further up their role stands: what a name is of stands first in Chinese too, and what it is last
SIGNS: dict[str, str] = {
    "title": "标题 名称 品名 商品名 产品名 描述 製品名 題名 タイトル 説明 상품명 제품명 품명 제목 이름 설명",
    "category": "类目 品类 分类 分類 类别 种类 部门 大类 中类 小类 カテゴリ 部門 区分 ジャンル "
    "카테고리 분류 부문 구분 장르",
    "time": "时间 日期 时刻 年月日 日時 日付 時刻 購入日 購買日 注文日 날짜 일자 일시 시간 구매일 주문일",
    "quantity": "数量 件数 个数 销量 個数 点数 수량 개수",
    "value": "金额 价格 单价 售价 总价 实付 销售额 付款 金額 価格 単価 売上 금액 가격 단가 매출",
    "rating": "评分 打分 星级 得分 评价 評価 評点 レビュー 평점 별점 평가",
    "event": "行为 事件 动作 操作 行動 イベント 이벤트 행동",
    "basket": "订单 购物篮 小票 会话 单号 流水 交易 注文 伝票 レシート 取引 会計 カート 주문 영수증 거래 장바구니 전표",
    "user": "用户 客户 会员 顾客 买家 家庭 消费者 账号 顧客 会員 ユーザ 利用者 お客様 고객 회원 사용자 구매자",
    "item": "商品 产品 货品 物品 条码 货号 款号 单品 製品 品目 品番 アイテム 상품 제품 품목 품번 아이템",
}
TAILS = {
    *("id", "ids", "no", "num", "number", "nbr", "code", "key", "idx", "index", "编号", "号", "代码", "utc", "local"),
    *("nr", "nummer", "nummern", "kennung", "schlussel"),
}
HEADS = {  # what stands before the word that says it: the number of a thing, or a little word
    *("id", "ids", "code", "num", "no", "nr", "n", "cle", "numero", "identifiant", "codigo", "clave", "identificador"),
    *("codice", "identificativo", "numer", "kod", "identyfikator", "номер", "код", "ид", "sous", "sub", "sotto"),
    *("de", "du", "des", "del", "della", "do", "da", "di", "d", "l", "la", "le", "les", "el", "los", "o", "a"),
}
NUMBERED = ("nummer", "nummern", "nr", "id", "code", "kennung")  # ends of a compound that say no more
STEM = 5  # letters from which a word of many endings may go on
PLAIN = str.maketrans({"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})


def _words(listed: dict[str, str]) -> dict[str, set[str]]:
    return {role: set(words.split()) for role, words in listed.items()}


OLD_WORDS, COMPOUNDS, FIRSTS = _words(ENGLISH), _words(GERMANIC), _words(ROMANCE_AND_SLAVIC)
OLD_SIGNS = [(sign, role) for role, signs in SIGNS.items() for sign in signs.split()]
SAID_ALREADY = set().union(*OLD_WORDS.values())


def words_of(name: str) -> list[str]:
    """The words of a name, in small letters without accents: CustomerID, customer_id and "Customer Id" are alike."""
    parted = re.sub(r"(?<=[^\W_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", _composed(name))
    plain = "".join(c for c in unicodedata.normalize("NFKD", parted.lower().translate(PLAIN)) if not _accent(c))
    return [word for word in re.split(r"[\W_]+", unicodedata.normalize("NFC", plain)) if word]


def name_score(name: str, role: str) -> float:
    """How well a name fits a role: 3 where it says that it is that, 1 where it is of that, else 0."""
    signs = _composed(name)
    found = [each for sign, each in OLD_SIGNS if sign in signs]
    if found:
        return 3.0 if found[0] == role else 1.0 if role in found else 0.0
    words = words_of(name)
    if any(_begins_with(word, FIRSTS) and word not in SAID_ALREADY for word in words):
        return _head_first(words, role)
    while len(words) > 1 and words[-1] in TAILS:
        words.pop()
    return _head_last(words, role) if words else 0.0


def _head_last(words: list[str], role: str) -> float:
    known = OLD_WORDS[role]
    last = re.sub(r"\d+$", "", words[-1]) or words[-1]
    if last in known or (last.endswith("id") and last[:-2] in known) or "".join(words) in known:
        return 3.0
    if last not in SAID_ALREADY and _compound(last) == role:
        return 3.0
    return 1.0 if known.union(COMPOUNDS[role]).intersection(words[:-1]) else 0.0


def _compound(word: str) -> str | None:
    """The role that the longest known end of a compound names."""
    for end in NUMBERED:
        if word.endswith(end) and len(word) > len(end) + 2:
            word = word.removesuffix(end)
            break
    fits = [
        (len(part), role)
        for role, parts in COMPOUNDS.items()
        for part in parts
        if word == part or (len(part) >= STEM - 1 and word.endswith(part))
    ]
    return max(fits)[1] if fits else None


def _head_first(words: list[str], role: str) -> float:
    said = [word for word in words if word not in HEADS] or words[-1:]
    roles = [{each for each in FIRSTS if _is(word, FIRSTS[each]) or word in OLD_WORDS[each]} for word in said]
    roles = [each for each in roles if each]
    if not roles:
        return 0.0
    return 3.0 if role in roles[0] else 1.0 if any(role in each for each in roles[1:]) else 0.0


def _begins_with(word: str, listed: dict[str, set[str]]) -> bool:
    return any(_is(word, known) for known in listed.values())


def _is(word: str, known: set[str]) -> bool:
    return word in known or any(len(stem) >= STEM and word.startswith(stem) for stem in known)


def _composed(name: str) -> str:
    return unicodedata.normalize("NFKC", name)


def _accent(sign: str) -> bool:
    """A mark over a letter; those of Japanese, which make another sound, are none."""
    return unicodedata.combining(sign) > 0 and not "\u3099" <= sign <= "\u309a"
