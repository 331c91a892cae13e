package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.json.Json;
import dev.curfew.tool.Action.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The definitions of the tools, for clients that call models. */
final class Definitions {

    private static final String DESCRIPTION = "description";

    private static final String WHOLE = "Run shell commands in the background and work with them: read their output,"
            + " answer their prompts, wait for them, end them. Actions: ";

    private Definitions() {}

    static ArrayNode each(ToolFormat format, String prefix) {
        ArrayNode tools = Json.array();
        for (Action action : Actions.ALL) {
            ObjectNode schema = new Schemas(format).of(action.fields());
            ObjectNode tool = tool(format, prefix + action.name(), action.description(), schema);
            tools.add(format == ToolFormat.MCP ? annotated(tool, action.effect()) : tool);
        }
        return tools;
    }

    static ObjectNode whole(ToolFormat format) {
        String actions = Actions.ALL.stream()
                .map(action -> action.name() + ": " + action.description())
                .collect(Collectors.joining(" "));
        ObjectNode tool = tool(format, "process", WHOLE + actions, new Schemas(format).of(fieldsOfAll()));
        return format == ToolFormat.MCP ? annotated(tool, Effect.DESTROYS) : tool;
    }

    /** The fields of all actions; the descriptions of the actions say which of them are required. */
    private static List<Field> fieldsOfAll() {
        Map<String, List<String>> users = new LinkedHashMap<>();
        Map<String, Field> fields = new LinkedHashMap<>();
        for (Action action : Actions.ALL) {
            for (Field field : action.fields()) {
                users.computeIfAbsent(field.name(), name -> new ArrayList<>()).add(action.name());
                fields.merge(field.name(), field.optional(), Definitions::both);
            }
        }
        List<Field> all = new ArrayList<>();
        all.add(Field.choice(Action.KEY, "What to do", Actions.names()).mandatory());
        fields.forEach((name, field) ->
                all.add(field.describedAs("For " + String.join(", ", users.get(name)) + ". " + field.description())));
        return all;
    }

    private static Field both(Field one, Field other) {
        String description = one.description().equals(other.description())
                ? one.description()
                : one.description() + ". Or: " + other.description();
        return (one.most() >= other.most() ? one : other).describedAs(description);
    }

    private static ObjectNode tool(ToolFormat format, String name, String description, ObjectNode schema) {
        return switch (format) {
            case OPENAI ->
                Json.object().put("type", "function").set("function", tool(name, description, "parameters", schema));
            case OPENAI_STRICT ->
                Json.object()
                        .put("type", "function")
                        .set(
                                "function",
                                tool(name, description, "parameters", schema).put("strict", true));
            case ANTHROPIC -> tool(name, description, "input_schema", schema);
            case GEMINI -> tool(name, description, "parameters", schema);
            case MCP -> tool(name, description, "inputSchema", schema);
        };
    }

    private static ObjectNode tool(String name, String description, String key, ObjectNode schema) {
        return Json.object().put("name", name).put(DESCRIPTION, description).set(key, schema);
    }

    private static ObjectNode annotated(ObjectNode tool, Effect effect) {
        tool.putObject("annotations")
                .put("readOnlyHint", effect == Effect.READS)
                .put("destructiveHint", effect == Effect.DESTROYS)
                .put("openWorldHint", effect == Effect.DESTROYS);
        return tool;
    }
}
