"""Text that looks like a quantity and is none: dates, clock times, addresses, names and fixed words.

`blanked` takes it out before `amounts` reads. Durations stay: 二十年来, 20周年, 这十年间, 3~5年.
"""

import re
from functools import cache

from dongbei_cli.readings.units import measure_pattern

_FOLD = str.maketrans(
    {
        **{chr(ord("０") + n): str(n) for n in range(10)},
        **dict(zip("％：∶～〜–―￥（）＞＜⩾≧≦", "%::~~——¥()><≥≥≤", strict=True)),
        **dict(zip("\uff0e\uff0f\uff04\uff0d\u223c\u2010\u2011\u00a0\u3000", "./$-~——  ", strict=True)),
    }
)

# Fixed words whose numeral counts nothing. Only those that a numeral with a measure, or a range, could be read in;
# 一些, 四川, 五粮液, 三亚 and their like need no line, since no measure follows the numeral.
_WORDS = """
一带一路 进一步 下一步 一次性 一家人 一方面 一条龙 一道 一起 一把手 一年一度 一年到头 一代又一代 一成不变 一层楼
一级市场 二级市场 一级学科 一国两制 一股脑 一重集团 中国一重 一席之地 第一财经 第一时间 第一线 第一书记 第一资源
第一动力 第一要务 第一生产力 第一梯队 第三方 第三者 二人转 二重性 两极分化 三番五次 三位一体 四位一体 五位一体
三步并作两步 三元材料 三元电池 三元正极 三角洲 三角形 三角债 长三角 珠三角 铁三角 三门峡 三国演义 三年五载
三五成群 五花八门 五家渠 七台河 八大处 九台区 九台市 二道区 二道江 四方台 三道湾 六国化工 十九大 十八大 十七大
二十大 二十一大 五年计划 五年规划 八方 九州 四大发明 四大名著 一下 一批批 一个个 一条条 一项项 一步步
一年年 一天天 一次次 有一天 五角大楼 一次产业 二次产业 三次产业 二极管 三极管 一次能源 二次能源 二次电池 一次电池
二次元 一次函数 二次函数 二次曲线 一次方程 二次方程 三天两头
"""

# Reigns that newspapers name a year by, and the republic's.
_REIGNS = (
    "建元|元鼎|太初|建安|太康|武德|贞观|永徽|开元|天宝|熙宁|元丰|元祐|靖康|建炎|绍兴|洪武|建文|永乐|洪熙|宣德|正统|景泰"
    "|天顺|成化|弘治|正德|嘉靖|隆庆|万历|泰昌|天启|崇祯|顺治|康熙|雍正|乾隆|嘉庆|道光|咸丰|同治|光绪|宣统|民国|康德"
    "|明治|大正|昭和|平成|令和"
)

_HAN = "[零〇一二三四五六七八九十百千]"
# Years before Christ, reigns, and days of the lunar calendar.
OTHER_CALENDARS = (
    rf"公元(?:前约?(?:[0-9]+|{_HAN}+)|[0-9]{{1,3}}(?![0-9])|{_HAN}{{1,3}})(?:年代?|世纪)?|(?:{_REIGNS})(?:[0-9]+|元|{_HAN}+)年"
    "|[农阴旧夏]历(?:闰?(?:[一二三四五六七八九十]{1,2}|[正腊冬])月)?(?:初?[一二三四五六七八九十廿]{1,3})?"
    "|(?:[正腊冬]|闰(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2}))月(?:初?[一二三四五六七八九十廿]{1,3})?"
)


@cache
def _false_friends() -> re.Pattern[str]:
    year, link = "[12][0-9]{3}", r"\s?(?:[~—-]|至|到|、|和|与|及)\s?"
    month, day = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})", "(?:[0-9]{1,2}|[一二三四五六七八九十廿]{1,3})"
    quarter, numeral, digit = "[1-4一二三四]", "[零〇一二三四五六七八九十百千万亿]", "[一二三四五六七八九十]"
    fresh, unit = "(?<![0-9.,])", rf"\s?(?:[%‰十百千万亿]|{measure_pattern()})"
    share = r"[0-9]{1,6}(?:\.[0-9]+)?"
    kinds = {
        "web address": r"https?://[^\s)]+",
        "telephone number": r"(?<![0-9])(?:0[0-9]{2,3}-[0-9]{7,8}|1[3-9][0-9]{9}|[48]00-?[0-9]{3}-?[0-9]{4})(?![0-9])",
        "document number": rf"{fresh}[〔\[(]{year}[〕\])](?:\s?[0-9]+号)?",
        "2023-11-01": rf"{fresh}{year}([-./])[0-9]{{1,2}}\1[0-9]{{1,2}}(?![0-9])",
        "other calendars": OTHER_CALENDARS,
        "year": rf"{fresh}(?:{year}年?{link}){{0,12}}{year}(?:{link}[0-9]{{2}})?(?:财年|学年|年(?!轻|龄))",
        "years": rf"{fresh}(?:19|20)[0-9]{{2}}[~—-]{{1,2}}(?:19|20)[0-9]{{2}}(?![0-9]|\.[0-9]|{unit})",
        "century": f"(?:[0-9]{{1,2}}|{digit}{{1,3}}|上)个?世纪(?:[1-9]0|{digit}{{1,3}}十)?(?:年代)?",
        "decade": f"{fresh}(?:[0-9]0、){{0,9}}[0-9]0(?:年代|后(?!年))|{digit}{{1,3}}十年代",
        "short year": f"{fresh}0[0-9]年|{fresh}(?<!{numeral})(?:[0-9]{{2}}|[零〇一二三四五六七八九]{{2}})年"
        f"(?={month}月|{quarter}季度|[上下]半年|[底初末])",
        "year in digits": "[零〇一二三四五六七八九]{4}年",
        "month": rf"(?<![0-9.第])(?:{month}月?份?{link}){{0,12}}{month}月(?!亮|球)份?",
        "day": rf"(?<![0-9.第])(?:{day}日?{link}){{0,12}}{day}[日号](?!元|均|益|常|报|用)",
        "first months": "(?<!此|之|以|提|目)前[0-9一二三四五六七八九十]{1,2}个月",
        "quarter": f"[第前]?{quarter}(?:{link}{quarter})?季[度报]",
        "last year": "(?<=[上下前后这那同某每头新又])一(?:年|周|天|个月|个?季度|小时)",
        "clock": "[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9.:])"
        "|(?<![0-9.])[0-9]{1,2}时(?!间|代|期|段|速)(?:[0-9]{1,2}分)?",
        "o'clock": "(?<=[午晨晚早日天])[0-9一二三四五六七八九十]{1,3}点(?:半|整|许|[0-9]{1,2}分?)?"
        "|(?<![0-9.])[0-9]{1,2}点(?:半|整|许|钟|[0-9]{1,2}分)",
        "proportion": rf"(?<![0-9.]){share}(?:(?:[:比]{share})+|[\u00d7xX*](?=[0-9]))|{digit}比{digit}",
        "commemorative day": r"[0-9]{1,2}·[0-9]{1,2}|(?<![0-9.])[0-9]{1,2}\.[0-9]{1,2}(?=”)|双(?:[0-9]{2}|十[一二])"
        "|十一(?=期间|假期|长假|黄金周|小长假|国庆|前夕|当天)",
        "five-year plan": '[“"]?十[一二三四五六]五[”"]?(?!个|家|种|名|位|年内|天)',
        "item number": rf"(?m:^\s*[0-9]{{1,2}}(?:[、\uff0e)](?![0-9])|\.\s))|\((?:[0-9]{{1,3}}|{digit}{{1,3}})\)",
        "word ending in one": "(?:[统单同唯专逐划归如合]|(?<!分)之)一(?![十百千万亿点成倍])",
        "place": f"{digit}{{1,2}}(?:台[县区山河]|角[大楼星形地]|道[沟河岭湾江区口街桥]|门[峡县])(?![域间块])",
        "half": "[上下前后](?:一个)?半年|半(?:导体|岛|径|决赛|成品)",
        "numeral in a word": "零(?!点[零一二三四五六七八九])(?=[部件位字组股集重任章级售])|十[一二三四五六七八九]大"
        "|[收重捡拣检朝夕]拾|拾[起到掇遗荒人]",
        "fixed word": f"(?<!{numeral})(?:{'|'.join(sorted(_WORDS.split(), key=len, reverse=True))})",
        "party congress": "(?:十?[七八九]|二十)届",
    }
    return re.compile("|".join(kinds.values()))


def folded(text: str) -> str:
    """Return the text with full-width digits and signs made plain; its length, and so every position, stays."""
    return text.translate(_FOLD)


def blanked(text: str) -> str:
    """Return the folded text with each false friend overwritten by NUL characters."""
    return _false_friends().sub(lambda match: "\0" * len(match[0]), folded(text))
