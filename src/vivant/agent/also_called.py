"""What people call flows and effects beside the words in their own files. Data only; meanings.py reads it."""

from __future__ import annotations

ALSO: dict[str, str] = {
    "sand": "dust blowing|blowing dust|dust storm|sandstorm|sand storm|dust swirling|swirling dust",
    "cloth": "curtains moving",
    "candle_glow": ("candlelit|candle lit|lit by candles|glow of candles|glow of the candles|warm candle glow|"
        "firelit|firelight|lamplit|lantern light|lamplight"),
    "reflections": ("mirrored in the water|reflected in the water|reflected in the lake|mirrored in the lake|"
        "mirror them in the water"),
    "glitter": "sparkly|glittery|shimmering|fairy dust|pixie dust|stardust|magic dust",
    "sparks": "sparkler|sparklers burning",
    "petals": ("rose petals falling|petals drifting|blossom petals|blossoms falling|falling blossoms|petals falling|"
        "flower petals falling"),
    "bokeh_lights": ("bokeh twinkling|twinkling bokeh|bokeh circles|bokeh orbs|blurred lights|light bokeh|"
        "fairy light bokeh"),
    "haze": "heat haze|heat shimmer|hazy light|smoggy",
    "black_and_white": "mono|b and w|b/w|bw",
    "sun_flare": "sun shine|sunshine|sun glow|sun glint",
    "vhs": ("tape noise|tape hiss|found footage|scan lines|arcade|crt screen|tracking errors|tracking lines|"
        "video tape look|eighties|nineties|90s camcorder|80s tape|old tape|tape look|home video|old home video|"
        "scanlines|crt"),
    "old_film": ("silent movie|silent film|silent cinema|projector look|film projector|old projector|"
        "flickering projector|old home movie|home movie|"
        "old film look|16mm|film reel|old reel|newsreel|vintage movie|film flicker"),
    "snow": ("snow globe|whiteout|it's snowing|it is snowing|snowing lightly|winter snow|snow falling|snow flurries|"
        "soft snow|snowy weather|雪|小雪|雪片|飘落的雪花|飘落的雪|下着小雪|下起雪|下起了雪|暴雪|snow storm|snowstorm|"
        "flurries"),
    "rain": ("wet with rain|wet from the rain|wet from rain|rain soaked|soaked with rain|it's raining|it's pouring|"
        "it is raining|pouring down|wet weather|showers|rain streaks|rain falling|falling rain|rain pouring|"
        "sheets of rain|rainy mood|rainy vibe|rainy atmosphere|rainy feel|rainy look|rainy day|雨|雨夜|雨水|下着小雨|"
        "下起雨|下起了雨|暴雨|细雨|rain drops|rainstorm"),
    "fog": "foggy morning|misty morning|fog creeping in|fog everywhere|雾气|fog bank",
    "lightning": "雷电交加",
    "stars": ("milky way|night sky|starlit sky|star field|starfield|sky full of stars|stars appear|stars come out|"
        "stars twinkling|星光闪烁|繁星点点"),
    "light_rays": ("sunlit|sun drenched|sun comes out|sun breaks through|sun shines through|light creeps in|"
        "light comes in|light comes out|light pours out|light shines out|light falls in|light streams in|"
        "sunlight|dappled light|dappled sunlight|"
        "light filtering through|light flickering through|streaming light|window light|sun streaming in|"
        "sunlight streaming in|sun coming through|sunlight coming through|sun through the window|"
        "light through the window|light shafts|shafts of sunlight|rays of sun|rays of sunlight|rays of sunshine|"
        "crepuscular rays|sunrays|sun beams|volumetrics|heavenly light|beams of light|sunlight through|light beams|"
        "出太阳|太阳出来|放晴|天放晴|光芒|一束光|阳光透进来|阳光|一缕阳光"),
    "dust_motes": ("dust clouds|dust cloud|clouds of dust|cloud of dust|specks of dust|dust specks|"
           "flecks of dust|motes of dust|dust in it|dusty|dust floating|"
        "dust in the light|dust in the air|灰尘飘浮|粒子|particles|floating particles"),
    "embers": "ember glow|hot embers|火星四溅",
    "depth_of_field": ("stand out|blur the background|blurry background|background out of focus|"
        "throw the background out of focus|make the background blurry|background blurry|make the background soft|"
        "background soft|虚化背景|背景模糊一点"),
    "cool": ("bluer|more blue|cold|colder|cool it|cool it down|cool down|cold blue|blue tones|cold blue tones|"
        "icy tones|cold look|科技蓝|科技蓝光|蓝光|冷一些|冷蓝|蓝调|偏蓝|偏冷|偏青"),
    "waves": "waves crashing|crashing waves|海浪拍打",
    "cinematic": ("teal shadows|orange highlights|split tone|teal shadows orange highlights|青橙色|偏青橙|hollywood|"
        "like a film|film like|movie feel|cinema look|hollywood look|like a movie|like in a movie|look like a movie"),
    "city_lights": "windows lighting up|windows light up|lights come on|lights coming on|lights turn on",
    "smoke": "clouds of smoke|smoke clouds|chimney smoking|smoking chimney|puffs of smoke|wisps of smoke|"
           "curls of smoke|smoky|烟雾|哈气|呵气",
    "warm": "more orange|yellower|暖的|暖烘烘|偏黄|偏暖|偏橙|温暖|温暖的色调|暖暖的|warm light",
    "vintage": ("old paper|old paper look|parchment|faded|seventies|sixties|fifties|seventies colours|seventies look|"
        "seventies colors|retro colours|retro colors|faded film|expired film|old photograph|like an old photograph|"
        "like an old photo|retro style|analog look|analogue look|kodachrome|faded look|old and faded|aged|look old|"
        "old look|old fashioned|aged look|look aged|old postcard|old postcard look|postcard look|faded photo|"
        "faded print|old photo look|老照片质感|老照片效果|老照片感觉|港风|港式|复古港风|怀旧港风|胶片风|胶片色调|"
        "retro feel"),
    "day_for_night": ("night falls|night falling|night slowly falls|darkness falls|blue hour|twilight|nightfall|"
        "midnight|day into night|turn the day into night|"
        "make it nighttime|night|night time|nighttime|夜晚|晚上|黑夜|夜里|白天变成夜晚|白天变成黑夜"),
    "golden_hour": ("evening falls|evening falling|evening slowly falls|dusk falls|golden sun|"
        "golden afternoon sun|golden evening sun|golden afternoon|golden evening|"
        "afternoon sun|evening sun|low sun|golden rays|morning light|early morning light|morning sun|sunset|sunrise|"
        "dusk|dawn|evening|sundown|late evening|sun going down|sun sets|setting sun|sun slowly sets|"
        "sun slowly going down|sun rising|more golden|goldener|like sunset|golden sunlight|late afternoon sun|"
        "make it sunset|make it evening|evening light|warm evening light|sunset mood|sunset look|sunset feel|"
        "sunset vibe|sunset colours|sunset colors|sunset glow|warm sunset glow|warm glow|golden glow|"
        "soft golden glow|warm sunset|sunset light|金色时刻|傍晚|黄昏|夕阳|落日|夕阳西下|日落时分|夕阳余晖|金色阳光"),
    "moonlight": "moon shine|moon glow",
    "bloom": "soft light|soft focus|softer light|diffused light|halo|glows|glowy|glowing light|发光|光芒四射",
    "vivid": ("punch up the colors|punch up the colours|boost the colors|boost the colours|enhance the colors|"
        "enhance the colours|pump up the colors|brighter colors|brighter colours|bright colors|bright colours|hdr|"
        "hdr look|make it pop|colours pop|colors pop|make the colours pop|make the colors pop|let the colours pop|"
        "let the colors pop|punchy colours|punchy colors|pop of colour|pop of color|色彩更鲜明"),
    "vignette": ("darker edges|dark edges|darken the corners|darker corners|edges darker|corners darker|"
        "make the edges darker|everything around them darker|everything around it darker|"
        "everything around her darker|everything around him darker"),
    "ground_mist": ("low mist|low lying mist|mist low over the ground|mist on the ground|mist along the ground|"
        "low lying fog|fog low over the ground|fog over the ground|fog on the ground|fog along the ground|"
        "fog crawling over the ground|mist crawling over the ground|fog creeping over the ground|"
        "mist creeping over the ground|creeping fog|creeping mist"),
    "autumn_leaves": ("leaves drifting down|leaves floating down|leaves coming down|leaves fluttering down|"
        "leaves tumbling down|autumn leaf|falling leafs|leafs falling"),
    "breathing": ("breaths|tiny breaths|little breaths|soft breaths|let him breathe|let her breathe|let them breathe|"
        "make him breathe|make her breathe|make them breathe|just let him breathe|just let her breathe|they breathe|"
        "chest rises|see him breathe|see her breathe|有呼吸|在呼吸|会呼吸|自然呼吸|有呼吸的感觉|let the baby breathe"),
    "tilt_shift": "model train look|model railway|toy world",
    "confetti": "彩屑|彩纸屑",
    "timelapse_sky": ("timelapse|time lapse|sky timelapse|sky time lapse|timelapse of the sky|time lapse of the sky|"
        "timelapse of the clouds|time lapse of the clouds|hyperlapse|clouds rushing|延时摄影|延时|延时感|延时拍摄|"
        "延时的云|延时云|云的延时|延时效果|缩时"),
    "candle": "烛火",
    "pollen": "蒲公英飘",
    "grain": "颗粒噪点|加噪点",
    "pastel": "airy|bright and airy|日系|日系小清新|清新|马卡龙",
}  # fmt: skip
"""More words for what the files call otherwise; such a file need not exist."""
