"""The sentences that tell a person what was done to films, in English and Chinese. Not for deciding."""

from __future__ import annotations

from collections.abc import Sequence

from vivant.agent.notes import filled

_SENTENCES = {
    "kept": ("I kept {what} ({seconds} s).", "保留了{what}（{seconds} 秒）。"),
    "dropped": ("I cut out {what} ({seconds} s).", "剪掉了{what}（{seconds} 秒）。"),
    "unsure": ("“Cut” from one time to another I read as cut out; say “keep” for the opposite.",
               "我把“剪”理解为剪掉这一段；如果想保留它，请说“保留”。"),
    "nothing_left": ("That would leave nothing of the film, so I cut nothing.", "这样视频就什么也不剩了，所以没有剪。"),
    "outside": ("The film is {seconds} s long, so I did nothing about {what}.",
                "视频只有 {seconds} 秒，{what}不在其中，已略过。"),
    "shorter": ("The film is only {seconds} s long, which is less than you asked for; I left it so.",
                "视频只有 {seconds} 秒，比你要的短，保持原样。"),
    "split": ("I cut it in two at {seconds} s.", "在 {seconds} 秒处分成了两段。"),
    "held": ("The picture at {at} s is held for {seconds} s.", "第 {at} 秒的画面定格 {seconds} 秒。"),
    "pace": ("It plays at {factor} times its speed.", "以 {factor} 倍速播放。"),
    "pace_guessed": ("You did not say how fast, so I took {factor} times its speed.",
                     "你没有说多快，我用了 {factor} 倍速。"),
    "not_playing": ("A picture does not play, so there is nothing to do.", "图片不会播放，无法这样处理。"),
    "reversed": ("It plays backwards.", "已倒放。"),
    "again": ("It plays {times} times.", "播放 {times} 次。"),
    "boomerang": ("It plays forwards and then backwards.", "先正放再倒放。"),
    "again_many": ("I can repeat one video, not several joined ones; I left that out.",
                   "我只能重复单个视频，不能重复拼接好的多个视频，已略过。"),
    "steady": ("The shake is taken out.", "已去除抖动。"),
    "ordered": ("The order is now: {names}.", "现在的顺序：{names}。"),
    "no_times": ("I do not know when they were taken, so the order stays as you gave it.",
                 "不知道是什么时候拍的，顺序没有变。"),
    "joined": ("{count} films play one after the other.", "{count} 段视频依次播放。"),
    "one_only": ("There is only one film, so there is nothing to join.", "只有一个视频，没有可以连接的。"),
    "gone": ("I took out {name}.", "去掉了{name}。"),
    "no_film": ("You named film {n}, but there are {count}.", "你提到了第 {n} 个视频，但只有 {count} 个。"),
    "platform": ("For {name} the film is {width}x{height}.", "按{name}的要求做成了 {width}x{height}。"),
    "too_long": ("{name} takes up to {limit} s, and the film is {seconds} s long.",
                 "{name}最长 {limit} 秒，而视频有 {seconds} 秒。"),
    "follows": ("The frame follows what matters in the picture.", "画面会跟随主体。"),
    "shape": ("The film is {width}x{height}.", "画面为 {width}x{height}。"),
    "crop": ("I use only a part of the picture.", "只使用画面的一部分。"),
    "turned": ("The picture is turned by {degrees}°.", "画面旋转了 {degrees}°。"),
    "inset": ("The film {name} lies small at the {position}.", "{name}以小窗显示在画面上（{position}）。"),
    "no_inset": ("A picture in the picture needs two films; I left it out.", "画中画需要两个视频，已略过。"),
    "hidden": ("{where} is {how}.", "{where}已{how}。"),
    "no_thing": (
        "I do not know where “{what}” is in a film: say a part of the frame, such as “the top left corner”, or draw an"
        " outline.",
        "我不知道“{what}”在视频的什么位置：请说画面的哪一部分，比如“左上角”，或画出轮廓。",
    ),
    "over": ("The films go over into each other with a {kind}.", "画面之间用“{kind}”过渡。"),
    "title": ("“{words}” stands there from {at} s for {seconds} s.", "从 {at} 秒起显示“{words}”，共 {seconds} 秒。"),
    "level": ("Words only run level; none stand one below the other.", "文字只能横排，竖排还做不到。"),
    "captions": ("{count} captions are shown.", "加上了 {count} 条字幕。"),
    "no_words": ("I took the words out.", "去掉了文字。"),
    "longest": ("A film lasts {hours} hours at most; I made it so long.", "一部影片最长 {hours} 小时，按最长的做了。"),
    "which_words": ("Which words should there be? Say “title” and what it should read.",
                    "写什么字呢？请说“标题”和要写的内容。"),
    "no_title": ("There are no words in the film yet; which ones should there be? Say “title” and what it should read.",
                 "影片里还没有文字；请说“标题”和要写的内容。"),
    "no_captions": ("Captions need a file of them (SRT or VTT); I was given none.",
                    "加字幕需要字幕文件（SRT 或 VTT），还没有收到；也可以直接说要写的字。"),
    "music": ("Music is composed for it: {style}{mood}.", "配上了{style}音乐{mood}。"),
    "no_instrument": ("I have nothing just like “{what}”: {style} music, which comes near, plays instead.",
                      "这里没有{what}，用风格相近的{style}音乐代替了。"),
    "no_loop": ("A film of several pictures does not join its end to its start; let the player repeat it.",
                "几张图做成的影片首尾接不上，请在播放器里打开循环播放。"),
    "music_put_in": ("Nobody spoke of music, so {style} music lies under it; say “no music” for none.",
                     "你没有提音乐，我垫了{style}风格的音乐；不想要就说“不要音乐”。"),
    "music_chosen": ("You named no style of music, so I chose {style}.",
                     "你没有说要哪种音乐，我选了{style}风格{mood}。"),
    "bed": ("You hear {kind} under it.", "加上了{kind}。"),
    "own_music": ("Your {name} plays under it.", "配上了你的{name}。"),
    "instead": ("It takes the place of the film's own sound.", "它代替了视频原来的声音。"),
    "no_bed": ("The sound of {kind} is not in it, so nothing of it is changed.", "没有{kind}，这一条没有改动。"),
    "no_music": ("There is no music.", "没有音乐。"),
    "ducked": ("Music goes down while somebody speaks.", "有人说话时音乐会变小。"),
    "nothing_ducked": ("There is no music, so nothing of it is changed.", "还没有音乐，这一条没有改动。"),
    "muted": ("The films' own sound is off.", "原声关掉了。"),
    "volume": ("The {what} is at {percent} %.", "{what}为 {percent}%。"),
    "fades": ("It fades {how} over {seconds} s.", "{how}，{seconds} 秒。"),
    "no_own": ("You named music of your own, but gave none; add its file.", "你提到了自己的音乐，但没有给出文件。"),
    "which": ("I do not know which picture “{what}” is; say its number.",
              "不知道哪一张是“{what}”，这一句先跳过了；请说“第几张”。"),
    "one_shape": ("A film has one shape for all its pictures; I left it as it is.",
                  "一部影片只能有一种画面形状，不能单独改一张；要改的话可以说“做成竖屏”。"),
    "no_posting": ("I cannot post it for you; I make the file.", "我不能替你发布，导出后请自己上传。"),
    "no_song": ("I do not have that song; give me its file and I will use it.",
                "我这里没有这首歌；把音频文件一起给我，就能用上。"),
    "beyond": ("I cannot do “{what}”; I left it out.", "“{what}”我做不到，先跳过了。"),
    "extract": ("To get the sound alone, give the output the name of a sound file, such as sound.wav or sound.m4a.",
                "只要声音的话，把输出文件命名为声音文件即可，比如 sound.wav 或 sound.m4a。"),
    "not_in_films": ("“{what}” is something that I can make flow in a photo, not in a film; I left it out.",
                     "“{what}”只能在照片里动起来，不能用在视频上，已略过。"),
    "no_depth": ("In a film nobody knows what is near and what is far, so there is no {what}; I left it out.",
                 "视频里不知道远近，所以做不了{what}，已略过。"),
    # --- stories
    "story": ("{count} pictures make a film of {seconds} s.", "用 {count} 张图做成了 {seconds} 秒的影片。"),
    "by_time": ("They come in the order in which they were taken.", "按拍摄时间排列。"),
    "on_beats": ("The cuts fall on beats of the music.", "切换都踩在音乐的节拍上。"),
    "beats_stay": ("Cuts come on the beats when a film is made of pictures; here they stay where they are.",
                   "做成影片时切换会踩在节拍上；现在的剪辑点保持不变。"),
    "squeezed": ("{count} pictures in {seconds} s are {each} s each, which is short.",
                 "{seconds} 秒里有 {count} 张图片，每张只有 {each} 秒，比较短。"),
    "stretched": ("The length that you asked for is outside {low} to {high} s; I took {used} s.",
                  "时长可以是 {low} 到 {high} 秒，我用了 {used} 秒。"),
    "unknown": ("I did not understand “{wish}” and left it out.", "“{wish}”我没有听懂，先跳过了。"),
}  # fmt: skip

_NAMES = {
    "the part you named": "你说的那一段", "sound": "原声音量", "music": "音乐音量", "in": "淡入", "out": "淡出",
    "in and out": "淡入淡出", "blurred": "模糊处理", "made of blocks": "打上马赛克", "The whole frame": "整个画面",
    "That part of the frame": "画面的那一部分", "top-left": "左上角", "top-right": "右上角", "bottom-left": "左下角",
    "bottom-right": "右下角", "center": "正中", "top-center": "上方", "bottom-center": "下方",
    "center-left": "左侧", "center-right": "右侧",
}  # fmt: skip


def note(key: str, language: str, **facts: object) -> str:
    """The sentence `key` in a language ("en" or "zh"), with its facts filled in."""
    chinese = language == "zh"
    said = {k: _NAMES.get(v, v) if chinese and isinstance(v, str) else v for k, v in facts.items()}
    sentence = _SENTENCES[key][chinese].format(**said)
    return sentence[:1].upper() + sentence[1:]


_SEEN = (
    "muted", "volume", "title", "steady", "pace", "reversed", "over", "ordered", "gone", "no_words", "music", "bed",
    "own_music", "fades", "shape", "no_music", "story", "joined",
)  # fmt: skip
_NOT_IN_A_LINE = ("muted", "volume", "steady", "pace", "reversed", "ordered", "gone")
"""What the line about a first version says nothing of."""
_REASONED = ("music_chosen", "music_put_in", "platform")


def restates(sentence: str, first: bool = False) -> bool:
    """Whether a sentence only says what a comparison of the drafts says too, or the line about a `first` one."""
    keys = [key for key in _SEEN if not (first and key in _NOT_IN_A_LINE)]
    return any(filled(text).fullmatch(sentence) for key in keys for text in _SENTENCES[key])


def reasons(sentence: str) -> bool:
    """Whether a sentence says what was done, and why."""
    return any(filled(text).fullmatch(sentence) for key in _REASONED for text in _SENTENCES[key])


def asks_for_words(notes: Sequence[str]) -> bool:
    """Whether it is asked what a title should read."""
    return any(one in _SENTENCES[key] for one in notes for key in ("which_words", "no_title"))


def seconds(ms: float) -> str:
    """Milliseconds as people read seconds: 3, 3.5, 0.25."""
    return f"{ms / 1000:.2f}".rstrip("0").rstrip(".")
