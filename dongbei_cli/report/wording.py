"""The words of closed vocabularies and of field names as the page prints them, in Chinese and English."""

from typing import NamedTuple


class Words(NamedTuple):
    """The same thing in both languages; `en` is None where there is Chinese only."""

    zh: str
    en: str | None


NOTHING = Words("", "")

CLOSED = {
    "event": Words("事件", "event"),
    "figure": Words("数据", "figure"),
    "quote": Words("言论", "statement"),
    "measure": Words("措施", "measure"),
    "claim": Words("陈述", "claim"),
    "person": Words("人物", "person"),
    "organization": Words("机构", "organisation"),
    "document": Words("文件", "document"),
    "meeting": Words("会议", "meeting"),
    "strategy": Words("战略", "strategy"),
    "publication": Words("发表", "publication"),
    "period": Words("时期", "period"),
    "forecast": Words("展望", "forecast"),
    "direct": Words("直接引语", "direct speech"),
    "reported": Words("转述", "reported speech"),
    "written": Words("撰文", "in writing"),
    "official": Words("官方", "official"),
    "proposed": Words("建议", "proposed"),
    "exact": Words("确数", "exact"),
    "nearly": Words("近，即不足此数", "nearly, that is less"),
    "over": Words("逾，即多于此数", "over"),
    "about": Words("约数", "about"),
    "under": Words("不超过", "under"),
    "range": Words("区间", "range"),
    "ordinal": Words("序数", "ordinal"),
    "reporter": Words("记者叙述", "the reporter"),
    "standfirst": Words("导语", "the standfirst"),
    "heading": Words("标题", "a heading"),
    "party": Words("党的机构", "Party body"),
    "government": Words("政府机构", "government body"),
    "research": Words("研究机构", "research body"),
    "media": Words("媒体", "media"),
}

FIELDS = {
    "date": Words("日期", "Date"),
    "date_text": Words("原文时间用语", "The article's wording of it"),
    "category": Words("类别", "Category"),
    "actors": Words("行动者", "Who acts"),
    "place": Words("地点", "Place"),
    "indicator": Words("指标", "Indicator"),
    "region": Words("地区", "Region"),
    "period": Words("时期", "Period"),
    "value": Words("数值", "Value"),
    "qualifier": Words("精确程度", "Precision"),
    "written": Words("原文写法", "As written"),
    "value_si": Words("换算", "In base units"),
    "speaker": Words("说话者", "Speaker"),
    "role": Words("职务", "Role"),
    "affiliation": Words("单位", "Affiliation"),
    "speech": Words("言论方式", "Kind of speech"),
    "verb": Words("引述动词", "Reporting verb"),
    "occasion": Words("场合", "Occasion"),
    "area": Words("领域", "Area"),
    "status": Words("性质", "Status"),
    "proposer": Words("提出者", "Put forward by"),
    "components": Words("所列各项", "As listed"),
    "attribution": Words("出自", "Said by"),
    "name": Words("名称", "Name"),
    "pinyin": Words("拼音", "Pinyin"),
    "type": Words("类型", "Type"),
    "issuer": Words("发布者", "Issued by"),
    "topics": Words("主题", "Topics"),
}

CALCULATIONS = {
    "sum": (Words("各项相加", "The parts add up to"), "+"),
    "difference": (Words("两数相减", "The difference is"), "−"),
    "share": (Words("两数相除", "The share is"), "÷"),
    "ratio": (Words("两数相除", "The ratio is"), "÷"),
    "count": (Words("逐项计数", "Counted one by one"), "、"),
    "duration": (Words("首尾相减", "From first to last"), "→"),
    "order": (Words("先后次序", "In this order"), "→"),
}
"""By kind of relation: what working it out gives, and the sign between its parts."""

SECTIONS = {
    "contradictions": Words("原文自相矛盾", "Where the article contradicts itself"),
    "timeline": Words("时间线", "Timeline"),
    "figures": Words("数据", "Figures"),
    "quotes": Words("言论", "Who said what"),
    "measures": Words("措施", "Measures"),
    "claims": Words("文章自己的说法", "In the article’s own voice"),
    "names": Words("人物、机构与文件", "People, organisations, documents"),
    "sources": Words("来源与引用", "Source and citation"),
}
"""The sections of the page, in order."""
