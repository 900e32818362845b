"""What a column is likely to be, told from its name in English or Chinese."""

from __future__ import annotations

import re

__all__ = ["CATALOGUE_ROLES", "LOG_ROLES", "name_score", "words_of"]

LOG_ROLES = ("user", "item", "time", "basket", "event", "quantity", "value", "rating", "fold")
CATALOGUE_ROLES = ("item", "category", "title")

# the word that a name ends in says most: an order_date is a date, a product_category a category
WORDS: dict[str, str] = {
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
SIGNS: dict[str, str] = {
    "title": "标题 名称 品名 商品名 产品名 描述",
    "category": "类目 品类 分类 类别 种类 部门 大类 中类 小类",
    "time": "时间 日期 时刻 年月日",
    "quantity": "数量 件数 个数 销量",
    "value": "金额 价格 单价 售价 总价 实付 销售额 付款",
    "rating": "评分 打分 星级 得分 评价",
    "event": "行为 事件 动作 操作",
    "basket": "订单 购物篮 小票 会话 单号 流水 交易",
    "user": "用户 客户 会员 顾客 买家 家庭 消费者 账号",
    "item": "商品 产品 货品 物品 条码 货号 款号 单品",
}
TAILS = {"id", "ids", "no", "num", "number", "nbr", "code", "key", "idx", "index", "编号", "号", "代码", "utc", "local"}
OLD_WORDS = {role: set(words.split()) for role, words in WORDS.items()}
OLD_SIGNS = [(sign, role) for role, signs in SIGNS.items() for sign in signs.split()]


def words_of(name: str) -> list[str]:
    """The words of a name, in small letters: CustomerID, customer_id and "Customer Id" are alike."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return [word for word in re.split(r"[\W_]+", parted.lower()) if word]


def name_score(name: str, role: str) -> float:
    """How well a name fits a role: 3 where it ends in one of its words, 1 where it holds one, else 0."""
    found = [each for sign, each in OLD_SIGNS if sign in name]
    if found:  # what a name is of stands first in Chinese too, and what it is last
        return 3.0 if found[0] == role else 1.0 if role in found else 0.0
    words = words_of(name)
    while len(words) > 1 and words[-1] in TAILS:
        words.pop()
    if not words:
        return 0.0
    known = OLD_WORDS[role]
    last = re.sub(r"\d+$", "", words[-1]) or words[-1]
    if last in known or (last.endswith("id") and last[:-2] in known) or "".join(words) in known:
        return 3.0
    return 1.0 if known.intersection(words[:-1]) else 0.0
