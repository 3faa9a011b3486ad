"""What the chat itself says to a person, in English and Chinese. Not for what the director or a server answers."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

_HAN = re.compile(r"[㐀-䶿一-鿿]")
_LATIN = re.compile(r"[A-Za-z]{2}")

_WORDS = {
    "hello": (
        "Hello! I make photos and clips move. Drop one here, or type where it is, and say how it should be:\n"
        "  “photo.jpg, slow dolly in, falling snow”\n"
        "“help” shows what else there is; Ctrl-D ends.",
        "你好！我能让照片和片段真正动起来。把文件拖进来，或输入它的位置，再说说想要的样子：\n"
        "  “photo.jpg 缓慢推近，飘着雪”\n"
        "“帮助”告诉你还能做什么，Ctrl-D 结束。",
    ),
    "propose": ("", "请"),
    "hello_look": (
        "Hello! I make photos and clips move. Let me look at {what}.",
        "你好！我能让照片和片段真正动起来。先看看 {what}。",
    ),
    "hello_again": ("Welcome back. We go on where we were.", "欢迎回来，我们接着上次继续。"),
    "pictures": ("your {n} files", "{n} 个文件"),
    "looking": ("Looking at {what}", "正在看 {what}"),
    "drawing": ("Drawing", "正在绘制"),
    "opening": ("Opening", "正在打开"),
    "need_picture": (
        "I will do that as soon as I have a picture. Drop a photo or a clip here, or type where it is.",
        "好的，有了画面就做。请把照片或片段拖进来，或输入它的位置。",
    ),
    "no_file": (
        "There is no file {name}. Check the name and the folder.",
        "找不到文件 {name}。请检查名称和文件夹。",
    ),
    "no_link": (
        "I do not fetch addresses. Save the file on this machine and drop it here: {name}",
        "我不会下载网址。请把文件存到本机后拖进来：{name}",
    ),
    "ideas": ("Next:", "接下来："),
    "instead": ("What I can do:", "可以做的："),
    "what_now": ("what is in it now?", "现在是什么样？"),
    "sheet": ("Moments of it:", "看几个瞬间："),
    "sheet_again": ("The picture of its moments is up to date.", "瞬间图已更新。"),
    "clip": ("A small preview:", "小样预览："),
    "no_clip": ("There is nothing to show yet.", "还没有可以预览的内容。"),
    "film": ("Your film is ready:", "视频好了："),
    "of_film": ("({size}, {fps} fps, {lasts} s)", "（{size}，每秒 {fps} 帧，{lasts} 秒）"),
    "of_sound": ("({lasts} s)", "（{lasts} 秒）"),
    "sound": ("The sound is ready:", "声音好了："),
    "taken": ("{name} was there already, so I took another name.", "{name} 已经存在，所以换了个名字。"),
    "refine": ("Say what should be different, or “quit”.", "还想改什么就说，“退出”结束。"),
    "nothing_to_export": ("There is no film yet. Give me a picture first.", "还没有视频。先给我一张照片吧。"),
    "stopped": ("Stopped. No file was written; everything else is as it was.", "已停止，没有写出文件，其他都没变。"),
    "stopped_look": ("Stopped. Everything is as it was.", "已停止，一切照旧。"),
    "how_to_end": ("Ctrl-D or “quit” ends.", "按 Ctrl-D 或说“退出”结束。"),
    "saved": ("Saved:", "已保存："),
    "bye": ("Goodbye.", "再见。"),
    "go_on": ("To go on later: {command}", "以后继续：{command}"),
    "help": (
        "Say what you want in your own words. For example:\n"
        "  “slow dolly in, falling snow”, “warmer”, “half as much snow”, “8 seconds, loop”\n"
        "  “title “Our summer””, “calm piano under it”, “undo”, “redo”, “what changed?”\n"
        "Drop more photos, clips and sounds here at any time.\n"
        "  preview      a small film to look at\n"
        "  export       the film; “export as webm for TikTok”, “export as holiday.mp4”\n"
        "  ideas        what else would suit; a number takes one\n"
        "  save         keep the project beside the picture\n"
        "  quit         or Ctrl-D; Ctrl-C stops what is being drawn",
        "用自己的话说就行，比如：\n"
        "  “缓慢推近，飘着雪”、“暖一点”、“雪少一半”、“8 秒，循环”\n"
        "  “加标题《我们的夏天》”、“配上安静的钢琴”、“撤销”、“重做”、“改了什么？”\n"
        "随时可以再拖进照片、片段和声音。\n"
        "  预览      看一个小样\n"
        "  导出      生成视频；“导出为 webm 发抖音”、“导出为 holiday.mp4”\n"
        "  建议      还有什么合适的，输入数字就选它\n"
        "  保存      把项目存在照片旁边\n"
        "  退出      或 Ctrl-D；Ctrl-C 停止正在绘制的内容",
    ),
    "help_there": (
        "Say what you want in your own words. For example:\n"
        "  “slow dolly in, falling snow”, “warmer”, “add a title”, “undo”\n"
        "Drop photos, clips and sounds here at any time.\n"
        "  export       the film, as a file; “export as webm”\n"
        "  status       what is on the timeline\n"
        "  credits      how many are left\n"
        "  link         the page of this project\n"
        "  quit         or Ctrl-D; Ctrl-C stops what is being made",
        "用自己的话说就行，比如：\n"
        "  “缓慢推近，飘着雪”、“暖一点”、“加个标题”、“撤销”\n"
        "随时可以拖进照片、片段和声音。\n"
        "  导出      得到视频文件；“导出为 webm”\n"
        "  状态      时间线上有什么\n"
        "  积分      还剩多少\n"
        "  链接      这个项目的网页\n"
        "  退出      或 Ctrl-D；Ctrl-C 停止正在制作的内容",
    ),
    "got": ("Got {what}. What should become of it?", "收到 {what}。想让它变成什么样？"),
    "sending": ("Sending {what}", "正在发送 {what}"),
    "credits": ("You have {n} credits.", "你还有 {n} 积分。"),
    "empty": ("Nothing has been made yet.", "还没有做出任何内容。"),
    "link": ("See or change it here: {link}", "在这里查看或修改：{link}"),
    "stopping": ("Stopping ...", "正在停止 ..."),
    "stopped_there": ("Stopped.", "已停止。"),
    "say_export": ("Say “export” and I bring the new film.", "说“导出”，我就把新视频拿来。"),
    "send_file": ("Drop the file here, and I send it.", "把文件拖进来，我来发送。"),
}


def say(key: str, language: str, **values: object) -> str:
    """The sentence of that name in `en` or `zh`, filled in."""
    return _WORDS[key][language == "zh"].format(**values)


def language_of(text: str, otherwise: str) -> str:
    """`zh` if words have Chinese in them, `en` if Latin letters only, else `otherwise`."""
    if _HAN.search(text):
        return "zh"
    return "en" if _LATIN.search(text) else otherwise


def language_of_machine(environ: Mapping[str, str] = os.environ) -> str:
    """What the person's settings say: `zh` for Chinese, `en` for all else."""
    known = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "zh" if known.lower().startswith("zh") else "en"
