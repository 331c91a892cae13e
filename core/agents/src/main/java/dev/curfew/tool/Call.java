package dev.curfew.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads a call that was sent as one JSON object. */
final class Call {

    private static final String NEXT =
            "send one JSON object, such as {\"action\": \"list\"} or {\"action\": \"poll\", \"session_id\": \"proc_...\"}";

    private Call() {}

    static ObjectNode read(@Nullable String json, int largest) {
        if (json == null || json.isBlank()) {
            throw new BadCallException("The call is empty", NEXT);
        }
        if (json.length() > largest) {
            throw new BadCallException(
                    "The call has " + json.length() + " characters, more than " + largest,
                    "send less at once: large inputs in pieces with write, or in a file");
        }
        JsonNode call = parse(json);
        // Some models send the object encoded as a string.
        return requireObject(call.isTextual() ? parse(call.textValue()) : call);
    }

    private static JsonNode parse(String json) {
        try {
            return Json.read(json);
        } catch (Json.MalformedException e) {
            throw new BadCallException("The call is not valid JSON: " + e.getMessage(), NEXT);
        }
    }

    private static ObjectNode requireObject(JsonNode call) {
        if (call instanceof ObjectNode object) {
            return object;
        }
        throw new BadCallException("The call is not a JSON object but " + Coercion.shown(call), NEXT);
    }
}
