"""Words of the language at large, Chinese and English, that are no subject of their own: curated, and no more than data.

A question is full of them, and whether the base has them says nothing about whether it has an answer. Particles are
never looked for; light words are looked for and not missed. Everything else that a query has and the base has not is a
subject that is missing. So a word belongs here if a reporter on any beat would use it (到底, 觉得, actually, turn), and
not if it names what an article may be about (退休, 旅游, housing, wage). Chosen from the most frequent function words,
verbs, adverbs and adjectives of both languages, not from queries.
"""

from functools import cache

from dongbei_cli.search.lexemes import lexeme

PARTICLES = frozenset(
    "的了吗呢吧啊呀嘛哦哈啦咯哟噢呗么着过把被给对在从到向与和及或跟同为于以将会要应需都也还就有没不无非里中上下内外所"
    "其之去来我你您他她它咱们这那哪此该每各某另本是能可让使令叫请得地等且而但若则即乃亦只仅才又再曾已正当随按据因由些"
    "次最很太更挺好多大小个位份种条项年月日号比像约近超共总先后前起至自间时两几篇回场轮届句段笔批件块片类样成倍省人者"
    "并却便如仍既往未除均皆越极稍颇尚凡竟刚故必须似忽常甚虽别罢愿敢肯式型性化部一二三四五六七八九儿头面边方处点事话嘞"
    "喽咧嗯唉哎喔啥咋谁怎"
)
"""Single characters that hold a sentence together; inside a word they are found with it."""

GRAMMAR = frozenset("的了着吗呢吧啊和与在把被是")
"""Particles with which no word begins or ends."""

BARE = frozenset(
    "拨投花用拿提谈办搞抓改变成增减升降涨少高低长短快慢差新旧强弱出入进退止始靠砸走学干弄懂想看说讲问答写算查找做开关"
    "放收送带领派定选换留剩缺丢输赢救帮管碰见听读记忘怕爱恨求等停动落掉跑赶追搬补建设立发行占达吃指跌叫打称属受倒站住"
    "难直坐早晚远近反完拉转加取接待忙尽离言通满足合破居呈现冲断调久轻归含装驻觉挂举推复具交表修解单抢列感凭紧守散引响"
    "包替招冒贴硬保照假易计熟翻逃略坏决压显摸迎贵闹抬借摆净垮扣砍撤挖掏抱扛牵拖绑卡堵挤挡拼闯撑扶拔拾捡扔塞填铺架搭拆"
    "毁损害陷困缓急顺逆平歪乱空虚浅深厚薄软粗细宽窄亮暗苦累愁烦怪巧妙棒烂糟惨穷富懒勤忍赔赚亏耗费夺争抗防躲藏露透涉括"
    "分图谋治控卖买传述译评析判认知晓悉盼虑怨服从随陪伴遇逢获致使令促迫逼催劝阻拦禁限许准允批审核验测试例异真正确实对"
    "错"
)
"""Single characters that are verbs and adjectives: alone they say little."""

SUBJECTS = frozenset(
    """
    三农问题 上学 上将 上映 两会 中俄 中学 中学生 中将 中年 中年人 中日 中美 中考 中非 中韩 事发 事故 二十大 五行
    交易所 交通部 人为 人事 人事部 人大 人头 人工 人次 人类 人间 会计 会长 传记 作家 光学 入学 共和 写作 写字 初中
    动能 化学 十九大 十八大 升学 卡片 卡通 发行人 受害人 同事 后勤 和平 回收 地图 地铁 外交 外交部 外长 大人 大会
    大使 大写 大学 大学生 大将 大棚 大米 大豆 大选 天气 太太 太空 头发 学会 学位 学前 学年 学费 害人 宽带 富人 小人
    小吃 小学 小学生 小时 小说 小麦 少将 少年 干部 平均年龄 年收入 年轻人 年龄 度假 建设部 开花 待遇 急性 急救 总会
    总管 总长 感冒 慢性 成人 成年 成年人 所长 打工 批发 投降 抗日 收入 收藏 收费 放学 新人 新年 日元 日光 日记 月亮
    月光 服装 条约 核能 核试验 气温 水稻 派出所 照片 爱人 用地 留学 留学生 百度 省会 省长 石油 票房 穷人 空调 空难
    笔记本 约会 考公 考研 自动 自学 自由 自给 花样 行人 装修 费用 转学 软件 输入 过年 退学 选举 部落 部长 防空 面包
    面条 领事 高三 高中 高考 高铁
    """.split()
)
"""Words of such characters that are subjects all the same."""

LIGHT_CHINESE = frozenset(
    """
    一下 一两 一两个 一个 一举 一些 一共 一再 一切 一句 一句话 一向 一回 一块 一块儿 一天 一套 一定 一年 一律 一批
    一把 一方 一旦 一时 一来 一样 一样多 一次 一段 一波 一点 一番 一直 一种 一系列 一致 一般 一起 一轮 一边 一遍
    一部分 万一 三个 上一轮 上下 上升 上头 上手 上次 上述 上面 下一步 下功夫 下去 下发 下手 下拨 下来 下次 下滑 下落
    下降 下面 不一定 不一样 不下 不久 不了 不仅 不仅仅 不会 不但 不住 不停 不光 不光是 不再 不再是 不利 不到 不单
    不单单 不及 不变 不只 不可 不可能 不同 不在 不在乎 不够 不大 不大会 不太 不好 不定 不容易 不小 不少 不尽 不得
    不得不 不得了 不必 不怎么 不想 不敢 不断 不易 不是 不曾 不止 不满 不然 不用 不知 不禁 不等 不管 不肯 不能 不良
    不行 不要 不见得 不让 不许 不论 不该 不足 不过 不错 不顾 专家 东北 东北地区 东西 两个 两种 两者 严格 严格来说
    严重 丧失 中国 中央 中间 丰富 临时 为主 为了 为止 为此 为首 主张 主意 主持 主旨 主要 主题 举办 举措 举行 乃至
    之一 之上 之下 之中 之内 之前 之后 之外 之所以 之类 之间 之际 乐观 也好 也就是说 也罢 也许 了不起 了解 予以 争取
    事 事业 事件 事儿 事先 事后 事实 事实上 事情 二者 于是 互相 交 交了 交换 交给 享受 亮点 亲自 人们 人士 人家 人数
    人物 人群 什么时间 什么样 仅仅 仅次于 今后 今天 今年 今日 介绍 仍旧 仍然 从不 从中 从事 从前 从哪 从哪儿 从头
    从未 从来 从来不 从此 从而 仔细 他人 他们 代价 代替 以上 以下 以为 以便 以前 以及 以后 以外 以往 以来 价值 任何
    任务 任职 仿佛 企图 众多 优势 优化 优秀 会上 会不会 会议上 伟大 传闻 估计 似乎 似的 但是 位于 位列 位居 位次 位置
    低于 体现 体系 何 何以 何况 何必 何种 作为 作出 作用 作者 你们 你好 使劲 使得 使用 例如 例子 依托 依据 依次 依然
    依照 依靠 便利 便是 促进 保存 保底 保持 保留 保证 信息 修改 倍数 倒数 倘若 倡导 倡议 值不值 值得 值得一提 假如
    偏偏 做了 做些 做什么 做出 做到 做好 做法 做点 做过 停止 偶尔 像 像是 允许 充分 充满 先例 先前 先后 先是 先进 光
    光是 光靠 兜底 入手 全体 全名 全国 全文 全称 全部 全面 公布 公开 共同 共计 关于 关注 关系 关键 兴起 其一 其中
    其二 其他 其余 其它 其实 其次 其间 具体 具体地 具体来说 具备 具有 内容 内涵 内部 再也 再度 再次 再说 写了 写的
    写过 决定 决心 决策 准备 准确 减了 减少 凑 凑成 凑齐 几个 几乎 几十 几天 几时 凡是 凭 凭什么 凭借 凭着 出了 出于
    出力 出去 出发 出台 出名 出处 出席 出手 出来 出现 出自 出路 出过 出马 分为 分了 分享 分别 分到 分得 分析 分给
    分走 切实 划分 划归 划给 列为 列入 刚刚 刚才 创建 创立 创造 初期 初步 刨去 刨除 利弊 利益 别 别人 别再 别的 到哪
    到哪儿 到处 到底 到底是 到来 到达 制定 制度 制订 前一 前后 前年 前提 前景 前者 前进 前面 剧烈 剩下 力图 力度 力气
    力量 功能 加一块 加一块儿 加上 加以 加大 加强 加快 加起来 加速 劣势 动向 动态 动手 助力 努力 努力过 劳驾 势头
    势必 包含 包括 区别 区域 十足 升了 半点 单位 单独 单靠 卖力 卖劲 占了 占到 占有 印发 印象 危害 危险 即使 即可
    即将 却是 却说 历史 历年 历来 历经 厉害 原先 原则 原因 原文 原文里 原来 原话 去哪 去年 参与 参加 参考 及其 及时
    双方 反之 反复 反对 反应 反映 反正 反而 反观 反驳 发出 发力 发展 发布 发挥 发现 发生 发给 发行 发表 发言 发起
    取代 取出 取得 取消 取走 受到 变为 变动 变化 变坏 变多 变大 变好 变小 变少 变差 变弱 变强 变得 变成 口中 句话
    另外 只好 只得 只是 只有 只能 只要 只见 叫什么 叫做 召开 可不可以 可以 可以吗 可惜 可是 可能 可靠 号称 吃力 吃香
    各个 各位 各国 各地 各方 各方面 各省 各种 各种各样 各类 各级 各自 各项 合理 合计 合起来 合适 同一 同学 同意 同时
    同样 同步 同比 名列 名单 名堂 名字 名次 名称 名额 后一 后期 后来 后果 后者 后面 向来 否则 否认 吩咐 含义 含有
    含金量 听人说 听到 听取 听见 听说 听闻 启发 启示 吸收 呈现 告知 告诉 周围 呼吁 咋 咋办 咋回事 咋就 咋样 咱们 哪一
    哪一方面 哪个省 哪个省份 哪些省 哪些省份 哪几个 哪几个省 哪几方面 哪几条 哪几种 哪几项 哪块 哪怕 哪方面 哪样 哪省
    哪种 哪类 哪边 唯一 啥 啥意思 啥样 善于 喜欢 嘴里 回事 回到 回升 回去 回头 回来 回答 回落 因为 因此 因素 因而
    困难 围绕 围绕着 国家 在于 在内 在哪方面 在意 地位 地区 地方 地点 场合 坏处 坏的 坐下 坚决 坚持 坦言 垫底 垮掉
    基于 基本 基本上 基础 增加 增强 增进 增长 处于 处理 复杂 外头 外面 多久 多么 多了 多于 多多 多大 多年 多快 多数
    多方 多方面 多种 多谢 多远 大事 大于 大伙 大体 大体上 大多 大家 大小 大幅 大幅度 大意 大概 大约 大致 大部分 大量
    失去 头一个 头一次 头名 头绪 奇怪 套 套路 好不好 好像 好几 好几个 好吃 好吗 好坏 好处 好奇 好好 好玩 好的 好起来
    好转 如 如今 如何才能 如同 如果 如此 始于 始终 字眼 存在 学者 它们 安排 完全 完善 完成 完整 官方 定义 定位 实力
    实在 实施 实现 实行 实际 实际上 审批 审议 宣布 害怕 容易 密切 对不对 对不起 对于 对吗 对待 对手 对此 对比 对照
    对的 对象 寻找 导致 将来 少了 少数 尚未 尝试 尤为 尤其 就是 就此 就算 就能 就行 就要 尽力 尽可能 尽快 尽数 尽管
    尽量 局势 局面 层次 层面 居前 居然 居首 届时 展开 展望 展示 属 属于 属于什么 属实 履行 工作 工程 左右 巨大 巩固
    差不多 差别 差多少 差异 已有 已经 希望 带动 带有 带来 带着 带给 带领 帮助 帮忙 帮我 帮我查 常常 常见 幅度 干了
    干什么 干劲儿 干嘛 干脆 干过 平均 平时 年代 年份 年底 年间 年限 并且 并未 并非 广大 广泛 应不应该 应当 应用 应该
    底下 庞大 建立 建设 开会 开始 开展 开端 异同 弄懂 弄清 引发 引导 引用 引起 引述 强大 强度 强烈 强调 归于 归咎
    归因 归根到底 归根结底 归纳 归结 当下 当中 当作 当即 当回事 当地 当天 当年 当成 当日 当时 当月 当然 当真 形势
    形式 形成 形象 影响 影响力 彻底 彼此 往哪 往哪儿 往常 往年 往往 往日 很多 很大 很快 得了 得以 得到 得名 得失 得知
    心里 必定 必将 必然 必要 必须 忍不住 快速 忽然 怀疑 态度 怎 怎么了 怎么做 怎么回事 怎么干 怎么才能 怎么样了
    怎么样呢 怎会 怎样 怎样才能 怎能 思考 思路 性质 总之 总体 总体上 总体来说 总共 总数 总是 总的来说 总结 总计 总额
    恐怕 恢复 恰恰 您好 悲观 情况 情形 惊人 惠及 想不到 想了解 想到 想必 想找 想来 想法 想看 想着 想知道 想要 想起
    想过 想问 想问一下 意义 意味着 意外 意思 意指 意识 感到 感激 感谢 愿意 愿望 慢慢 懂得 成为 成功 成因 成就 成果
    成熟 成立 成绩 我们 我国 我想 或是 或者 或许 截止 所以 所写 所列 所在 所指 所提 所有 所言 所讲 所说 所谓 所谓的
    所述 手上 手头 手段 手法 手里 才会 才算 才能 才行 打听 打底 打开 打招呼 打法 打算 打紧 打造 托底 扛起 扣掉 扣除
    执行 扩大 扩展 批准 批评 找到 承担 承认 承诺 把握 抓住 投了 投入 投资 抢手 报道 报道中 报道里 披露 担任 担心 拉动
    拒绝 招儿 招数 拜托 拥有 拨了 拨付 拨给 拿了 拿出 拿到 拿手 拿走 持有 指 指什么 指代 指出 指出过 指定 指望 指的是
    指责 按照 挑战 挺 挺多 挺大 换句话说 据此 据说 掉下来 掉了 掌握 排名 排行 排行榜 探讨 接下来 接受 接着 接触 接近
    推出 推动 推广 推手 推荐 推行 推进 措施 描写 描述 提上去 提供 提倡 提出 提到 提前 提升 提及 提议 提起 提过 提醒
    提高 插手 援引 搞好 搞定 搞砸 搬进来 携手 摆 摆在 摆脱 撑起 操作 支持 收到 收拾 改为 改变 改善 改称 改进 放在
    放弃 放心 放手 放眼 政府 效果 数字 数据 数目 数量 整个 整体 整体上 文中 文内 文章 文章中 文章里 文里 断言 新一轮
    新闻 方便 方向 方式 方方面面 方案 方法 方针 方面 施行 旁边 无奈 无比 无疑 无论 无论如何 无限 无非 既 既然 日前
    日后 日常 日期 日趋 早已 早晚 早点 时代 时候 时刻 时期 时机 时间 时限 明年 明显 明确 昨天 是吗 是否 是否属实 是哪
    是哪些 是指 是真的 显得 显然 显示 显著 晚点 普遍 暂时 更为 更低 更加 更名 更多 更好 更少 更是 更高 曾经 最为 最低
    最初 最后 最后一名 最多 最大 最好 最小 最少 最差 最快 最慢 最新 最早 最晚 最短 最终 最近 最迟 最长 最高 月份 有些
    有人 有人说 有什么 有关 有关部门 有几 有几个 有利 有利于 有别 有名 有哪些 有啥 有戏 有效 有无 有时 有时候 有没
    有没有 有用 有的 有着 有谁 有趣 有过 有限 期待 期望 期间 期限 未免 未必 未曾 未来 未经 未能 本人 本地 本文 本来
    本来就 本次 本质 本身 本轮 机制 机构 材料 条件 来不及 来到 来历 来得及 来源 来由 来看 来着 来自 来讲 来说 板块
    极为 极其 极大 构建 构成 果然 某个 某些 某种 查一下 查下 查查 查看 标准 标题 样子 核心 根子 根据 根本 根源 格外
    格局 案例 梗概 概况 概念 概括 概述 模式 模样 次序 欢迎 正在 正好 正常 正式 正当 正是 正确 正要 此事 此人 此刻
    此前 此后 此处 此外 此时 此次 步骤 段话 每一 每个 每天 每年 每日 每次 比例大 比如 比如说 比方 比起 比起来 比较
    比较起来 毕竟 毛病 水平 永远 求助 求解 求问 沉重 没人 没什么 没办法 没想到 没戏 没有 没法 没用 没能 沿着 法子
    注意 注重 活动 派上 派上用场 流失了 消息 涉及 涨了 深入 深刻 深化 深受 深度 深远 清晰 清楚 渐渐 渠道 温暖 满意
    满足 激烈 点头 点子 点评 热闹 然后 然而 熟悉 版本 特别 特征 特有 特殊 特点 特色 状况 状态 独特 率先 玩法 环节
    现在 现实 现已 现有 现状 现象 理由 理解 瓶颈 甚至 生于 生产 生活 用了 用于 用力 用场 用处 用掉 用来 用途 由于
    由来 由此 留下 留下来 留给 病因 症结所在 痛苦 登上 白费 百分点 的确 的话 目前 目标 目的 盯 盯着 直接 直至 直言
    相互 相似 相信 相关 相反 相对 相差 相应 相当 相当于 相形 相比 相比之下 相继 相较 相较于 盼望 省份 省力 省里 眉目
    看一看 看作 看出 看到 看好 看待 看成 看来 看法 看点 看看 看着 看衰 看见 看过 真 真实 真是 真正 真的 真的吗 眼前
    眼里 着力 着实 着手 着眼 着落 瞄准 知道 短板 研究 砸进 确 确保 确切 确定 确实 确立 确认 碰到 离去 离开 种类 积极
    称为 称之为 称呼 程序 程度 稍微 稿件 稿件里 稿子 究竟 究竟是 突出 突然 立刻 立即 立足 竟是 竟然 符合 第一 第一次
    第三 第二 第几 第几个 等于 等待 等等 答应 答案 策略 简介 简单 简单来说 简单说 简直 简称 算 算上 算不算 算得上
    算是 算来 管理 管用 类似 类型 粗略 精确 精髓 系统 素来 索性 紧张 紧急 紧要 累计 纷纷 组成 组织 细节 终于 终究
    经历 经常 经过 结合 结束 结果 结论 给了 给予 给出 给力 给过 绝不 绝对 统计 继续 维护 维持 缓慢 缘故 缘由 缘起
    缺乏 缺少 罢了 美好 群体 翻译 老师 考虑 而且 而后 而已 而是 而言 聊聊 联手 聪明 肯定 背景 能不能 能力 能否 能够
    自从 自己 自然 自身 至于 至今 至少 至少有 至少要 至此 致力 良好 花了 花招 花掉 花样 花费 苗头 若干 范围 范畴 获得
    获批 落后于 落实 著名 虽然 行不行 行业 行为 行动 行吗 补充 表明 表现 表示 表达 表面 被迫 要不要 要么 要义 要是
    要求 要点 要素 要紧 见到 观点 观看 规划 规律 规模 视为 视作 觉得 角度 角色 解决 解读 解释 誉为 计划 计算 认为
    认真 认识 讨论 议题 记得 记者 讲究 讲讲 讲话 讲过 许多 论及 论断 论点 论述 设有 设立 证据 评为 评价 评估 评论 词
    试图 试过 话题 询问 该不该 详细 说一说 说不定 说出 说到底 说头 说完 说成 说明 说法 说白了 说的 说话 说说 说起
    说过 说道 请教 请问 课题 谈及 谈得上 谈谈 谈起 谢谢 负责 贡献 责任 质疑 费力 费劲 资料 赞同 赞成 走 走上 走低
    走出 走到 走势 走向 走完 走弱 走强 走进 走高 赶到 赶紧 起 起了 起初 起到 起劲 起因 起来 起码 起过 趁着 超过 越发
    越来越 趋势 跌了 距离 跟着 路线 身后 转化 转变 转向 转换 较为 较劲 较大 较差 达到 达成 迅速 过于 过去 过后 过来
    过程 迈 迈出 迈向 迎 迎来 运行 近几年 近年 近年来 近日 近期 近来 返回 还会 还是 还有 还没 还没有 还能 还要 这一
    这一轮 这个 这么 这些 这些年 这份 这儿 这几 这几年 这句 这场 这头 这届 这时 这时候 这样 这次 这种 这话 这轮 这边
    这里 这里头 进一步 进入 进去 进展 进来 进行 连续 迟早 迫切 迹象 追求 送给 适合 适宜 适应 适当 适用 选择 透露 逐年
    逐步 逐渐 途径 通常 通知 通过 造成 遇到 道理 道路 遭到 遭遇 避免 邀请 那一 那个 那么 那些 那些年 那份 那位 那儿
    那几 那几年 那句 那场 那天 那头 那届 那年 那时 那样 那次 那种 那边 那里 那里头 部分 部署 部门 配合 采取 采用 里头
    里边 里面 重复 重大 重新 重点 重要 重视 金额 鉴于 针对 针对什么 针对性 错的 长久 长期 长期以来 长短 长远 门槛
    门道 问一下 问下 问问 问题 防止 阶段 阻止 附近 陆续 降下来 降了 降低 除了 除去 除开 除掉 除非 陷入 随之 随便 随即
    随后 随时 随着 难以 难免 难得 难怪 难点 难道 难题 集中 需不需要 需要 露出 非常 靠什么 靠谱 面临 面前 面对 面对着
    顶多 项目 顺利 顺序 顿时 预期 预计 领先 领域 题目 额外 首先 首次 马上 高于 高低 高度 高效 麻烦 麻烦您 鼓励
    """.split()
)
"""Chinese words that say little."""

STOPPED_ENGLISH = frozenset(
    """
    a about according after again against ago ain all almost along already also although always am among an and
    another any anybody anyone anything anytime anyway anywhere apart are aren aren't around article's as aside at
    away back based be because been before being below besides between beyond both but by can can't cannot could
    couldn couldn't cuz d did didn didn't do does doesn doesn't doing don't done dont down during each either else
    enough etc even ever every everybody everyone everything everywhere except factor factors far few for from
    further get gets getting give given gives go goes going gone gonna got gotten gradual gradually had hadn half
    happen happened happening happens hardly has hasn hasn't have haven haven't having he he's hence her here hers
    hey hi him himself his hmm how how's however i i'd i'll i'm i've if im in indeed inside instead interested
    interesting into is isn isn't it it's its itself just kind kinda kinds least less let lets like likely list ll
    lol lot lots m many may maybe me mean meaning means meant mention mentioned mentions might more moreover most
    mostly much must my myself nah near need neither never no nobody none nope nor not nothing now nowadays nowhere
    of off oh ok okay on once one ones only onto or other others otherwise ought our ours out outside over own per
    perhaps piece please pls portion present presented presents quite rather re really s same seem seems several
    shall she should shouldn shouldn't since so some somebody somehow someone something sometime sometimes somewhat
    somewhere soon sort sorts stated statement statements still story such t tell than thank thanks that that's
    thats the their theirs them themselves then there there's thereby therefore these they they're thing things this
    tho those though through throughout thus till to together too toward towards u under unless unlike until up upon
    us ve very via was wasn wasn't way ways we well were weren what what's whatever whats when whenever where
    whereas wherever whether which while whoever with within without won won't would wouldn wouldn't yep yes yet you
    your yours
    """.split()
)
"""English words that hold a sentence together: never looked for."""

LIGHT_ENGLISH = """
    ability able absolute accept accompany accomplish accord account accuse achieve acknowledge act action actual
    add additional additionally address adequate admit adopt advance advise affect afford aftermath afterwards
    agenda agree aim aimed albeit allege allocate allow alone alongside alternative altogether amazing amid amount
    amounts analyse analysis analyze announce answer anticipate apparent appear appearance appraisal approach
    appropriate approximate argue arise arrange arrangement arrive article ask aspect aspire assess assessment
    associate assume attach attempt attention attribute author available average avoid aware awesome awful backbone
    background bad badly balance barely basic basis become began begin begun behalf behind believe beneath benefit
    beside besides best bet better big bigger biggest bill billion blame bleak boost bother bound break brief
    briefly bright bring broad broke brought build built bunch call came capable care careful carefully carried
    carry case cause cautious center certain challenge chance change channel channelled characterize check chief
    chiefly china chinese choose chose chosen circa circumstance cite claim clarify clear close closer closest clue
    collect combine come comment commit common compare comparison compel complain complete comprise concept concern
    conclude conclusion concrete condition confirm consequence consider considerable consist consistent constitute
    contain context continue contrast contribute convince cope copy core cornerstone correct count counter country
    couple cover crazy create credit critic critical criticize crucial crux curb curious current currently date day
    deal decade decades decide decision declare decline decrease deep deeper deepest deeply define definite
    definition degree deliberate deliver demand depend depict derive describe description deserve designate desk
    despite detail detect determine develop devise devote did differ difference different difficult direct direction
    discover discuss discussion distinct divide document dominant doubt downbeat downside dozen dozens drag draw
    drawn drew drive driven drop due early ease easier easiest easily easy effect effective effort eight either
    elaborate eleventh embark embrace emerge emphasis emphasise emphasize enable encounter encourage end endeavor
    endure engage enhance enormous ensure entail enter entire entitled entry envisage equal especially essence
    essential establish estimate evaluate eventual everyday exact exactly example exceed excellent exclude execute
    exist existence expand expansion expect expert explain explanation explicit exploit explore expose express
    extend extent extra extremely face facilitate fact fail fair fairly fall fallen familiar fast faster fastest
    fate favor feature feel fell felt fewer fewest field fifty figure final find fine finish first fit five fix flag
    float focus follow foot footing force forecast foremost foresee form former formulate forth forty forward foster
    found four frankly frequent fuel fulfill full function fundamental funnel funnelled furthermore future gain
    gather general genuine genuinely gist gloomy goal good government grand grant great greater greatest grew ground
    group grow grown guess guide half halt hand handle hard harder hardest head headed hear heard heart heavily held
    help hence herald high higher highest highlight hinge hint historic history hit hold honest honestly hope
    hopefully horrible host huge hundred hurdle hurdles hurry idea ideal ideally identify immediately impact
    implement implementation imply importance important impose impress improve incident include increase incur
    indicate indicator influence inform information inherent initial initiate initiative inquire insist inspire
    instance intend intense interpret introduce invest investment invite involve issue item join journalist judge
    keen keep kept key knew know known lack lag large largely larger largest last late later latest latter launch
    lay lead leader leave led left lend length lessen let level lift limit line linger link literally little live
    local locate long longer longest look lose loss lost low lower lowest luck lucky made magnitude main maintain
    major make manage manifest manner mark massive match matter maximum meaningful meanwhile measure meet mention
    mere merely mess met mid middle might million mind minimum minor miss mistake modest modified moment month
    mostly move mull multiple name namely narrow nation national nationwide nature nearer nearest nearly necessary
    need negative neglect nevertheless new newer newest newly news next nice nine normal normally northeast
    northeastern notable notably note notice notion nub number numerous nurture nutshell object objective observe
    obstacle obtain obvious occasion occupy occur odd offer official older oldest open opinion oppose opposite
    option order ordinary organisation organization original outcome outline outlook outright overall overcome
    overnight oversee overview owe paid paper part partial participate particular partly party pass past pay people
    percent perform period person personal perspective pertain phrase pick picture piece pillar pillars pin pitch
    place plan plausible play pledge pledged plenty plough plow plus point poor poorer poorest pose position
    positive possible possibly potential pour poured practical precede precise predict prefer premise prepare
    presence presumably pretty prevail prevent previous primarily primary principal prior priority probable problem
    proceed process produce profound progress project promise promote prompt prone pronounced proof proper
    proportionate proposal prospect prove provide provided province publish pull pump pumped pure purely purpose
    pursue push put quantity quest question quick quote raise ran random range rank ranked ranking ranks rapid rate
    reach read readily ready real realise realistic reality realize reap reason reasonable recall recap receive
    received recent reckon recognize recommend recover reduce refer reference reflect regard regardless region
    regional regret regular regularly reinforce reject relate related relation relative relevant rely remain remark
    remarkable remedy remember removed render repeat reply report reporter represent request require research
    researcher resolve respect respective respond response responsibility responsible rest restore result retain
    return reveal review revolve richer richest rid rise risen rmb role rose rough roughly round run sadly said sank
    satisfied satisfy saw say scale scarce scenario sceptical schedule scope second section see seek seemingly seen
    select sends sense sent sentence separate serious serve set setback seven severe shape sharp sheer shift short
    shorter shortest shortfall show shown shrank shrink shrunk side sight sign significance significant silly
    similar simple simply simultaneously single sink situation six sixty size skeptical skip slight slow small
    smaller smallest social solely solution solve sooner sorry source spare speak specific speech speed spell spend
    spent splash spoke spot spread spur stage stake stall stance stand start statistics steady steer stem step stick
    stir stood stop strength strengthen strengthened stress strive strong stronger strongest struck struggle stuck
    study stuff subject subsequent substantial substantially succeed success sudden suffer sufficient suggest
    suggestion suit suitable sum summarize summary summed support suppose sure surpass surprise surround survey
    suspect sustain swap swift table tackle tackled tactic take takeaway taken talk tangible target task technique
    tell ten tend tenth term terrible text thanks theme theory think third thirty thorough thought thousand three
    thrive throw thrown tie time tiny tip title today told took top top-notch topic total touch tough tout track
    trend trick tried trigger trillion trouble true truly truth try tune turn turnaround turned twenty twice twist
    two type typical ultimate unable uncertain undergo underlie underline underscore understand undertake
    unfortunately unique unlikely unusual unveil upbeat upcoming uphold upside urge urgent usage use used useful
    usual valid value various vary vast verdict verify version versus viable view visible vital vow vs wait walk
    want warn wary weak weaken weaker weakest wealth week weigh weird went whatsoever whole whom whose wide
    widespread will willing win wish wonder wonderful word work works worldwide worried worry worse worst worth
    worthwhile written wrong year years yesterday yield yuan
    """.split()
"""English words that say little, most of them in one form: see `is_light`."""


@cache
def light_stems() -> frozenset[str]:
    """The light English words as the index would have them."""
    return frozenset(map(lexeme, LIGHT_ENGLISH))


def is_light(english: str) -> bool:
    """Whether an English word, in whatever form, says little."""
    return lexeme(english) in light_stems()
