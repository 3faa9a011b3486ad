"""How people say which part of the picture is used, what is cut off it, and how it is turned. Rules only."""

from __future__ import annotations

import re

from vivant.agent.films.regions import PATTERN, box_of, side_box, side_of
from vivant.agent.films.rules import Rule, Said, rule
from vivant.agent.films.tasks import CropTo, Task, Turn
from vivant.agent.quantities import NUMBER, number

IT = r"(?:\s+(?:it|this|them|everything|the\s+(?:video|clip|film|whole\s+\w+|picture|frame)))?"
OPPOSITE = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}


def _crop(m: re.Match[str], said: Said) -> Task | None:
    where = said.slip.take(PATTERN, (m.end(), said.clause(m)[1]))
    return CropTo(box_of(where), said.which(m)) if where else None


def _crop_away(m: re.Match[str], said: Said) -> Task | None:
    where = said.slip.take(PATTERN, (m.end(), said.clause(m)[1]))
    side = side_of(where) if where else ""
    if not where or not side:
        return None
    box = box_of(where)
    share = box[2] - box[0] if side in ("left", "right") else box[3] - box[1]
    return CropTo(side_box(OPPOSITE[side], 1 - share), said.which(m))


def _crop_share(m: re.Match[str], said: Said) -> Task | None:
    return CropTo(side_box(OPPOSITE[m["s"]], 1 - min(0.9, float(m["n"]) / 100)), said.which(m))


def _crop_in(m: re.Match[str], said: Said) -> Task | None:
    edge = min(0.45, float(m["n"] or m["k"]) / 200)
    return CropTo((edge, edge, 1 - edge, 1 - edge), said.which(m))


_WAY = re.compile(r"\s*(?:to\s+the\s+)?(?:(?:counter|anti)?[- ]?clockwise|left|right)(?![a-z])")


def _turn(m: re.Match[str], said: Said) -> Task | None:
    degrees = number(m["n"]) if m["n"] else number(m["k"]) if m["k"] else 90.0
    way = said.slip.take(_WAY, (m.end(), said.clause(m)[1]))
    other = re.search(r"left|counter|anti|逆时针|向左|左转", m[0] + (way[0] if way else ""))
    return Turn(-degrees if other else degrees, said.which(m))


CUTTING: tuple[Rule, ...] = (
    rule(r"crop\s+(?P<n>\d{1,2})\s*(?:%|percent)\s+(?:off|from|of)\s+(?:the\s+)?(?P<s>top|bottom|left|"
         r"right)(?:\s+(?:side|edge))?", _crop_share),
    rule(rf"crop{IT}\s+(?:in|closer)(?:\s+by)?\s+(?P<n>\d{{1,2}})\s*(?:%|percent)|画面放大裁剪(?P<k>\d{{1,2}})\s*%",
         _crop_in),
    rule(rf"crop{IT}\s+(?:off|away|out)(?=\s)", _crop_away),
    rule(r"(?:crop|cut|trim|chop)\s+(?:off\s+)?(?:(?:a\s+bit|a\s+little|some)\s+(?:of|off|from)\s+)?the\s+(?P<s>top|bottom|left|right)(?:\s+(?:side|edge|part))?"
         r"(?:\s+off)?(?:\s+(?:a\s+(?:bit|little)|slightly))?(?![a-z])(?!\s+(?:\d|half|third|quarter))",
         lambda m, said: CropTo(side_box(OPPOSITE[m["s"]], 0.9), said.which(m))),
    rule(rf"(?:crop{IT}\s+to|(?:keep|use|show)\s+only|only\s+(?:keep|use|"
         r"show))(?=\s+(?:the\s+)?(?:top|bottom|left|right|upper|lower|middle|cent))", _crop),
    rule(r"(?:裁掉|裁去|切掉)(?=[上下左右顶底画])", _crop_away),
    rule(rf"(?:rotate|turn)(?:d)?{IT}\s*(?:by\s+)?(?P<n>{NUMBER})\s*(?:°|degrees?|deg(?![a-z])|"
         r"度)(?:\s+(?:to\s+the\s+)?(?:counter[- ]?clockwise|anti[- ]?clockwise|clockwise|left|right))?|(?:向左|向右|"
         rf"逆时针|顺时针)?(?:旋转|转动?)(?P<k>{NUMBER})\s*[度°]", _turn),
    rule(rf"(?:it's\s+|it\s+is\s+)?(?:(?:turn|flip|rotate){IT}\s+)?upside[- ]down(?:(?:\s+lol)?\s*(?:,|and|"
         rf"so|please|\s)+(?:flip|turn|rotate|fix)\s+"
         r"(?:it|that|this)(?:\s+(?:over|round|around|back))?)?|上下颠倒|倒过来放|旋转一百八十度",
         lambda m, said: Turn(180.0, said.which(m))),
    rule(rf"rotate{IT}(?P<n>(?!))?(?P<k>(?!))?\s+(?:to\s+the\s+)?(?:left|right|clockwise|counter[- ]?clockwise|"
         r"anti[- ]?clockwise)", _turn),
    rule(r"(?:向|往)?[左右](?:边)?旋转(?P<n>(?!))?(?P<k>(?!))?|逆时针旋转|顺时针旋转",
         lambda m, said: Turn(-90.0 if re.search("左|逆", m[0]) else 90.0, said.which(m))),
)  # fmt: skip
