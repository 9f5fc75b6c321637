"""The words with which people ask, in Chinese and English: curated, short, and no more than data.

An asking word says what sort of answer is wanted (多少: a figure) and is not looked for. A soft word (召开, received) is
looked for but need not be found.
"""

FIGURE, EVENT, PERSON, MEASURE, QUOTE, REASON = (
    ("figure",),
    ("event", "document"),
    ("person",),
    ("measure",),
    ("quote",),
    ("quote", "claim"),
)
ANY: tuple[str, ...] = ()

COUNTED = ("", "个", "份", "种", "次", "位", "项", "条", "家", "省", "省份", "人", "年", "月", "天", "地方", "地区", "国家")
"""What may follow 几 and 哪些."""

ASKING: dict[str, tuple[str, ...]] = {
    **{f"{how}{what}": FIGURE for how in ("多少", "几", "多少个") for what in COUNTED},
    **{f"{which}{what}": ANY for which in ("哪些", "哪个", "哪几个", "哪几", "哪", "什么") for what in COUNTED},
    **dict.fromkeys(("多大", "多长", "多高", "多久", "多快", "占多少", "有多少", "有多大", "有多长", "第几"), FIGURE),
    **dict.fromkeys(
        ("什么时候", "何时", "何年", "哪一年", "哪年", "几月", "哪天", "几号", "哪一天", "啥时候", "时间", "日期"), EVENT
    ),
    **dict.fromkeys(("哪里", "哪儿", "在哪", "在哪里", "在哪儿", "何地", "何处", "什么地方", "地点"), EVENT),
    **dict.fromkeys(("谁", "是谁", "哪位", "哪位专家", "什么人", "何人", "哪些人", "职务", "身份", "职位"), PERSON),
    **dict.fromkeys(
        ("怎么办", "措施", "举措", "对策", "办法", "建议", "如何", "怎样", "怎么", "怎么做", "怎么样", "咋", "主张"),
        MEASURE,
    ),
    **dict.fromkeys(
        ("怎么看", "怎么说", "说了什么", "说什么", "说过什么", "看法", "观点", "怎么评价", "如何看", "如何看待", "如何评价"), QUOTE
    ),
    **dict.fromkeys(("谁说", "谁认为", "谁说的", "说过", "说的", "认为", "表示", "的话", "怎么看待"), QUOTE),
    **dict.fromkeys(("为什么", "为何", "为啥", "原因", "何以", "怎么会"), REASON),
    **dict.fromkeys(
        ("是什么", "是否", "有没有", "是不是", "有哪些", "有什么", "有几", "什么", "何", "啥",
         "一共", "总共", "一起", "到底", "究竟", "关于", "有关", "请问", "告诉我", "介绍", "一下", "查询", "查", "想知道",
         "情况", "具体", "含义", "意思", "内容", "指的是", "指", "目前", "现在", "可以", "能否", "能", "我", "你", "它", "他",
         "这", "那", "是", "的", "了", "吗", "呢", "吧", "啊", "着", "过", "把", "被", "给", "对", "在", "从", "到", "向", "与",
         "和", "及", "或", "或者", "以及", "跟", "同", "为", "于", "以", "将", "会", "要", "应", "应该", "需要", "都", "也",
         "还", "就", "有", "没有", "没", "不", "里", "中", "上", "下", "所", "其", "之", "去", "来", "做", "拿", "拿了", "拿到",
         "得到", "获得", "收到", "给了", "说", "讲", "谈", "谈到", "提到", "开", "占", "达", "达到", "共", "等", "吃", "一个"),
        ANY,
    ),
}  # fmt: skip
"""Asking words and particles, each with the kinds of fact that answer it."""

SOFT = frozenset(
    ("召开", "举行", "提出", "指出", "强调", "出台", "印发", "发布", "数据", "数字", "统计", "总额", "总数", "规模", "重点", "目标",
     "开始", "实施", "实行", "发展", "推动", "加强", "促进", "问题", "年", "人", "省", "元", "万", "亿", "流失了", "地区", "分别")
)  # fmt: skip
"""Chinese words that say little: looked for, and not missed."""

ASKING_ENGLISH: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("how many", "how much", "how long", "how big", "how large", "how far", "what share"), FIGURE),
    **dict.fromkeys(("when", "what year", "which year", "what date", "where"), EVENT),
    **dict.fromkeys(("who", "whose", "whom"), PERSON),
    **dict.fromkeys(("what measures", "which measures", "propose", "proposed", "proposes", "proposal", "proposals"), MEASURE),
    **dict.fromkeys(("suggest", "suggested", "suggests", "recommend", "recommended", "recommends"), MEASURE),
    **dict.fromkeys(("say", "says", "said", "think", "thinks", "thought", "told", "quote", "quotes"), QUOTE),
    **dict.fromkeys(("why", "how come", "reason", "reasons", "cause", "causes", "because"), REASON),
    **dict.fromkeys(
        """a about according all also am an and any are article as at be been before being between but by can could did do
        does doing during every find for from get gets getting give given gives go got had happen happened happening happens
        has have he her his how i if in into is it its just kind like list many may me mean means might more most much must
        my of on or our out over per please she should show so some such tell than that the their them then there these they
        this those to under up us was we were what which will with would you your article's mention mentioned mentions""".split(),
        ANY,
    ),
}
SOFT_ENGLISH = frozenset(
    """held hold holds meet met receive received receives took take taken total number amount figure figures data
    statistics value number exactly nearly almost overall main key people year years yuan rmb latest new""".split()
)
