"""Everything that the client itself says to a person, in English and Chinese. Never a token, an id or raw JSON.

Not for what the server says; its texts come as they are.
"""

from __future__ import annotations

import re

Language = str
"""`en` or `zh`."""

_WORDS = {
    "greeting": (
        "📱 Hello! I turn your pictures and clips into videos that really move. Send me one, or tell me what you have "
        "in mind.\nFor example:\n- “make this photo move: slow dolly in, falling snow”\n"
        "- “make a short video of these pictures with music”\n- “add a title and warm light to my clip”",
        "📱 你好！我能把你的照片和片段变成真正动起来的视频。发一个给我，或者说说你的想法。\n比如：\n"
        "- “让这张照片动起来：缓慢推近，飘着雪”\n- “用这些照片做一个带音乐的短视频”\n- “给我的片段加标题和暖色的光”",
    ),
    "started": (
        "⏳ Got it. A change takes about half a minute, a new video a few minutes; I will tell you how it goes.",
        "⏳ 收到。修改大约需要半分钟，新视频需要几分钟；进展我会告诉你。",
    ),
    "started_again": ("⏳ Got it.", "⏳ 收到。"),
    "still_working": ("⏳ Still working ...", "⏳ 还在处理 ..."),
    "percent": ("⏳ {what}: {percent} %", "⏳ {what}：{percent} %"),
    "queued": (
        "⏳ The step before is not finished yet. I will start yours right after it.",
        "⏳ 上一步还没有完成，完成后马上开始你的这一步。",
    ),
    "slow_down": ("⏳ The server asks for a short break; I go on in half a minute.", "⏳ 服务器请稍等，半分钟后继续。"),
    "new_project": (
        "The earlier project is no longer there, so I have started a new one. Please send the files again.",
        "之前的项目已经不在了，我新建了一个。请重新发送文件。",
    ),
    "no_credits_soon": (
        "You have no credits left, so a new video or a change may not start.",
        "你的积分用完了，新视频或修改可能无法开始。",
    ),
    "changed": ("Your change is done:\n{what}", "修改完成：\n{what}"),
    "settled": ("It is done. {summary}", "完成了。{summary}"),
    "unchanged": (
        "It is finished, but nothing in the video changed. Could you say it in other words?",
        "已经结束，但视频没有变化。可以换一种说法吗？",
    ),
    "rendering": ("⏳ Making the file, about 30 s", "⏳ 正在生成文件，大约 30 秒"),
    "rendered_part": ("⏳ {percent} %", "⏳ {percent} %"),
    "render_again": ("⏳ The first try did not work; I am trying once more.", "⏳ 第一次没有成功，我再试一次。"),
    "downloading_again": ("⏳ The download stopped on the way; I go on where it was.", "⏳ 下载中断，正在接着下载。"),
    "ready": (
        "✅ Your video is ready: {path}\nSee or change it here: {link}",
        "✅ 视频好了：{path}\n在这里查看或修改：{link}",
    ),
    "stage_analyze": ("Looking at your pictures", "正在看你的画面"),
    "stage_generate": ("Making the video", "正在制作视频"),
    "stage_post": ("Adding music and titles", "正在添加音乐和标题"),
    "stage_edit": ("Making the change", "正在修改"),
    "stage_queued": ("Waiting for its turn", "正在排队"),
}

_ERRORS = {
    "token": ("I could not sign in. Please try again in a moment.", "暂时无法登录，请稍后再试。"),
    "session": (
        "The project is no longer there. Say what you want and I start a new one.",
        "项目已经不在了。告诉我你想要什么，我新建一个。",
    ),
    "credits_anonymous": (
        "There are not enough credits for this. Register to get more: {link}",
        "积分不够。注册后可以获得更多：{link}",
    ),
    "credits_registered": (
        "There are not enough credits for this. Please top up in your account and say it again.",
        "积分不够。请在账户中充值，然后再说一次。",
    ),
    "file_type": (
        "This file cannot be read: {name}. I take mp4, mov, avi, webm, mkv, jpg, png, gif, webp, heic, avif, tiff, "
        "mp3, wav, m4a and aac.",
        "无法读取这个文件：{name}。"
        "支持 mp4、mov、avi、webm、mkv、jpg、png、gif、webp、heic、avif、tiff、mp3、wav、m4a、aac。",
    ),
    "file_small": (
        "The picture {name} is too small; its shorter side needs at least 256 pixels. Do you have a larger one?",
        "图片 {name} 太小，短边至少需要 256 像素。有更大的吗？",
    ),
    "file_size": (
        "The file is too large: {name}. Compress or trim it and send it again.",
        "文件太大：{name}。请压缩或剪短后再发。",
    ),
    "file_missing": (
        "There is no file {name}. Check the name and the folder.",
        "找不到文件 {name}。请检查名称和文件夹。",
    ),
    "link_fetch": (
        "I could not fetch this link. Please send another link, or the file itself.",
        "无法获取这个链接。请换一个链接，或直接发送文件。",
    ),
    "export_plan": (
        "Your plan does not include export; this is not about credits. Register to unlock it: {link}",
        "你的套餐不包含导出，与积分无关。注册即可解锁：{link}",
    ),
    "export_attribution": (
        "The server refused the export because this program did not name itself; this is not about credits. Please "
        "update the program.",
        "服务器拒绝了导出，因为程序没有表明自己的名称，与积分无关。请更新程序。",
    ),
    "scope": (
        "This access does not allow that. Please ask its owner for one that does.",
        "当前权限不允许这样做，请向提供者索取有权限的访问。",
    ),
    "rate": ("Too many requests at the moment. Please try again later.", "请求太多，请稍后再试。"),
    "busy": (
        "The step before is still running. Please say it again when it is done.",
        "上一步还在进行，请在完成后再说一次。",
    ),
    "empty": (
        "There is no video yet. Tell me what to make, and I export it afterwards.",
        "还没有视频。先告诉我要做什么，然后再导出。",
    ),
    "request": (
        "The server did not understand the request. Please say it differently.",
        "服务器没有理解请求，请换一种说法。",
    ),
    "server": ("The server has a problem at the moment. Please try again later.", "服务器暂时有问题，请稍后再试。"),
    "offline": (
        "The server cannot be reached. Check that it runs and that the network is there, then try again.",
        "无法连接服务器。请检查服务器是否在运行、网络是否正常，然后重试。",
    ),
    "version": (
        "This server speaks another version of the interface. Update this program or the server.",
        "服务器的接口版本不同。请更新本程序或服务器。",
    ),
    "lost": (
        "The connection was lost and nothing has changed since. I did not send it again, so that nothing is charged "
        "twice. Shall I try again?",
        "连接中断，之后没有任何变化。为了不重复扣费，我没有再次发送。要重试吗？",
    ),
    "timeout": (
        "There has been no news for ten minutes. I did not send it again, so that nothing is charged twice. Ask for "
        "the status, or shall I try again?",
        "十分钟没有任何进展。为了不重复扣费，我没有再次发送。可以问我状态，或者要重试吗？",
    ),
    "run": ("That did not work: {said}", "没有成功：{said}"),
    "cancelled": ("It was stopped. Nothing was charged for what was not finished.", "已停止，未完成的部分不扣费。"),
    "render": ("The file could not be made. Shall I try again?", "文件没有生成成功。要重试吗？"),
    "render_slow": (
        "Making the file takes longer than usual. Say “export” again in a few minutes.",
        "生成文件比平时慢。请过几分钟再说“导出”。",
    ),
    "download": (
        "The file is made, but the download keeps breaking off. See it here: {link}",
        "文件已经生成，但下载总是中断。可以在这里查看：{link}",
    ),
    "target": ("The file cannot be written: {name}. Choose another place.", "无法写入文件：{name}。请换一个位置。"),
}

_HAN = re.compile(r"[㐀-䶿一-鿿]")


def language_of(text: str, otherwise: Language) -> Language:
    """`zh` if a message has Chinese in it, `en` if it has Latin letters only, else `otherwise`."""
    if _HAN.search(text):
        return "zh"
    return "en" if re.search(r"[A-Za-z]{2}", text) else otherwise


def say(key: str, language: Language, **values: object) -> str:
    """The sentence of that name, filled in."""
    return _pick(_WORDS[key], language).format(**values)


def say_error(key: str, language: Language, **values: object) -> str:
    """The sentence of an error, with what to do about it."""
    return _pick(_ERRORS[key], language).format(**values).strip()


def greeting(language: Language = "en") -> str:
    """What to say first, before anything is set up: hello and three things to try."""
    return say("greeting", language)


def _pick(pair: tuple[str, str], language: Language) -> str:
    return pair[1] if language.startswith("zh") else pair[0]
