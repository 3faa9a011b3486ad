"""Chinese as people type it into plain Chinese: traditional characters, characters that sound like the one that was
meant, and roundabout ways of saying. Whoever reads sentences sees the plain form, and quotes what was typed.

Not for what plain words mean (chinese.py). What stands in quotation marks is somebody's title and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TypeAlias

_OLD = (
    "縮進遠動鏡頭慢緩輕橫豎畫幀環繞轉傾搖擺懸靜穩順時針後從開始結束關機視頻長寬個點間裡裏線勻過聲樂飄揚閃戲劇強調電戀"
    "無縫復原為讓給幾兩鐘張圖應該這麼還請幫變換速範圍圓現實藍紅綠綫對達圈飛來沒別揭雲霧謝題標煩將臉髮發葉樹塵煙燈螢蟲"
    "極陽陰雙櫻氣熱涼溫濾舊複數據節寫顯側邊離減漸層種樣風質響聽語說話讀錄輸導檔儲傳載專業產廣場廳臥廚臺檯書館園門車馬"
    "鳥魚龍貓雞鴨鵝嬰兒媽爺親愛禮慶夢憶懷膠顆暈銳飽鮮豔艷淺純銀黃藝術繪遊戰燒滅濺濤灘島佈淨體積雜亂單獨總續斷連編輯"
    "刪銷盡儘緊鬆軟壓擴細滿繽紛歡優靈輪滾蕩濃麗鬧寧詭異驚憂鬱傷燦爛輝閉頂腳帶揮擊擠漲擋選項頁顧預頓顛類飾餘驗騎鬍麥"
    "麵齊晝曬暫歲歷歸殘潛澤濕牆獎獲畢療癒監盤眾確稱競筆築箏簡籃籠約級終組絲經維網緣練織羅義習聯腦舉蓋蓮蘭號衛補裝製"
    "規覺觀觸計記設許試詩認誤課談講證識護貝負貨貴買費賀資賞賣趕跡較輛運遙適遲鄉鈴鋪錯鍵鐵閱隊階際隨隱難韻於著與並妳"
    "牠衝淚爍盪瀟灑滑籐紗紙繩繡縷襬裊嫋彎灣壞塊聳肅廟廢彈徑恆態慮戶掃採搶撐擁攝敘暢朧楓樓橋欄殼殺災爐狀狹獅璃瑣畝"
)
_NEW = (
    "缩进远动镜头慢缓轻横竖画帧环绕转倾摇摆悬静稳顺时针后从开始结束关机视频长宽个点间里里线匀过声乐飘扬闪戏剧强调电恋"
    "无缝复原为让给几两钟张图应该这么还请帮变换速范围圆现实蓝红绿线对达圈飞来没别揭云雾谢题标烦将脸发发叶树尘烟灯萤虫"
    "极阳阴双樱气热凉温滤旧复数据节写显侧边离减渐层种样风质响听语说话读录输导档储传载专业产广场厅卧厨台台书馆园门车马"
    "鸟鱼龙猫鸡鸭鹅婴儿妈爷亲爱礼庆梦忆怀胶颗晕锐饱鲜艳艳浅纯银黄艺术绘游战烧灭溅涛滩岛布净体积杂乱单独总续断连编辑"
    "删销尽尽紧松软压扩细满缤纷欢优灵轮滚荡浓丽闹宁诡异惊忧郁伤灿烂辉闭顶脚带挥击挤涨挡选项页顾预顿颠类饰余验骑胡麦"
    "面齐昼晒暂岁历归残潜泽湿墙奖获毕疗愈监盘众确称竞笔筑筝简篮笼约级终组丝经维网缘练织罗义习联脑举盖莲兰号卫补装制"
    "规觉观触计记设许试诗认误课谈讲证识护贝负货贵买费贺资赏卖赶迹较辆运遥适迟乡铃铺错键铁阅队阶际随隐难韵于着与并你"
    "它冲泪烁荡潇洒滑藤纱纸绳绣缕摆袅袅弯湾坏块耸肃庙废弹径恒态虑户扫采抢撑拥摄叙畅胧枫楼桥栏壳杀灾炉状狭狮璃琐亩"
)
SIMPLE = dict(zip(map(ord, _OLD), _NEW, strict=True))
"""Traditional characters into simplified ones."""

_SOUNDS = {
    "man": "慢漫曼蔓馒", "huan": "缓环欢换幻", "jin": "近进紧尽劲", "la": "拉啦辣蜡腊", "yuan": "远源院愿园",
    "wang": "往网忘旺", "zuo": "左做作坐座佐", "you": "右又友幼", "ping": "屏平瓶评凭萍", "shu": "竖束树数术书",
    "heng": "横衡恒", "rao": "绕饶扰", "wei": "围维位", "xuan": "旋宣悬", "zhuan": "转赚传砖", "jing": "镜景境静竟",
    "tou": "头投透", "yin": "音因阴引印", "yue": "乐月越跃岳", "pei": "配陪佩", "zi": "字自子资", "mu": "幕目木墓慕",
    "biao": "标表飙", "ti": "题提体", "gan": "感敢赶干", "ying": "影樱萤应英映硬莹营", "pian": "片偏篇",
    "jiao": "胶角交脚", "fu": "复付副富", "gu": "古谷故骨", "bu": "布步部", "pu": "瀑爆暴铺扑", "hua": "花化画华划",
    "ban": "瓣斑办班板伴般", "xue": "雪血靴", "piao": "飘票", "yu": "雨语遇玉", "shan": "闪山扇", "dian": "电店",
    "wu": "雾务物误", "qi": "气汽器", "yun": "云晕运韵", "mian": "面免棉", "lang": "浪郎狼廊", "liu": "流留刘",
    "dong": "动洞冻懂", "huang": "晃慌黄", "bai": "摆拜", "yao": "摇腰遥", "luo": "落洛络", "ye": "叶业页夜",
    "chong": "虫冲", "zhu": "烛竹住", "ni": "霓泥尼", "hong": "虹红洪", "fa": "发法", "xun": "循寻巡训",
    "sheng": "声生升", "liang": "量亮凉", "chang": "场厂常", "die": "叠跌碟", "dan": "淡单蛋", "jia": "加家佳",
    "su": "速素", "an": "暗按岸", "xu": "虚需须许", "bao": "饱包宝保", "he": "和合", "dou": "抖斗", "hui": "恢灰",
    "che": "撤彻", "xiao": "销消", "dao": "导倒", "pin": "频品屏", "guang": "光广", "feng": "风疯", "yan": "焰烟燕",
}  # fmt: skip
"""Characters that sound alike, by their sound; only such as people do mistake for each other."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split("|"))


_WORDS = _listed(
    "慢慢|缓缓|缓慢|推近|推进|拉近|拉远|往左|往右|环绕|围绕|旋转|镜头|音乐|配乐|字幕|"
    "标题|竖屏|横屏|电影感|胶片|复古|瀑布|樱花|花瓣|下雪|飘雪|小雪|大雪|下雨|小雨|大雨|"
    "闪电|雾气|薄雾|云朵|水面|湖面|海浪|波浪|流动|飘动|晃动|摇摆|摆动|落叶|萤火虫|蜡烛|"
    "火焰|霓虹|倒影|头发|循环|静音|声音|音量|转场|叠化|淡入|淡出|加速|暗角|光晕|光斑|"
    "虚化|饱和度|抖音|小红书|视频|撤销|导出|手持|平移|横移|颗粒|极光|流星|对比度|慢动作|"
    "原声|彻底"
)
"""Words that people mean when they type one that sounds like them."""
_NOT_SLIPS = _listed(
    "上声|上生|下遇|下靴|书屏|传场|位绕|倒映|光云|光运|单出|原升|原生|发生|回复|境头|"
    "境音|大玉|大语|大遇|大靴|家速|小玉|小语|小遇|小靴|应花|影花|往作|数屏|景头|景音|"
    "极广|标提|树屏|欢欢|海狼|火烟|灰复|烟火|环环|生音|电影干|画面|落业|落夜|落页|转画|"
    "闪光|静静|音月|音越"
)
"""What sounds like one of them and is right as it is."""

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|『[^』]*』|《[^》]*》|‘[^’]*’|\"[^\"]*\"|'[^']*'")
_CJK = re.compile("[\u4e00-\u9fff]")
_PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])[a-z]{2,5}(?![a-z])|(?<![a-z])[a-z]{2,5}(?=[\u4e00-\u9fff])")
_DIGITS = dict(zip("一二两三四五六七八九十", ["1", "2", "2", "3", "4", "5", "6", "7", "8", "9", "10"], strict=True))
_END = r"(?=$|[，。,;；！!、？?\s~～]|的|儿|吧|啊|呗|哦|就|了)"
_SOME = "(?:道|颗|座|片|朵|缕|丝|滴|束|串|群|只|股|阵|层|抹|盏|根|场|粒|团|条)"
_MANY = "(?:大|多|浓|密|厚|强|猛|夸张|明显|响|吵)"

Meant: TypeAlias = str | Callable[[re.Match[str]], str]

_PLAIN_WAYS: tuple[tuple[str, Meant], ...] = (
    # politeness and asides
    (r"(?:谢谢|多谢|感谢|拜托|麻烦|辛苦)(?:啦|了|哈|您|你|大佬|老师|亲)+|谢啦|蟹蟹|3q", ""),
    (r"(?:^|(?<=[，,。!！\s]))(?:亲|大佬|老师|哈喽|嗨|在吗|哈啰)(?:们)?[，,!！\s]+", ""),
    (r"给[^，。,;；]{1,5}看的?", ""),
    (r"(?:也)?(?:好|方便|可以|我要|要|用来|准备)?发(?:到|给|在)?(?:微信|群里?|客户|家人|朋友(?!圈)"
     r"|同事|老师|学生)(?:群)?(?:用|看)?", ""),
    (r"一下子|一口气|那(?:一)?(?:种|段|部分|截)|整(?:座|片|条|间|栋)", ""),
    (r"(?:原声|声音|音乐|画面|镜头|视频)?(?:有点|实在|真的)?太(?:吵|闹|乱|丑|单调|普通|平淡|无聊)了?(?=[，,。])", ""),
    (r"我们?家(?=宝|狗|猫|小|女|儿|孩|娃)", ""),
    # numbers
    (r"([一二两三四五六七八九十])(秒|倍)半", lambda m: f"{_DIGITS[m[1]]}.5{m[2]}"),
    (r"(\d+)(秒|倍)半", r"\1.5\2"),
    (r"半秒", "0.5秒"),
    (r"(加速|提速)(?:了)?一倍", r"\1到2倍"),
    (r"(?<=[\u4e00-\u9fff])[两三四五六七八九十几](?:张|幅)(?=$|[，。,;；])", ""),
    (r"(?<=标题|文字|字幕|音乐|声音|音量|配乐|原声)再(?=[大小高低往快慢响轻上下左右])", ""),
    # how much
    (rf"(?:几|两三|数){_SOME}(?!光)", "一些"),
    (rf"一{_SOME}(?!光)(?=[\u4e00-\u9fff])", "一个"),
    (rf"太{_MANY}了?[，,、\s]*(?=(?:再|要|可以)?(?:小|少|淡|弱|轻|一半|减))", ""),
    (rf"(?:别|不要|不用|不能|不)(?:下得|下|弄得|搞得)?(?:那么|这么|太|过于){_MANY}声?(?:了|哦|啊)?", "小一点"),
    (r"([一二两三四五六七八九十\d]+)(秒钟?)一[张幅]", r"每张\1\2"),
    (r"[小少弱淡低轻](?:了)?一半", "一半"),
    (rf"(?<=[暖冷亮暗艳淡浓大小快慢多少近远高低强弱长短轻清柔显密厚稳])点{_END}", "一点"),
    (r"(下|飘|飞|撒|洒|起)点(?=小|大|细|薄|毛毛|雪|雨|花|雾)", r"\1一点"),
    (r"[弄搞整调]得", "变得"),
    (r"[整搞弄](点|些|一点|一个)|[搞弄](个)", r"加\1\2"),
    (r"[弄搞整调]成", "变成"),
    (r"再(?:来|加|配|添|放|整|飘|撒|下)(?=点|个|一点|一些|些|几|一个|层|上)|再加(?![速大强长快])", "加"),
    (r"([闪晃抖震摇摆动跳飘转亮推拉移])一\1", r"\1"),
    (r"(?<=[闪晃抖震摇摆动跳飘])(?:一下|两下|几下)", ""),
    # what the camera does
    (r"(?:人|主体|人物|她|他|脸|前面)(?:物)?(?:保持)?(?:大小)?不[动变][，,]?(?:但|而|只有|让)?(?:后面的?)?背景(?:一直|慢慢|在|会)?"
     r"(?:往后|向后|往前|拉远|后退|变大|变小|压缩|拉伸|动|变|退)[^，。,;；]{0,5}", "希区柯克变焦"),
    (r"([摇移仰俯甩抬压])([上下进出])[来去]", r"\1\2"),
    (r"([推拉])([进出近远])[来去]", r"\1\2"),
    (r"升[上起][来去]", "升起"),
    (r"降下?[来去]", "降下"),
    (r"停(?:留|顿|住|在那(?:里|儿)?)?(?:个|上|大概|约)?(?=[\d一二两三四五六七八九十几半.]+秒)", "停"),
    (r"从[^，。,;；]{0,6}?(?:特写|局部|近景|细节|脸部?|眼睛|一角)(?:开始)?(?:慢慢|缓缓|逐渐|一点点|往后)?(?:地)?"
     r"(?:拉远?|退|后退|后拉|移|过渡|变|展开)(?:到|至|成|出)?(?:整个|整体|完整的?)?"
     r"(?:全景|全身|全貌|远景|整体|画面|场景|全图|大全景)", "揭示"),
    (r"焦点(?:先)?[从由][^，。,;；]{1,12}?(?:移|转|切|变|拉|换|慢慢)+[到至向][^，。,;；]{1,10}", "移焦"),
    (r"(?:从)?(?:上面|上空|空中|上方|头顶|高空)(?:慢慢|缓缓)?飞(?:过去?|越)", "飞越"),
    (r"(?:像|跟|好像)(?:人)?(?:在)?(?:走路|散步)(?:一样|似的|那样)?(?:的感觉)?"
     r"(?:地?(?:往前|向前|朝前|前)走?)?", "步行视角"),
    (r"怼(?:到|着|上|近)?[^，。,;；]{0,4}?(?:脸|眼睛|五官)(?:上|部)?", "急推"),
    (r"(?:最后|然后)?停(?:留)?在[^，。,;；]{1,8}?(?:上|处|那里|面前|身上)(?=$|[，。,;；])", ""),
    (r"(?:别的|其他的?|其它的?|其余的?|剩下的?)(?:地方|部分|东西|都|全部|全|就)*"
     r"(?:别动|不要动|不动|静止|保持不动|不变|定住)", "镜头不动"),
    (r"轻微(?:地|的)?晃动?", "轻微手持感"),
    # what things do
    (r"一起一伏的?|一鼓一鼓的?|起起伏伏的?", "起伏"),
    (r"([红橙黄绿青蓝紫粉金白])色?(?:的)?(?:部分|地方)?(?:再|更|要|得|调|变|能)*(?:浓郁?|鲜艳|艳丽?|饱和|鲜亮)(?:一点|一些|些|点)?(?=$|[，。,;；])",
     "更饱和"),
    (r"一闪一闪的?", "闪烁"),
    (r"([被让]?风)吹得一(?:浪|波)一(?:浪|波)的?", r"\1吹起伏"),
    (r"一[浪波]一[浪波]的?", "起伏"),
    (r"(飘|飞|游|动|晃|摇|摆|闪)来\1去", r"\1"),
    (r"在?风(?:里|中)(?=飘|摆|摇|飞|晃|动|舞)", "随风"),
    (r"也(?:要|得|会|能|一起|跟着|可以|想|让它|是)*(?=[动飘流摆晃闪摇窜蹿跳冒烧转飞落升涌亮漾荡颤舞吹拂])", ""),
    (r"(?:水|湖|河|海|江|池塘|水面|湖面)(?:里|中|面上|上)?的(?=倒影|波纹|涟漪|波光|影子)", ""),
    (r"(?<![往向朝从到晚早马以之])上(?=冒|飘着)", ""),
    (r"蜡烛(?:的)?(?:火苗|火焰|火光)", "烛火"),
    (r"(?:柳条|柳枝|柳絮|枝条|竹叶|枫叶)(?=随风|摇|摆|飘|动|轻|慢|在)", "树枝"),
    (r"(?:花|樱花|桃花|梅花)树", "树"),
    # what it looks like
    (r"(?:颜色|色彩|画面|整体|光线|色调|(?<![月阳灯烛火星日柔逆背柱泛发])光)"
     r"(?:再|稍微|稍|弄|调|变|得|要)*(?=[更偏]?[暖冷亮暗鲜艳淡浓柔清温])", ""),
    (r"像(?:是|一张)?[老旧]照片(?:一样|那样|似的)?|[老旧]照片(?:的)?感觉", "老照片效果"),
    (r"像[^，。,;；]{1,8}?(?:开头|结尾|里面?|片段)?那样(?=$|[，。,;；])", ""),
    (r"像[^，。,;；]{1,6}[里中](?=$|[，。,;；])", ""),
    (r"像([^，。,;；]{2,8}?)(?:一样|那样|似的)(?=[往向朝慢快飞飘动升降推拉转上下左右])", r"\1"),
    (r"(?:还是|恢复|变回|改回|换回)(?:要|成|到)?(?:彩色|原来的颜色|颜色|原色)的?(?:好)?", "去掉黑白"),
    (r"(?:存|保存|储存|导|转存)[成为](?=[a-z]|视频|动图|文件)", "导出成"),
)  # fmt: skip
"""Ways of saying, and the plain way that means the same."""


def plainly(text: str, places: list[int]) -> tuple[str, list[int]]:
    """Plain text (lower case, simplified) said plainly; `places` tell where each character was typed, and still do."""
    if not _CJK.search(text):
        return text, places
    for pattern, meant in _changes():
        kept = [m.span() for m in _QUOTED.finditer(text)]
        for found in reversed(list(pattern.finditer(text))):
            start, end = found.span()
            if any(a < end and start < b for a, b in kept):
                continue
            new = found.expand(meant) if isinstance(meant, str) else meant(found)
            text, places = text[:start] + new + text[end:], _moved(places, start, end, len(new))
    return text, places


def _moved(places: list[int], start: int, end: int, length: int) -> list[int]:
    """Where the characters were typed once `length` others stand for those from start to end."""
    first, last = places[start], places[end - 1]
    new = [first if n < length - 1 else last for n in range(length)]
    return [*places[:start], *new, *places[end:]]


@cache
def _changes() -> tuple[tuple[re.Pattern[str], Meant], ...]:
    slips = re.compile("|".join(sorted(_slips(), key=len, reverse=True)))
    return ((_PINYIN, _meant), (slips, _meant), *((re.compile(a), b) for a, b in _PLAIN_WAYS))


def _meant(found: re.Match[str]) -> str:
    """The word that was meant by one that only sounds like it, or by a syllable that was left in Latin letters."""
    typed = found[0]
    if typed in _slips():
        return _slips()[typed]
    for char in _SOUNDS.get(typed, ""):
        before, after = found.string[: found.start()][-2:], found.string[found.end() :][:2]
        if any(before.endswith(w[: w.index(char)]) and after.startswith(w[w.index(char) + 1 :]) for w in _with(char)):
            return char
    return typed


@cache
def _with(char: str) -> tuple[str, ...]:
    return tuple(word for word in sorted(_WORDS) if char in word)


@cache
def _slips() -> dict[str, str]:
    """What is typed for a word when one or all of its characters only sound right."""
    alike: dict[str, str] = {}
    for chars in _SOUNDS.values():
        for char in chars:
            alike[char] = alike.get(char, "") + chars.replace(char, "")
    found: dict[str, str] = {}
    for word in sorted(_WORDS):
        for n, char in enumerate(word):
            for other in alike.get(char, ""):
                found.setdefault(word[:n] + other + word[n + 1 :], word)
        if len(set(word)) == 1:
            found |= {other * len(word): word for other in alike.get(word[0], "")}
    known = {*_WORDS, *_NOT_SLIPS}
    return {typed: word for typed, word in found.items() if typed not in known}
