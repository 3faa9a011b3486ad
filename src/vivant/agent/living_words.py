"""Words about what lives in a picture, beside what the catalogues of flows and effects say of themselves: things that
flows move, verbs of motion, how much, which colour, which side. Data only; living.py reads sentences with it.
"""

from __future__ import annotations

THINGS: dict[str, str] = {
    "water_ripple river waves": "water|水|water surface|surface of the water",
    "water_ripple": ("reservoir|loch|tarn|moat|marina|swimming pool|lake|pond|pool|puddle|harbour|harbor|canal|bay|"
        "lagoon|fjord|湖|湖面|湖水|水面|池塘|池水|水洼|港湾|池子|泳池|水池|水塘|积水|护城河|水波|水流|泉水|温泉"),
    "reflections water_ripple": "reflection|倒影",
    "river": "torrent|rivulet|river|stream|creek|brook|rapids|河|河流|河水|小溪|溪水|溪流|江|江水|溪|江面|河面|小河",
    "waves": ("breakers|whitecaps|sea foam|sea|ocean|wave|surf|tide|swell|大海|海|海洋|海水|海面|波浪|海浪|浪|浪花|"
        "潮水|海潮|波涛"),
    "waterfall": "waterfall|cascade|fountain|瀑布|喷泉|水帘|飞瀑",
    "clouds": ("skies|storm clouds|thunderclouds|cloud|cloudscape|云|云朵|白云|天空|云彩|云层|乌云|云团|浮云|流云|"
        "火烧云|晚霞|云霞"),
    "foliage": ("petal|maple|fir|spruce|cypress|canopy|undergrowth|hydrangea|peony|daisies|wisteria|orchid|lilies|"
        "bouquet|wreath|garland|houseplant|vineyard|bluebells|tree|leaf|leaves|foliage|treetops|hedge|shrub|vine|pine|birch|"
        "willow|oak|jungle|roses|tulips|sunflowers|poppies|lavender|branch|plant|bush|flower|forest|palm|ivy|fern|"
        "bamboo|blossom|树|树木|树叶|叶子|树枝|植物|花|花朵|鲜花|森林|树林|竹子|竹林|柳树|枝条|枝叶|竹叶|竹枝|竹影|"
        "花影|柳影|柳枝|柳条|树梢|树冠|松树|松枝|银杏|银杏树|枫树|枫叶|荷叶|荷花|莲叶|莲花|藤蔓|爬山虎|绿植|盆栽|"
        "草木|花草|花海|花丛|花枝|油菜花|向日葵|薰衣草|玫瑰|郁金香|樱花树|桃树|梧桐|椰子树|椰树|椰林|棕榈|芭蕉|"
        "绣球花|月季|蔷薇|三角梅|花束|花瓶里的花|窗外的树|老槐树|槐树|枝桠|树影|枝丫|叶片|嫩叶|芭蕉叶"),
    "grass foliage": ("reed|cattails|pampas grass|hay|oats|heather|grass|meadow|wheat|field|lawn|reed bed|straw|"
        "barley|rye|corn|crops|rushes|prairie|草|草地|草原|小草|青草|麦田|麦浪|芦苇|田野|稻田|稻浪|麦穗|稻穗|草坪|"
        "草丛|野草|牧草|狗尾巴草|芦苇荡|麦子|稻子|青稞"),
    "bobbing": ("sailboats|yachts|gondolas|rowboat|fishing boat|dinghy|tugboat|rubber duck|boat|ship|canoe|kayak|"
        "ferry|buoy|raft|swan|duck|船|小船|帆船|轮船|鸭子|小舟|扁舟|一叶扁舟|渔船|乌篷船|竹筏|皮划艇|游艇|木船|画舫|"
        "游船|浮标|天鹅|鸳鸯|小黄鸭|龙舟|孤舟|渔舟|摇橹船|橹船|小艇|快艇|独木舟"),
    "neon city_lights": "招牌|灯牌|店招|招牌灯|灯箱|霓虹招牌",
    "city_lights neon": ("lamp posts|light bulbs|bulbs|christmas lights|headlights|billboards|light|lamps|lanterns|"
        "street lamps|streetlights|street lights|fairy lights|string lights|windows|灯|灯光|灯火|灯笼|路灯|灯塔的光|"
        "灯塔的灯|灯带|灯串|彩灯|串灯|万家灯火|车灯|夜灯|街灯|小灯|窗户的灯|圣诞灯|星星灯|氛围灯|花灯"),
    "hair": ("whiskers|feathers|plumage|fringe|pigtails|hair|fur|mane|beard|braid|ponytail|头发|长发|发丝|秀发|毛发|"
        "鬃毛|胡子|毛|绒毛|刘海|发梢|辫子|马尾|马尾辫|双马尾|碎发|短发|卷发|青丝|鬓发|鬓角|胎毛|猫毛|狗毛|毛毛|长毛|"
        "羽毛|胡须|银发|白发"),
    "cloth": ("gown|wedding dress|sleeve|shirt|jacket|poncho|apron|drapes|sheets|bedsheets|streamers|prayer flags|"
        "pennants|garments|clothes|t-shirt|toga|robes|dress|skirt|curtain|shawl|cloak|kimono|sari|towel|tablecloth|"
        "awning|bunting|ribbon|flag|scarf|sail|banner|cape|veil|laundry|fabric|coat|遮阳伞|阳伞|裙子|裙摆|窗帘|旗|"
        "旗帜|旗子|布|围巾|帆|衣服|衣摆|面纱|丝带|红旗|国旗|彩旗|衣袖|袖子|袖口|水袖|广袖|大袖|长袖|斗篷|披风|披帛|"
        "飘带|发带|裙角|裙裾|裙边|衣角|衣袂|衣裙|汉服|婚纱|头纱|纱|纱裙|轻纱|薄纱|窗纱|纱帘|门帘|帘子|布帘|帷幔|床幔|"
        "帐幔|被单|床单|桌布|幡|经幡|酒旗|酒幡|店旗|旌旗|条幅|领巾|丝巾|披肩|衣裳|旗袍|风衣|大衣|裙|连衣裙|白裙|红裙|"
        "长裙|外套|衬衫|t恤|和服|马面裙|襦裙|披巾|红领巾|绸带|红绸|绸缎|风帆|船帆|晾的衣服|衣带|腰带|流苏|步摇|"
        "飘飘的衣服"),
    "smoke": ("plume|smoke|steam|fumes|exhaust|incense|vapor|vapour|烟|烟雾|蒸汽|热气|水汽|炊烟|青烟|白烟|香烟|烟气|"
        "蒸气|水蒸气|热汽|白汽|白气|香火|烟囱|茶香|热腾腾的气|雾气|浓烟|袅袅炊烟"),
    "fire": ("hearth|fire pit|log fire|wildfire|fire|flame|campfire|bonfire|torches|fireplace|火|火焰|篝火|炉火|火苗|"
        "炭火|灶火|柴火|烈焰|火把|火堆|壁炉|火炉|炉子|灶台的火|火光|烛焰"),
    "sand": "sand|dune|沙子|沙尘|尘土|黄沙|沙粒|沙丘|风沙|沙",
    "breathing": "胸口|胸脯|胸膛|肚子|肚皮|小肚子|肚肚|小肚肚|chest|belly|tummy",
    "candle fire": ("tealights|tea lights|oil lamp|birthday candles|wick|candle|烛火|蜡烛|烛光|烛台|油灯|煤油灯|"
        "酥油灯|烛焰|生日蜡烛"),
}  # fmt: skip
"""Flows, the likeliest first -> things that they move. Things in the words of a flow itself need not stand here."""

MOTION = ("lift|motion|movement|flap|crackle|lick|roar|hiss|whip|trickle|gush|drip|foam|froth|wash|ebb|"
    "eddy|gurgle|babble|waft|linger|shiver|rattle|whisper|wobble|unfurl|tousle|gleam|glint|glisten|"
    "glitter|glimmer|scud|roil|toss|twirl|spiral|sizzle|swish|lash|thunder|ruffle|rustling|plunge|"
    "mirror|reflect|get|come|move|moves|go|swell|heave|bounce|patter|pelt|sift|drift|float|flow|ripple|"
    "sway|swing|flutter|wave|waving|blow|blown|blowing|rustle|roll|rise|fall|fly|swirl|dance|burn|"
    "flicker|twinkle|shimmer|shine|glow|crash|splash|pour|run|rush|stream|billow|curl|tremble|shake|"
    "bend|rock|bob|turn|spin|sparkle|pulse|breathe|creep|glide|pass|spread|churn|boil|lap|whirl|tumble|"
    "sail|stir|undulate|surge|bubble|quiver|play|smoke|smolder|smoulder|cascade|travel|hover|rage|"
    "blaze|scatter|race|slide|alive|animate|环绕|围绕|鼓动|倒映|猎猎|飒飒|簌簌|瑟瑟|潺潺|汩汩|粼粼|"
    "熠熠|翩翩|翩跹|婆娑|飘逸|荡|翻|燃|烧|烧起来|燃起来|跳|拍|扬|舞|浮|颤|转|滚|拂|飘|飘动|飘落|飘扬|"
    "飘荡|飘过|飘散|落|落下|下落|飞落|流|走|流动|流淌|动|动起来|移动|摇|摇曳|摇摆|摇动|晃|晃动|摇晃|摆|"
    "摆动|升|升起|上升|飞|飞舞|飞扬|翻滚|滚动|荡漾|泛|泛起|涌|涌动|燃烧|跳动|闪|闪烁|闪动|吹|吹动|吹拂|"
    "拂动|弥漫|起伏|波动|拍打|流过|扬起|起舞|舞动|飘移|漂|漂动|浮动|飘起来|流动起来|翻涌|奔流|奔腾|"
    "颤动|转动|飞溅|漂移|冒|冒烟|洒|洒下|洒落|滚滚|旋转|活起来|窜|蹿|窜动|窜起|跳跃|冒出|冒起|升腾|"
    "腾起|袅袅|翻卷|卷|卷起|轻拂|抖|抖动|晃荡|晃悠|漾|漾开|沸腾|滴|滴落|流下|流出|淌|倾泻|奔涌|喷|喷涌|"
    "拍岸|沙沙|沙沙作响|哗哗|一起一伏|起起伏伏|律动|动弹|闪闪|闪闪的|亮|亮起|亮起来|忽明忽暗|跑|明灭|"
    "一闪一闪|一明一暗|照|照进来|洒进来|透进来|射进来|照射|照耀|洒满|纷飞|飘飘|飘飘的|飘舞|飘摇|飞起来|"
    "扬起来|晃动起来|摇起来|摆起来|轻摇|轻晃|轻摆|随波|漂浮|漂着|飘着|晃着|摇着|流着|动着|冒着|烧着|"
    "燃着|飞着|落着|闪着|游走|缭绕|环绕着|笼罩|蔓延|散开|散去|滚动起来|飘动起来|荡起|泛着|游动|翻飞|"
    "招展|舒展|绽开|乱飞|飘零|坠落|落下来|飘下来|掉落|掉下来|落下去|撒|撒下|撒下来|撒落")  # fmt: skip
"""What things that flows move can do."""

COMING = ("sit|sits|sitting|hang|hangs|hanging|lie|lies|lying|cling|clings|hug|hugs|loom|looms|cover|"
    "covers|start|starts|starting|begin|begins|beginning|come|comes|coming|appear|appears|appearing|"
    "appeared|fade|fades|fading|fade in|fade out|get|gets|getting|become|becomes|grow|grows|growing|"
    "build|builds|increase|increases|set|sets|arrive|disappear|disappears|vanish|vanishes|stop|stops|"
    "end|ends|last|lasts|settle|settles|land|lands|drop|drops|rolls|happen|show up|in the air|"
    "everywhere|all over|around|down|in|out|on|through|across|past|by|softly|behind|开始|出现|消失|"
    "淡入|淡出|渐渐|慢慢|变|变得|起来|下来|停|停止|起|来|上|着|满天|漫天|空中|天上|越来越|渐|飘满|洒满|"
    "满屏|满屏都是|到处|到处都是|四处|漫天飘|一直|不停|不断")  # fmt: skip
"""What is said of anything that comes and goes."""

WIND = ("move in the wind|moving in the wind|moves in the wind|move in the breeze|moving in the breeze|"
    "breath of wind|a breath of wind|breath of air|wind|windy|breeze|breezy|wind blows|the wind|gust|"
    "gusts|gusty|in the wind|in the breeze|wind blowing|a breeze|blowing wind|风|刮风|微风|风吹|随风|"
    "清风|大风|起风|有风|风吹动|风吹过|迎风|随风飘动|风中|微风吹过|吹风|轻风|随风摇曳|随风摆动|"
    "风轻轻吹|风吹过来|一阵风|阵阵微风|春风|秋风|海风|晚风|夏风|山风|吹着风|被风吹|被风吹动|被风吹起|"
    "被风吹得|有风吹过|风吹着|吹来的风|风一吹|吹点风|来点风|有点风|加点风|风吹的感觉|迎着风|被风带起")  # fmt: skip

LIFE = ("wake it up|wake the picture up|wake the photo up|wake this picture up|less boring|"
    "more interesting|livelier|more lively|more alive|less static|bring it all to life|"
    "bring them all to life|bring these to life|bring my photos to life|give it life|give it some life|"
    "give this life|give it more life|breathe life into it|breathe life into this|"
    "breathe life into the picture|breathe life into this photo|liven it up|put some life into it|"
    "to life|back to life|make everything move|make everything alive|everything moves|"
    "everything should move|let everything move|make it all move|make all of it move|"
    "make the whole picture move|make the whole photo move|bring it to life|bring this to life|"
    "bring to life|bring this photo to life|bring this picture to life|bring the photo to life|"
    "bring the picture to life|bring the scene to life|bring my photo to life|bring everything to life|"
    "make it come alive|come alive|come to life|make it alive|make it live|living photo|living picture|"
    "make the picture come alive|make the photo come alive|make it feel alive|"
    "make the scene come alive|make this photo come alive|make the scene move|让它活|让它动|加点生气|"
    "增加生气|加点活力|add some life|add life|动起来|活起来|让照片动起来|让画面动起来|让图片动起来|"
    "让它动起来|让照片活起来|让一切动起来|全部动起来|都动起来|让画面活起来|让图片活起来|让它活起来|"
    "把照片变活|让景色动起来|让整个画面动起来|让所有东西动起来|栩栩如生|会动的|会动|能动的|能动起来|"
    "做成会动的|变成会动的|动图效果|活过来|动起来就行|活灵活现|变得生动|生动起来|更生动|生动一点|"
    "变得灵动|灵动起来|更灵动|灵动一点")  # fmt: skip

ALL_OF_THEM = ("effect|effects|fx|special effects|visual effects|filter|filters|overlay|overlays|"
    "particles|weather|grading|特效|效果|滤镜|粒子|特殊效果|所有特效|所有效果|全部特效")  # fmt: skip
"""What stands for everything that was added."""

IMPLIED: dict[float, str] = {
    2.0: "blizzard|downpour|暴雪|暴雨|鹅毛大雪|snowstorm|倾盆大雨",
    1.6: "大雪|大雨|大雾|浓雾|dense fog|thick fog|pouring rain|瓢泼大雨|heavy snow|heavy rain",
    0.6: "gentle ripples|breathing softly|轻轻呼吸|微微呼吸|小船轻摇",
    0.5: "下着小雪|下着小雨|小雨|小雪|drizzle|细雨|雨丝",
    0.4: "毛毛雨|淡淡的霾|slight jitter|subtle shake|gentle shake|细微抖动|轻微抖动",
}  # fmt: skip
"""How much of it a word has in it."""

_RELATIVE: dict[float, str] = {
    1.8: "much more|a lot more|way more|far more|lots more|loads more|so much more",
    1.2: (
        "slightly more|a few more|a touch more|a tad more|a little bit more|a hair more|a shade more|just a bit more|"
        "just a little more|a smidgen more"
    ),
    0.8: (
        "slightly less|a touch less|a tad less|a little bit less|a little less|a bit less|a hair less|a shade less|"
        "slightly fewer|a few less|a bit fewer|a little fewer"
    ),
    0.4: "much less|a lot less|way less|far less|so much less|far fewer|a lot fewer|much fewer|way fewer",
    2.0: "twice as much|twice as many|twice the|double|一倍|加倍|翻倍",
    1.4: (
        "too light|too thin|too little|too weak|too few|太小|太少|太淡|太弱|more|heavier|thicker|denser|stronger|"
        "more of|some more|bigger|a bit more|a little more|多一点|更多|更大|大一点|浓一点|更浓|多|强一点|多一些|大一些|"
        "密一点|浓一些|再多一点|再大一点|厚一点|再浓一点|再多"
    ),
    0.6: (
        "too much|too heavy|too thick|too dense|too strong|too big|too many|太大|太浓|太多|太密|太强|太厚|less|lighter|"
        "thinner|fewer|weaker|gentler|less of|finer|softer|sparser|少一点|更少|更小|小一点|淡一点|少一些|弱一点|淡一些|"
        "小一些|少|再少一点|再小一点|再淡一点|再弱一点|再少一些|再小一些"
    ),
    0.5: "half|half the|half as much|一半|减半",
}
"""How much beside what there is."""
_MUCH: dict[float, str] = {
    2.0: "torrential|两倍",
    1.6: (
        "explosion of|an explosion of|burst of|a burst of|tons of|loads of|heaps of|masses of|heavy|heavily|dense|"
        "thick|thickly|lots|lots of|plenty|plenty of|many|strong|massive|intense|much|a lot of|a lot|大|浓|厚|浓厚|"
        "浓密|密|密集|许多|大量|很多|猛|强|狂|大大的|浓浓的|满天|漫天|纷纷扬扬|鹅毛般|铺天盖地|满屏|满天都是|漫天都是|"
        "哗哗|哗啦啦|超多|超级多|多多的|疯狂|很浓|很大|非常大|老大|满满的|足足的"
    ),
    1.4: "粗一点|粗一些|粗点|重|重一点|再重一点|加重|深一点",
    0.6: "sparse|gentle|gently|soft|softly|稀疏|薄薄的|淡淡的|淡淡|轻轻|柔和",
    0.5: (
        "handful|a handful of|handful of|couple of|a couple of|sprinkle|a sprinkle of|dash|a dash of|pinch|a pinch of|"
        "scattered|occasional|occasionally|one every now and then|one now and then|one at a time|加一点|"
        "加一些|来一点|放一点|light|lightly|little|a little|a bit|a bit of|a little bit of|"
        "some|slight|thin|few|a few|faint|mild|hint|touch|subtle|bit|subtly|slightly|delicate|小|一点|一些|少许|一丝|"
        "薄|淡|稀|微微|些许|几片|几滴|轻微|零星|细细的|一丢丢|一丢|一丁点|一抹|一缕|若有若无|若隐若现|偶尔|时不时|隐隐|"
        "隐约|淡淡地|浅浅|浅浅的|几缕|几朵|几粒|几颗|星星点点地|稀稀拉拉|稀稀疏疏|薄薄|薄薄一层|一小撮|小小的"
    ),
    0.3: "a hint of|a touch of|just a hint of|barely|tiny|very little|一点点|一丝丝|very subtle|just a touch of",
}
"""How much beside the normal. "some" is here because "some fog" is not all of it."""

_PACE = (
    "slower|faster|quicker|a bit slower|a bit faster|a little slower|a little faster|慢一点|快一点|慢一些|快一些|慢点|"
    "快点|更慢|更快"
)
RELATIVE = "|".join((_PACE, *_RELATIVE.values()))
"""Beside what there is, not beside the normal."""

MUCH = {factor: f"{_RELATIVE.get(factor, '')}|{_MUCH.get(factor, '')}" for factor in (*_MUCH, *_RELATIVE)}
"""How much, said beside it."""

SIZES: dict[float, str] = {
    1.7: "huge|giant|enormous|巨大",
    1.4: ("big|large|bigger|larger|coarse|coarser|chunky|fat|大片|大颗|大朵|大块|粗|大的|粗大|大|大一点|大一些|更大|"
        "再大一点|太小"),
    0.7: "small|smaller|fine|finer|细|小片|小颗|小朵|细小|小的|细腻|小|小一点|小一些|更小|太大",
    0.5: "tiny|minuscule|little|微小|很小|细碎",
}  # fmt: skip

PIECED = ("bubbles", "petals", "autumn_leaves", "confetti", "fireflies", "bokeh_lights")
"""Effects of pieces that are called large and small one by one; of snow and rain that is how much falls."""

PIECES = ("flake|flakes|drop|drops|particle|particles|piece|pieces|grains|speck|specks|leaves|petals|"
    "片|颗粒|颗|滴|粒|朵|粒子")  # fmt: skip
"""What such a thing is made of: "snow with big flakes"."""

COLOURS: dict[str, str] = {
    "gold golden yellow warm": "gold|golden|yellow|amber|金色|金黄|黄色|金|金色的|金黄色|金的|金灿灿的|金闪闪|黄的",
    "red": "red|crimson|scarlet|红|红色|红的|红色的",
    "green": "green|绿|绿色|绿色的",
    "blue cool": "blue|cyan|蓝|蓝色|蓝色的",
    "pink rose": "pink|rosy|粉|粉色|粉红|粉红色|粉色的|粉粉的|粉的|粉嫩的|嫩粉",
    "white": "white|silver|白|白色|银色|白色的",
    "warm gold": "warm|orange|暖|暖色|橙色",
    "cool blue": "cool|cold|冷|冷色",
    "mixed": "colourful|colorful|multicoloured|rainbow|彩色|五彩|五颜六色|缤纷",
    "pastel": "pastel|淡彩",
}  # fmt: skip
"""Values that a knob may have for a colour, the closest first -> what people call it."""

SIDES: dict[str, str] = {
    "left": "left half|left third|left part|left|left side|left hand side|左边|左侧|左面|左方|左半边",
    "right": "right half|right third|right part|right|right side|right hand side|右边|右侧|右面|右方|右半边",
    "top": "top half|top third|upper third|top|upper half|upper part|顶部|上方|上面|上半部分|上半",
    "bottom": "bottom half|bottom third|lower third|bottom|lower half|lower part|底部|下方|下面|下半部分|下半",
    "middle": "middle|center|centre|中间|中央|正中",
}  # fmt: skip

THE_CAMERA = "camera|cam|lens|view|shot|zoom|镜头|相机|摄像机|机位|视角|运镜|画面|拍"
"""Who else may be meant by "slower"."""

FINALLY = ("finally", "lastly", "at last", "最后", "最终", "结尾处")

PLACES: dict[str, str] = {
    "water": ("water|lake|pond|pool|river|stream|sea|ocean|harbour|harbor|bay|waves|水面|湖面|河面|江面|海面|水上|水|"
        "湖水|湖|河水|河|大海|海|池塘"),
    "sky": "sky|skies|heavens|天空|天上|空中",
    "clouds": "clouds|云层|云",
    "foliage": "trees|tree|forest|leaves|foliage|bushes|woods|树林|森林|树丛|树木|树叶|树",
    "flowers": "flowers|flower|花丛|花朵|花",
    "grass": "grass|meadow|field|lawn|草地|草丛|草原|田野|草",
    "ground": "ground|floor|road|street|path|pavement|地面|地上|街道|路面|马路|街上|路上",
    "background": "background|backdrop|distance|背景|远处|远方|远景",
    "subject": ("subject|her|him|person|people|man|woman|girl|boy|child|cat|dog|人物|主体|主角|女孩|男孩|孩子|女人|"
        "男人|人|猫|狗"),
}  # fmt: skip
"""Areas of the picture that an effect may keep to -> what people call them."""

NOT_WORN = ("flag|flags|curtain|curtains|sail|sails|banner|banners|laundry|旗|旗帜|旗子|红旗|国旗|彩旗|"
    "窗帘|帆|幡|经幡|酒旗|酒幡|店旗|旌旗|条幅|窗纱|纱帘|门帘|帘子|布帘|帷幔|床幔|被单|床单|桌布|风帆|"
    "船帆|红绸|晾的衣服")  # fmt: skip
"""Cloth that nobody wears. The cloth that is found in a picture is what its subject wears."""

STAYS = ("fireflies", "glitter", "bubbles", "stars", "shooting_stars", "aurora")
"""Effects that are seen where they are said to be; of others that fall or fly that holds only where "only" is said."""

TIMES = ("sunset|sunrise|dusk|dawn|evening|sundown|night|nighttime|midnight|twilight|blue hour|"
    "nightfall|night sky|late evening|timelapse|time lapse")  # fmt: skip
"""Times of the day: their light is meant where it is asked for or where weather is named with it, "a rainy evening"; by
themselves they tell when a photo was taken."""

MEASURES = ("speck|fleck|bits|swirl|trail|wisp|puff|sheets|wall|layer|blanket|veil|shower|burst|bank|"
    "streak|flash|carpet|plume|column|ribbon|shimmer|glimmer|sprinkle|dusting|swarm|lots|plenty|kind|"
    "sort|patch|sense|full")  # fmt: skip
"""What something is measured in: "wisps of steam" are steam."""

OF_THE_SKY = ("stars", "shooting_stars", "aurora", "lightning")
"""Effects that are in the sky whatever they are said to be above."""

ONLY = "only|just|solely|nothing but|只|仅|只有|仅仅|只在|只让"

MOOD_WORDS = ("morning|afternoon|day|weather|aesthetic|color grade|colour grade|color grading|"
    "colour grading|mood|vibe|vibes|atmosphere|feel|feeling|feels|look|looks|style|tone|tones|grade|"
    "filter|ambience|ambiance|scene|lighting|light|colours|colors|colour|color|grading|evening|night|"
    "氛围|气氛|风格|感觉|色调|滤镜|调色|色|调子|感|风|夜|一点|味|味儿|味道|天气|调调|氛围感|质感|那味|"
    "那味儿|气息|的感觉|范|范儿|一些")  # fmt: skip
"""What is named after a mood or a look: "golden hour mood"."""

IGNORED = "current|my own grade|alive|adjust|adjustments|breathing|breathes|呼吸"
"""Words of files that mean something else, or too little, when they stand alone."""

DIALS: dict[str, tuple[str, str]] = {
    "exposure": ("brighter|less dark|not as dark|less gloomy|less dim|brighten|brighten up|lighten|lighten up|"
        "lighter picture|more light|bright|make it bright|有点暗|太暗|太暗了|有点太暗|暗了点|有点黑|太黑了|亮一点|"
        "更亮|亮一些|提亮|调亮|明亮一点|亮点|明亮|再亮一点|亮堂一点|变亮|亮堂|亮堂点|亮堂些|提提亮|提个亮|打亮|"
        "打亮一点|再亮些|亮些|通透一点|光线亮一点|提高亮度|亮亮的",
        "darker|less bright|not as bright|darken|dimmer|dim|less light|make it dark|dark|暗一点|更暗|暗一些|调暗|"
        "天昏地暗|暗无天日|黑压压|压暗|暗点|再暗一点|变暗|昏暗|暗些|暗下来|暗下去|压暗一点|再暗些|暗调|光线暗一点|"
        "降低亮度|调暗一点|黑一点|偏暗"),
    "contrast": ("more contrast|contrasty|higher contrast|high contrast|punchier|contrastier|harder contrast|"
        "对比强一点|高对比|高反差|反差大一点|对比拉强|明暗对比强一点|光影对比强一点|对比再强一点|对比强烈|"
        "光影感强一点|明暗对比强",
        "less contrast|softer contrast|lower contrast|low contrast|flatter|flatter look|对比弱一点|低对比|低反差|"
        "反差小一点"),
    "saturation": ("colours stronger|colors stronger|colours pop|colors pop|colours richer|colors richer|"
        "more saturated|more colourful|more colorful|saturated|more colour|more color|richer colours|richer colors|"
        "stronger colours|stronger colors|色彩浓一点|颜色浓一点|颜色鲜艳一点|鲜艳一点|更饱和|颜色更鲜艳|饱和一点|"
        "色彩更饱满|颜色更浓|颜色再浓一点|颜色更艳|艳丽一点|颜色重一点|颜色浓郁一点|饱和度拉高|饱和度高一点|"
        "浓郁一点",
        "less saturated|desaturated|less colourful|less colorful|less colour|less color|muted|muted colours|"
        "muted colors|washed out|paler|颜色淡一点|低饱和|色彩淡一点|不那么鲜艳|饱和度低一点|颜色素一点|素一点|"
        "颜色浅一点|颜色灰一点|别那么艳|去点饱和|素雅一点|素净|素雅|饱和度降一点|灰调"),
    "shadows": ("lift the shadows|lift shadows|brighter shadows|open the shadows|lighter shadows|open up the shadows|"
        "提亮阴影|阴影提亮|阴影提一提|暗部提亮|提亮暗部|阴影亮一点",
        "darker shadows|deeper shadows|crush the shadows|deepen the shadows|crush the blacks|压暗阴影|暗部压暗|"
        "阴影深一点"),
    "highlights": ("brighter highlights|lift the highlights|brighten the highlights|提亮高光|高光亮一点",
        "softer highlights|soft highlights|highlights roll off|roll off the highlights|darker highlights|"
        "tame the highlights|recover the highlights|lower the highlights|pull down the highlights|压高光|压暗高光|"
        "高光暗一点"),
    "tint": ("more magenta|magenta tint|偏洋红|偏品红|偏粉|偏紫|粉色调|偏粉一点|偏粉色|偏紫色",
        "greener tint|green tint|more green tint|偏绿|绿调|森系|森系感|绿色调|绿一点"),
}  # fmt: skip
"""Dials of `adjust` -> what turns them up, what turns them down."""

DIAL_NAMES: dict[str, str] = {
    "exposure": "exposure|brightness|亮度|曝光|明度",
    "contrast": "contrast|对比度|对比|反差",
    "saturation": "saturation|colourful|colorful|color intensity|colour intensity|饱和度|色彩饱和度",
    "temperature": "temperature|colour temperature|color temperature|white balance|色温|白平衡",
    "highlights": "highlights|高光",
    "shadows": "shadows|暗部|阴影",
    "tint": "tint",
}  # fmt: skip

UP = ("提|提一点|升|调|增|高一点|高一些|强一点|强一些|increase|raise|boost|higher|up|lift|add|push|"
    "plus|high|pump|提高|增加|加强|加大|调高|高|提升|增强|拉高|加")  # fmt: skip
DOWN = ("压|压低|压一点|收一点|降一点|降|低一点|低一些|弱一点|弱一些|decrease|lower|reduce|down|cut|"
    "drop|minus|low|降低|减少|减弱|调低|低|拉低|减小|减")  # fmt: skip

DIAL_STEP = 0.3
"""How far a dial is turned where nothing is said."""


def phrases(table: str) -> list[str]:
    """The phrases of a table's line."""
    return [phrase for phrase in table.split("|") if phrase]
