"""The words with which people ask, in Chinese and English: curated, short, and no more than data.

An asking word says what sort of answer is wanted (多少: a figure) and is not looked for itself. A soft word (召开,
received) is looked for and not missed.
"""

from collections.abc import Iterator

COUNTED = " 个 万 亿 元 万亿 万人 亿元 万亿元 份 种 次 位 项 条 家 省 省份 人 年 月 天 地方 地区 国家"
"""What may follow 几 and 哪些, also nothing."""

ASKED_FOR = (
    (("figure",), "多大 多长 多高 多久 多快 占多少 有多少 有多大 有多长 第几"),
    (("event", "document"), "什么时候 何时 何年 哪一年 哪年 几月 哪天 几号 哪一天 啥时候 时间 日期"),
    (("event", "document"), "哪里 哪儿 在哪 在哪里 在哪儿 何地 何处 什么地方 地点"),
    (("person",), "谁 是谁 哪位 哪位专家 什么人 何人 哪些人 职务 身份 职位 单位 职业 头衔 哪个单位 什么单位 任职"),
    (("measure",), "怎么办 措施 举措 对策 办法 建议 如何 怎样 怎么 怎么做 怎么样 咋 主张"),
    (("quote",), "怎么看 怎么说 说了什么 说什么 说过什么 看法 观点 怎么评价 如何看 如何看待 如何评价 怎么看待"),
    (("quote",), "谁说 谁认为 谁说的 说过 说的 认为 表示 的话"),
    (("quote", "claim"), "为什么 为何 为啥 原因 何以 怎么会"),
    ((), "是什么 是否 有没有 是不是 有哪些 有什么 有几 什么 何 啥 一共 总共 一起 到底 究竟 关于 有关 请问 告诉我"),
    ((), "这篇 那篇 这个 那个 这些 那些"),
    ((), "介绍 一下 查询 查 想知道 情况 具体 含义 意思 内容 指的是 指 目前 现在 可以 能否 能 我 你 它 他 这 那 是"),
    ((), "的 了 吗 呢 吧 啊 着 过 把 被 给 对 在 从 到 向 与 和 及 或 或者 以及 跟 同 为 于 以 将 会 要 应 应该"),
    ((), "需要 都 也 还 就 有 没有 没 不 里 中 上 下 所 其 之 去 来 做 拿 拿了 拿到 得到 获得 收到 给了 说 讲 谈"),
    ((), "谈到 提到 开 占 达 达到 共 等 吃 一个"),
)

INTERROGATIVE = frozenset("什么谁哪怎何啥")
"""What makes an asking word a question, besides those that ask for a number."""

PARTICLES = frozenset(
    "拨投花用给拿要谈提办搞抓改变成增减升降涨跌多少大小高低长短快慢好差新旧强弱有无出入进退前后内外先再更"
    "最很太较约近超共总各每某另该此本们个些次月日号让使令请问及其由并且而但若则即乃亦只仅才已曾正当随按据"
    "因凡若干起始自至止间时候地得"
)
"""Single characters that may stand between words; inside a word they are found with it."""

SOFT_WORDS = """
    召开 举行 提出 指出 强调 出台 印发 发布 公布 数据 数字 统计 总额 总数 总计 规模 重点 目标 开始 结束 实施 实行
    执行 落实 发展 推动 推进 加强 加快 加大 促进 提高 提升 增强 扩大 深化 完善 优化 打造 建设 建立 构建 形成 发挥 实现
    坚持 努力 积极 问题 地区 区域 分别 专家 学者 记者 文章 报道 新闻 原文 作者 国家 我国 中国 全国 各地 当地 政府 官方
    中央 背景 历史 过程 经过 结果 影响 意义 作用 特点 现状 趋势 变化 方面 领域 方式 方法 途径 思路 方向 计划 规划 安排
    部署 任务 要求 条件 因素 关系 关键 重要 主要 最新 最近 未来 过去 以前 后来 全部 所有 整体 总体 明显 惠及 涉及 包括
    包含 属于 位于 负责 参加 参与 支持 帮助 解决 面临 存在 造成 导致 引起 带来 出现 发生 进行 开展 采取 制定 审议 通过
    投入 投资 花费 拨付 下拨 获批 减少 增加 增长 下降 上升 下滑 走 离开 流失了 拥有 具有 成为 变成 对于 有关部门 相关
    新一轮 最多 最少 最大 最小 最高 最低 最早 最晚 第一 多数 少数 真的 省里 方案 理由 评价 分析 解读 说明 简介 名单
    全文 全称 简称 定义 概念 类型 种类 数量 金额 幅度 水平 程度 程序 东北 东北地区 启示 启发 机构 部门 组织 角色 地位
    前景 困难 挑战 优势 劣势 短板"""
SOFT = frozenset(SOFT_WORDS.split())
"""Chinese words that say little."""

ASKED_FOR_ENGLISH = (
    (("figure",), "how many, how much, how long, how big, how large, how far, what share"),
    (("event", "document"), "when, what year, which year, what date, where"),
    (("person",), "who, whose, whom, position, job, post, affiliation, institution, employer"),
    (("measure",), "what measures, which measures, propose, proposed, proposes, proposal, proposals"),
    (("measure",), "suggest, suggested, suggests, recommend, recommended, recommends"),
    (("quote",), "say, says, said, saying, think, thinks, thought, told, tell, talk, talks, talked, quote, quotes"),
    (("quote",), "believe, believes, argue, argues, argued"),
    (("quote", "claim"), "why, how come, reason, reasons, cause, causes, because"),
)
WITHOUT_MEANING = """a about according all also am an and any are article's as at be been before being between but by
    can could did do does doing during every find for from get gets getting give given gives go got had happen happened
    happening happens has have he her his how i if in into is it its just kind like list many may me mean means mention
    mentioned mentions might more most much must my of on or our out over per please she should show so some such than
    that the their them then there these they this those to under up us was we were what which will with would
    you your"""

SOFT_ENGLISH_WORDS = """
    held hold holds meet met receive received receives took take taken total number amount figure figures data sum
    statistics value exactly nearly almost overall main key people year years yuan rmb latest new recent head heads
    headed lead leads led leader chair chairs run runs work works explain describe compare comparison change changed
    changes increase increased decrease decreased rise rose risen fall fell fallen drop dropped decline declined
    shrink shrank grow grew grown lose lost losing spend spent invest invested pay paid allocate allocated provide
    provided problem problems issue issues issued situation information detail details background history overview
    summary definition name names text full effect effects impact affect affected role view views opinion opinions
    comment comments expert experts official officials government china chinese country national northeast
    northeastern region article source author journalist reporter plan plans goal goals aim aims step steps help need
    needs want make makes made use used call called see seen know known become became start started begin began end
    ended last first next learn discuss discussed address involve involved include included contain contains refer
    refers exist live move send bring put set try hope expect expected important major big large small high low long
    short good bad better worse best worst adopt adopted play plays played"""
SOFT_ENGLISH = frozenset(SOFT_ENGLISH_WORDS.split())
"""English words that say little."""


def asking() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each Chinese asking word or particle with the kinds of fact that answer it."""
    for what in COUNTED.split(" "):
        yield from ((f"{how}{what}", ("figure",)) for how in ("多少", "几", "多少个"))
        yield from ((f"{which}{what}", ()) for which in ("哪些", "哪个", "哪几个", "哪几", "哪", "什么"))
    for kinds, words in ASKED_FOR:
        yield from ((word, kinds) for word in words.split())


def asking_in_english() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each English asking word, or phrase of at most three, with the kinds of fact that answer it."""
    yield from ((word, ()) for word in WITHOUT_MEANING.split())
    for kinds, phrases in ASKED_FOR_ENGLISH:
        yield from ((phrase, kinds) for phrase in phrases.split(", "))


ASKING = dict(asking())
ASKING_ENGLISH = dict(asking_in_english())
