package dev.curfew.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.json.Json;

/** The responses of JSON-RPC 2.0. */
final class Rpc {

    static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int TOO_MANY_CALLS = -32000;

    static final JsonNode NO_ID = NullNode.getInstance();

    private Rpc() {}

    static ObjectNode result(JsonNode id, JsonNode result) {
        ObjectNode reply = reply(id);
        reply.set("result", result);
        return reply;
    }

    static ObjectNode error(JsonNode id, int code, String message) {
        ObjectNode reply = reply(id);
        reply.putObject("error").put("code", code).put("message", message);
        return reply;
    }

    private static ObjectNode reply(JsonNode id) {
        ObjectNode reply = Json.object().put("jsonrpc", "2.0");
        reply.set("id", id);
        return reply;
    }
}
