package dev.curfew.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.internal.Text;
import dev.curfew.json.Json;
import dev.curfew.tool.ProcessTool;
import dev.curfew.tool.ToolFormat;
import java.util.List;
import java.util.Objects;

/** The messages of the protocol: handles requests and notifications of the client. */
final class Protocol {

    /** Supported revisions; the last one is offered to a client that requests an unsupported one. */
    private static final List<String> REVISIONS = List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    private static final String INSTRUCTIONS = "Start shell commands with process_start, and use the session_id that it"
            + " returns with the other tools. All processes are ended when this connection ends.";

    private static final String VERSION =
            Objects.requireNonNullElse(Protocol.class.getPackage().getImplementationVersion(), "development");
    private static final int LONGEST_SHOWN = 60;
    private static final int LONGEST_ID = 500;

    private final ProcessTool tool;
    private final Calls calls;
    private final JsonNode tools;

    Protocol(ProcessTool tool, Calls calls) {
        this.tool = tool;
        this.calls = calls;
        this.tools = parsed(ProcessTool.definitions(ToolFormat.MCP));
    }

    void receive(JsonNode message, Replies replies) {
        JsonNode id = message.path("id");
        if (!message.isObject() || (message.path("method").isMissingNode() && !isReply(message))) {
            replies.send(
                    Rpc.error(Rpc.NO_ID, Rpc.INVALID_REQUEST, "A message must be a JSON-RPC 2.0 object with a method"));
        } else if (!message.path("method").isTextual()) {
            replies.sendNothing(); // An answer to a request, but this server sends none.
        } else if (id.isMissingNode()) {
            notified(message);
            replies.sendNothing();
        } else if (isId(id)) {
            request(message, id, replies);
        } else {
            replies.send(Rpc.error(Rpc.NO_ID, Rpc.INVALID_REQUEST, "An id must be a string or a whole number"));
        }
    }

    private static boolean isReply(JsonNode message) {
        return message.has("id") && (message.has("result") || message.has("error"));
    }

    private static boolean isId(JsonNode id) {
        return id.isIntegralNumber() || (id.isTextual() && id.textValue().length() <= LONGEST_ID);
    }

    private void notified(JsonNode message) {
        if (message.path("method").textValue().equals("notifications/cancelled")) {
            calls.cancel(message.path("params").path("requestId"));
        }
    }

    private void request(JsonNode message, JsonNode id, Replies replies) {
        JsonNode params = message.path("params");
        String method = message.path("method").textValue();
        switch (method) {
            case "initialize" -> replies.send(Rpc.result(id, initialize(params)));
            case "ping" -> replies.send(Rpc.result(id, Json.object()));
            case "tools/list" -> replies.send(Rpc.result(id, Json.object().set("tools", tools)));
            case "tools/call" -> call(id, params, replies);
            default ->
                replies.send(Rpc.error(
                        id, Rpc.METHOD_NOT_FOUND, "Unknown method \"" + Text.head(method, LONGEST_SHOWN) + '"'));
        }
    }

    private static ObjectNode initialize(JsonNode params) {
        String asked = params.path("protocolVersion").asText();
        ObjectNode result = Json.object()
                .put("protocolVersion", REVISIONS.contains(asked) ? asked : REVISIONS.get(REVISIONS.size() - 1));
        result.putObject("capabilities").putObject("tools");
        result.putObject("serverInfo").put("name", "curfew").put("version", VERSION);
        return result.put("instructions", INSTRUCTIONS);
    }

    private void call(JsonNode id, JsonNode params, Replies replies) {
        String name = params.path("name").asText();
        if (!isTool(name)) {
            String shown = Text.head(name, LONGEST_SHOWN);
            replies.send(Rpc.error(id, Rpc.INVALID_PARAMS, "Unknown tool \"" + shown + "\"; see tools/list"));
            return;
        }
        JsonNode arguments = params.path("arguments");
        String json = arguments.isMissingNode() || arguments.isNull() ? "{}" : Json.write(arguments);
        calls.run(id, replies, () -> result(tool.call(name, json)));
    }

    private boolean isTool(String name) {
        for (JsonNode known : tools) {
            if (known.path("name").textValue().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode result(String answer) {
        String status = parsed(answer).path("status").asText();
        ObjectNode result = Json.object();
        result.putArray("content").addObject().put("type", "text").put("text", answer);
        return result.put("isError", status.equals("error") || status.equals("not_found"));
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.read(json);
        } catch (Json.MalformedException e) {
            throw new IllegalStateException("Failed to read what the tool wrote", e);
        }
    }
}
