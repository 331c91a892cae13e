package dev.curfew.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.curfew.ProcessRegistry;
import org.junit.jupiter.api.AfterEach;

/** A tool over a registry of its own, and calls of it that are read. */
abstract class ToolTestCase {

    static final ObjectMapper MAPPER = new ObjectMapper();

    final ProcessRegistry registry = ProcessRegistry.open();
    final ProcessTool tool = ProcessTool.over(registry);

    @AfterEach
    void endAll() {
        registry.close();
    }

    /** {@return the answer to a call, whose JSON may be written with single quotes} */
    JsonNode call(String json) {
        return read(tool.call(json.replace('\'', '"')));
    }

    JsonNode about(String id, String rest) {
        return call("{'session_id':'" + id + "'," + rest + "}");
    }

    String start(String command) {
        return start(command, "");
    }

    String start(String command, String rest) {
        String json = MAPPER.createObjectNode()
                .put("action", "start")
                .put("command", command)
                .toString();
        JsonNode answer = read(tool.call(json.substring(0, json.length() - 1) + rest.replace('\'', '"') + "}"));
        assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("started");
        return answer.path("session_id").asText();
    }

    static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Not JSON: " + json, e);
        }
    }

    static String text(JsonNode answer, String field) {
        return answer.path(field).asText();
    }

    static void assertStatus(JsonNode answer, String status) {
        assertThat(text(answer, "status")).as(answer.toString()).isEqualTo(status);
    }
}
