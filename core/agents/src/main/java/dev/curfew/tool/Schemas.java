package dev.curfew.tool;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.json.Json;
import java.util.List;

/**
 * JSON Schemas that describe what the parser accepts.
 *
 * @param format determines the dialect
 */
record Schemas(ToolFormat format) {

    private static final String TYPE = "type";

    ObjectNode of(List<Field> fields) {
        ObjectNode properties = Json.object();
        ArrayNode required = Json.array();
        for (Field field : fields) {
            if (canSay(field)) {
                properties.set(field.name(), of(field));
                if (field.required() || isStrict()) {
                    required.add(field.name());
                }
            }
        }
        ObjectNode schema = Json.object().put(TYPE, "object");
        schema.set("properties", properties);
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return format == ToolFormat.GEMINI ? schema : schema.put("additionalProperties", false);
    }

    /** A strict schema must list the properties of each object, which is impossible for environment variables. */
    private boolean canSay(Field field) {
        return !(isStrict() && field.type() == FieldType.VARIABLES);
    }

    private boolean isStrict() {
        return format == ToolFormat.OPENAI_STRICT;
    }

    private ObjectNode of(Field field) {
        ObjectNode schema = type(field).put("description", field.description());
        if (field.type() == FieldType.NUMBER && field.least() > 0) {
            schema.put("minimum", (long) field.least());
        }
        if (field.type() == FieldType.INTEGER) {
            schema.put("minimum", (long) field.least());
            if (field.hasUpperBound()) {
                schema.put("maximum", (long) field.most());
            }
        }
        if (!field.choices().isEmpty()) {
            ArrayNode choices = schema.putArray("enum");
            field.choices().forEach(choices::add);
            if (isStrict() && !field.required()) {
                choices.addNull();
            }
        }
        return schema;
    }

    private ObjectNode type(Field field) {
        return switch (field.type()) {
            case TEXT -> typed(field, "string");
            case INTEGER -> typed(field, "integer");
            case NUMBER -> typed(field, "number");
            case FLAG -> typed(field, "boolean");
            case TEXTS -> {
                ObjectNode list = typed(field, "array");
                list.putObject("items").put(TYPE, "string");
                yield list;
            }
            case VARIABLES -> {
                ObjectNode object = typed(field, "object");
                if (format != ToolFormat.GEMINI) {
                    object.putObject("additionalProperties").put(TYPE, "string");
                }
                yield object;
            }
        };
    }

    private ObjectNode typed(Field field, String name) {
        ObjectNode schema = Json.object();
        if (isStrict() && !field.required()) {
            schema.putArray(TYPE).add(name).add("null");
            return schema;
        }
        return schema.put(TYPE, name);
    }
}
