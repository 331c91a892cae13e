package dev.curfew.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.internal.Check;
import dev.curfew.internal.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts JSON values sent by a model to the types of fields. Accepts numbers in quotes, and rejects ambiguous values.
 */
final class Coercion {

    private static final int LONGEST_SHOWN = 80;

    /** Bounded in length, so that a number such as 1e999999999 is not expanded. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(\\.\\d{0,18})?");

    private Coercion() {}

    static Object value(Field field, JsonNode node) {
        return switch (field.type()) {
            case TEXT -> text(field, node);
            case INTEGER -> integer(field, node);
            case NUMBER -> number(field, node).orElseThrow(() -> wrong(field, node));
            case FLAG -> flag(field, node);
            case TEXTS -> texts(field, node);
            case VARIABLES -> variables(field, node);
        };
    }

    private static String text(Field field, JsonNode node) {
        String text = string(field, field.name(), node);
        if (text.length() > field.most()) {
            throw new BadCallException(
                    "Field " + field.name() + " has " + text.length() + " characters, more than " + (long) field.most(),
                    "shorten " + field.name());
        }
        return field.choices().isEmpty() ? text : choice(field, text);
    }

    private static String choice(Field field, String text) {
        String chosen = text.strip().toLowerCase(Locale.ROOT);
        if (!field.choices().contains(chosen)) {
            throw new BadCallException(
                    "Field " + field.name() + " must be one of " + String.join(", ", field.choices()) + ", not "
                            + quoted(text),
                    "choose one of them, or leave " + field.name() + " out");
        }
        return chosen;
    }

    /**
     * Accepts numbers as text, such as an id or the answer to a prompt, but not booleans, which are probably a mistake.
     */
    private static String string(Field field, String name, JsonNode node) {
        if (!node.isTextual() && !node.isNumber()) {
            throw wrong(field, node);
        }
        String text = node.asText();
        if (Check.loneSurrogate(text) >= 0) {
            throw new BadCallException(
                    "Field " + name + " contains half of a surrogate pair, which is not a character: " + quoted(text),
                    "send both halves of the pair");
        }
        return text;
    }

    private static Long integer(Field field, JsonNode node) {
        double number = number(field, node).orElseThrow(() -> wrong(field, node));
        if (number != Math.rint(number)) {
            throw wrong(field, node);
        }
        return (long) number;
    }

    private static Optional<Double> number(Field field, JsonNode node) {
        Optional<Double> number = parsed(node).filter(Double::isFinite);
        if (number.isPresent() && (number.get() < field.least() || number.get() > field.most())) {
            String bounds = field.hasUpperBound()
                    ? "between " + (long) field.least() + " and " + (long) field.most()
                    : "at least " + (long) field.least() + " and fit into 64 bits";
            throw new BadCallException(
                    "Field " + field.name() + " must be " + bounds + ": " + shown(node), "correct " + field.name());
        }
        return number;
    }

    private static Optional<Double> parsed(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(node.doubleValue());
        }
        String text = node.isTextual() && node.textValue().length() < LONGEST_SHOWN
                ? node.textValue().strip()
                : "";
        return NUMBER.matcher(text).matches() ? Optional.of(Double.valueOf(text)) : Optional.empty();
    }

    private static Boolean flag(Field field, JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return switch (node.asText().strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            case "false", "no", "off", "0" -> false;
            default -> throw wrong(field, node);
        };
    }

    private static List<String> texts(Field field, JsonNode node) {
        if (!node.isArray()) {
            return List.of(string(field, field.name(), node));
        }
        requireFewEntries(field, node);
        List<String> texts = new ArrayList<>();
        for (JsonNode entry : node) {
            texts.add(string(field, field.name() + "[" + texts.size() + "]", entry));
        }
        return texts;
    }

    private static Map<String, String> variables(Field field, JsonNode node) {
        if (!node.isObject()) {
            throw wrong(field, node);
        }
        requireFewEntries(field, node);
        Map<String, String> variables = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = Text.head(entry.getKey(), LONGEST_SHOWN);
            variables.put(entry.getKey(), string(field, field.name() + "." + name, entry.getValue()));
        }
        return variables;
    }

    private static void requireFewEntries(Field field, JsonNode node) {
        if (node.size() > field.most()) {
            throw new BadCallException(
                    "Field " + field.name() + " has " + node.size() + " entries, more than " + (long) field.most(),
                    "send fewer");
        }
    }

    private static BadCallException wrong(Field field, JsonNode node) {
        return new BadCallException(
                "Field " + field.name() + " must be " + field.type() + ", not " + shown(node),
                "correct " + field.name());
    }

    /** {@return a short description of a value for a message: its type and its beginning} */
    static String shown(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object with " + node.size() + " fields";
            case ARRAY -> "a list of " + node.size();
            case STRING -> "the string " + quoted(node.textValue());
            case MISSING -> "nothing";
            default -> Text.head(node.asText(), LONGEST_SHOWN);
        };
    }

    private static String quoted(String text) {
        return '"' + Text.head(text, LONGEST_SHOWN) + '"';
    }
}
