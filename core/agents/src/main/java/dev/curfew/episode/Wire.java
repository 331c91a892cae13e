package dev.curfew.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.json.Json;
import java.util.ArrayList;
import java.util.List;

/** The messages between episodes and agents or trainers: each message is a line of JSON. */
final class Wire {

    static final int LONGEST_LINE = 16_000_000;

    private static final double MILLIS_OF_SECOND = 1000;

    private Wire() {}

    /** Thrown when a message is invalid. */
    static final class BadMessageException extends Exception {

        private static final long serialVersionUID = 1L;

        BadMessageException(String message) {
            super(message);
        }
    }

    /** {@return the object in a line} */
    static ObjectNode read(String line) throws BadMessageException {
        try {
            if (Json.read(line) instanceof ObjectNode message) {
                return message;
            }
            throw new BadMessageException("a message must be a JSON object: " + cut(line));
        } catch (Json.MalformedException e) {
            throw new BadMessageException(e.getMessage() + ": " + cut(line));
        }
    }

    static String cut(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "... (" + text.length() + " characters)";
    }

    /** {@return the calls in the field "calls", each an object or the text of one; empty if the field is missing} */
    static List<String> calls(ObjectNode message) throws BadMessageException {
        JsonNode calls = message.path("calls");
        if (calls.isMissingNode() || calls.isNull()) {
            return List.of();
        }
        if (!(calls instanceof ArrayNode)) {
            throw new BadMessageException("\"calls\" must be a list of calls of the tool: " + cut(Json.write(calls)));
        }
        List<String> list = new ArrayList<>();
        for (JsonNode call : calls) {
            list.add(call.isTextual() ? call.textValue() : Json.write(call));
        }
        return list;
    }

    static ObjectNode observation(Observation observation) {
        ObjectNode message = Json.object();
        message.put("turn", observation.turn());
        message.put("instruction", observation.instruction());
        ArrayNode answers = message.putArray("answers");
        observation.answers().forEach(answer -> answers.add(tree(answer)));
        message.put("turns_left", observation.turnsLeft());
        message.put("seconds_left", observation.timeLeft().toMillis() / MILLIS_OF_SECOND);
        return message;
    }

    /** The answers of the tool are always valid JSON. */
    static JsonNode tree(String json) {
        try {
            return Json.read(json);
        } catch (Json.MalformedException e) {
            return JsonNodeFactory.instance.textNode(json);
        }
    }
}
