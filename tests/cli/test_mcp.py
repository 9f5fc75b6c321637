"""`dongbei mcp` as a client of the official SDK sees it, over a real process."""

import json
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.conftest import Runner, environment

pytest.importorskip("mcp")

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp.shared.exceptions import MCPError

CALLS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("search", {"query": ["人口流失"], "limit": 3}, ["search", "人口流失", "-n", "3"]),
    ("timeline", {"since": "2023", "category": ["meeting"]}, ["timeline", "--since", "2023", "--category", "meeting"]),
    ("stats", {"subject": ["transfers"], "region": ["吉林"]}, ["stats", "transfers", "--region", "吉林"]),
    ("quotes", {"expert": ["xulin"]}, ["quote", "--expert", "xulin"]),
    ("measures", {"area": ["国企"]}, ["policy", "--area", "国企"]),
    ("show", {"ids": ["share-2003"]}, ["show", "share-2003"]),
    ("check", {"text": ["座谈会在长春召开。"]}, ["check", "座谈会在长春召开。"]),
]
BAD: list[tuple[str, dict[str, Any], str]] = [
    ("stats", {"subject": ["nonsense"]}, "no topic is called"),
    ("show", {"ids": ["no-such-fact"]}, "no fact is called"),
    ("timeline", {"since": "yesterday"}, "--since"),
    ("timeline", {"colour": "red"}, "no argument is called"),
    ("quotes", {"expert": [{"name": "徐林"}]}, "takes text"),
    ("search", {}, "QUERY"),
    ("check", {"file": "/etc/passwd"}, "no argument is called"),
    ("check", {"text": ["-"]}, "takes a text"),
    ("nonsense", {}, "no tool is called"),
]


def served(talk: Callable[[ClientSession], Coroutine[Any, Any, None]]) -> None:
    """Start the server and let a client talk to it."""
    import anyio

    server = StdioServerParameters(command=sys.executable, args=["-m", "dongbei_cli", "mcp"], env=environment())

    async def run() -> None:
        with anyio.fail_after(120):
            async with stdio_client(server) as streams, ClientSession(*streams) as session:
                await session.initialize()
                await talk(session)

    anyio.run(run)


def test_each_tool_gives_what_its_command_prints(dongbei: Runner) -> None:
    """The same JSON with a citation of each fact; each tool has the help of its command."""

    async def talk(session: ClientSession) -> None:
        tools = {tool.name: tool for tool in (await session.list_tools()).tools}
        assert sorted(tools) == sorted([*(name for name, _, _ in CALLS), "cite"])
        assert "region" in tools["stats"].input_schema["properties"]
        assert tools["search"].input_schema["required"] == ["query"]
        for name, arguments, words in CALLS:
            result = await session.call_tool(name, arguments)
            printed = dongbei(*words, "--json", "--cite").stdout
            assert not result.is_error
            assert result.content[0].text == printed  # type: ignore[union-attr]
            assert all(row["excerpt"] and row["link"] and row["citation"] for row in json.loads(printed))
        cited = await session.call_tool("cite", {"ids": ["share-2003"], "style": "apa"})
        assert cited.content[0].text == dongbei("cite", "share-2003", "--style", "apa").stdout  # type: ignore[union-attr]

    served(talk)


def test_bad_arguments_are_errors_of_the_tool_and_resources_are_read() -> None:
    """One sentence with its hint, and the server goes on; an article and a fact can be read, nothing else."""

    async def talk(session: ClientSession) -> None:
        for name, arguments, said in BAD:
            result = await session.call_tool(name, arguments)
            assert result.is_error
            assert said in result.content[0].text  # type: ignore[union-attr]
        (article,) = (await session.list_resources()).resources
        assert "东北" in (await session.read_resource(article.uri)).contents[0].text  # type: ignore[union-attr]
        fact = await session.read_resource("dongbei://fact/share-2003")
        assert json.loads(fact.contents[0].text)[0]["id"] == "share-2003"  # type: ignore[union-attr]
        with pytest.raises(MCPError, match="no resource"):
            await session.read_resource("dongbei://article/nonsense")

    served(talk)
