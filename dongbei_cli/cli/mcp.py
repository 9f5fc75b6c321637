"""`dongbei mcp`: the lookups as tools of the Model Context Protocol, each made from its command.

A tool takes the arguments of the command and gives what the command prints as JSON, each fact with its citation.
"""

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any

import typer

from dongbei_cli import __version__, errors
from dongbei_cli.base import open_base
from dongbei_cli.cli import built, explained
from dongbei_cli.cli.options import DEFAULT_STYLE, Facts, Request, bases

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

TOOLS = {
    "search": "search", "timeline": "timeline", "stats": "stats", "quotes": "quote", "measures": "policy",
    "show": "show", "check": "check", "cite": "cite",
}  # fmt: skip
"""The tools and the commands that they are made from."""
AT_HOME = {"file", "chart", *Request._fields} - {"fields", "limit", "cite", "accessed", "source"}
"""Options that say how an answer is written, or out of which files: a tool has none of them."""
ARTICLE, FACT = "dongbei://article/", "dongbei://fact/"
INSTRUCTIONS = """\
These tools answer from the articles of a fact base and from nothing else. Each fact has `excerpt`, the words of the \
article, with `paragraph`, `link` and `citation`: give them with what you say. Put words in quotation marks only where \
`speech` is "direct"; everything else is the article's report of what was said. Where a figure has `discrepancy`, the \
article contradicts itself: show both numbers. Before you state something from memory or from several facts, put it to \
`check`: only what is "supported" may be said, and what is "unmentioned" is not in the articles."""

app = typer.Typer()


@app.command("mcp")
def serve(facts: Facts = None) -> None:
    """A server of the Model Context Protocol on stdin and stdout: the lookups as tools for an assistant. Read only.

    \b
    Examples:
      dongbei mcp
      dongbei mcp --facts facts.db
    """
    try:
        import anyio
        from mcp.server.stdio import stdio_server
    except ImportError as fault:
        raise errors.UsageError("dongbei mcp needs the MCP SDK", "pip install 'dongbei-cli[mcp]'") from fault
    if facts:
        os.environ["DONGBEI_FACTS"] = os.pathsep.join(str(each.absolute()) for each in facts)
    open_base(bases(None)).close()  # a base that cannot be used is said now

    async def talk() -> None:
        served = server()
        async with stdio_server() as (reading, writing):
            await served.run(reading, writing, served.create_initialization_options())

    anyio.run(talk)


def server() -> "Server[Any]":
    """Return the server with its tools and resources."""
    import mcp_types as types
    from mcp.server.lowlevel import Server
    from mcp.shared.exceptions import MCPError

    async def list_tools(_context: Any, _params: Any) -> types.ListToolsResult:
        hints = types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
        return types.ListToolsResult(tools=[types.Tool(**described(name), annotations=hints) for name in TOOLS])

    async def call_tool(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        try:
            text, failed = answered(params.name, params.arguments or {}), False
        except Exception as fault:
            error = explained(fault, [])
            text, failed = "; ".join(filter(None, (error.message, error.hint))), True
        return types.CallToolResult(content=[types.TextContent(text=text)], is_error=failed)

    async def list_resources(_context: Any, _params: Any) -> types.ListResourcesResult:
        with open_base(bases(None)) as base:
            found = [
                types.Resource(uri=ARTICLE + one.id, name=one.id, title=one.title, mime_type="text/plain")
                for one in base.sources
            ]
        return types.ListResourcesResult(resources=found)

    async def list_templates(_context: Any, _params: Any) -> types.ListResourceTemplatesResult:
        fact = types.ResourceTemplate(uri_template=FACT + "{id}", name="fact", mime_type="application/json")
        return types.ListResourceTemplatesResult(resource_templates=[fact])

    async def read_resource(_context: Any, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        try:
            text, kind = resource(params.uri)
        except errors.DongbeiError as fault:
            raise MCPError(types.INVALID_PARAMS, fault.message) from fault
        content = types.TextResourceContents(uri=params.uri, text=text, mime_type=kind)
        return types.ReadResourceResult(contents=[content])

    return Server(
        "dongbei", version=__version__, instructions=INSTRUCTIONS, on_list_tools=list_tools, on_call_tool=call_tool,
        on_list_resources=list_resources, on_list_resource_templates=list_templates, on_read_resource=read_resource,
    )  # fmt: skip


def parameters(command: Any) -> dict[str, Any]:
    """Return the parameters of a command by the names that a tool has them under: the long ones of options."""
    kept = [each for each in command.params if each.expose_value and each.name not in AT_HOME]
    return {max(each.opts, key=len).lstrip("-"): each for each in kept}


def described(tool: str) -> dict[str, Any]:
    """Return name, description and schema of a tool, from the help of its command."""
    command = built(TOOLS[tool])
    known = parameters(command)
    schema = {
        "type": "object",
        "properties": {name: kind(each) | {"description": each.help or name} for name, each in known.items()},
        "required": [name for name, each in known.items() if each.required],
        "additionalProperties": False,
    }
    return {"name": tool, "description": command.help.partition("\b")[0].strip(), "input_schema": schema}


def kind(parameter: Any) -> dict[str, Any]:
    """Return what JSON Schema calls the values of a parameter."""
    if getattr(parameter, "is_flag", False):
        return {"type": "boolean"}
    if parameter.name == "limit":
        return {"type": "integer", "minimum": 1}
    several = parameter.multiple or parameter.nargs == -1
    return {"type": "array", "items": {"type": "string"}} if several else {"type": "string"}


def answered(tool: str, arguments: Mapping[str, Any]) -> str:
    """Return what a tool answers: the output of its command; an error of the command where that is nothing."""
    if tool not in TOOLS:
        raise errors.UsageError("no tool is called {name}", "tools are {tools}", name=tool, tools=errors.listed(TOOLS))
    text = arguments.get("text", "") if arguments else None
    if tool == "check" and text in (None, [], "-", ["-"]):  # stdin is the client's
        raise errors.UsageError("check takes a text", "give the claim or the draft itself as the argument text")
    command = built(TOOLS[tool])
    words = list(typed(parameters(command), arguments))
    if tool != "cite":
        words = ["--json", *([] if "cite" in arguments else [f"--cite={DEFAULT_STYLE}"]), *words]
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    fault: errors.DongbeiError | None = None
    with redirect_stdout(output):
        try:
            command.main(words, standalone_mode=False, prog_name=f"dongbei {TOOLS[tool]}")
        except errors.DongbeiError as raised:
            fault = raised
    printed = output.buffer.getvalue().decode()
    if fault and printed.strip() in ("", "[]"):
        raise fault
    return str(printed)


def typed(known: Mapping[str, Any], arguments: Mapping[str, Any]) -> Iterator[str]:
    """Yield the arguments of a tool as they would be typed; UsageError for one that there is not."""
    behind = []
    for name, value in arguments.items():
        if name not in known:
            hint = errors.Message("arguments are {names}", names=errors.listed(known))
            raise errors.UsageError("no argument is called {name}", hint, name=errors.shown(name))
        values = value if isinstance(value, list) else [] if value is None else [value]
        if not all(isinstance(each, str | int) for each in values):
            raise errors.UsageError("{name} takes text, not {value}", name=name, value=errors.shown(str(value)))
        if known[name].param_type_name == "argument":
            behind += [str(each) for each in values]
        elif getattr(known[name], "is_flag", False):
            yield from [f"--{name}"] if value is True else []
        else:
            yield from (f"--{name}={each}" for each in values)
    yield from ["--", *behind] if behind else []


def resource(uri: str) -> tuple[str, str]:
    """Return the text of an article, or a fact as JSON, and its media type."""
    if uri.startswith(FACT):
        return answered("show", {"ids": [uri.removeprefix(FACT)]}), "application/json"
    with open_base(bases(None)) as base:
        for source in base.sources:
            if uri == ARTICLE + source.id:
                return base.article(source.id), "text/plain"
    raise errors.UsageError("there is no resource {uri}", "see resources/list", uri=errors.shown(uri))
