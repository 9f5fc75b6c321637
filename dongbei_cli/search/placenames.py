"""Names of places that people ask about: who names one wants facts of it and of no other, so that it must be met.

Countries, the provinces of China and its best known cities and regions, in Chinese and English; those of the base too.
"""

CHINESE = frozenset(
    """
    北京 天津 上海 重庆 河北 山西 内蒙古 蒙东 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 四川 贵州 云南 西藏
    陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾 沈阳 大连 长春 鞍山 抚顺 大庆 齐齐哈尔 牡丹江 延边 珲春 绥芬河 营口 锦州 丹东
    广州 深圳 苏州 杭州 南京 武汉 成都 西安 合肥 郑州 青岛 厦门 宁波 济南 长沙 昆明 雄安 浦东 长三角 珠三角 大湾区 粤港澳
    成渝 海南岛 华北 华东 华南 华中 西南 西北 京津 长江 黄河 日本 韩国 朝鲜 俄罗斯 蒙古 美国 英国 法国 德国 意大利 西班牙
    加拿大 墨西哥 巴西 印度 越南 泰国 新加坡 马来西亚 印尼 菲律宾 澳大利亚 澳洲 新西兰 乌克兰 波兰 瑞典 瑞士 荷兰 欧盟 欧洲
    非洲 中东 东南亚 东盟 拉美 底特律 硅谷 东京 首尔 大阪 柏林 伦敦 巴黎 纽约 曼彻斯特 海参崴 符拉迪沃斯托克 鲁尔 鲁尔区 匹兹堡
    """.split()
)
ENGLISH = frozenset(
    """
    tianjin shanghai chongqing hebei shanxi mongolia jiangsu zhejiang anhui fujian jiangxi shandong henan hubei hunan
    guangdong guangxi hainan sichuan guizhou yunnan tibet shaanxi gansu qinghai ningxia xinjiang taiwan macau shenyang
    dalian changchun anshan daqing guangzhou shenzhen suzhou hangzhou nanjing wuhan chengdu qingdao xiamen beijing
    yangtze japan korea russia america usa germany britain england france italy spain canada mexico brazil india vietnam
    thailand singapore malaysia indonesia philippines australia ukraine poland sweden switzerland netherlands europe
    africa asean detroit cleveland tokyo seoul osaka berlin london paris vladivostok ruhr pittsburgh
    """.split()
)
