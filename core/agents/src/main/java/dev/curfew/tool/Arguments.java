package dev.curfew.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.internal.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a call, converted to the types declared by its action. An absent field and {@code null} are equivalent.
 */
final class Arguments {

    private static final int MOST_NAMED = 5;
    private static final int LONGEST_NAME = 60;
    private static final double NANOS = 1e9;

    private final Map<String, Object> values;

    private Arguments(Map<String, Object> values) {
        this.values = values;
    }

    static Arguments of(Action action, ObjectNode call) {
        requireKnown(action, call);
        requireComplete(action, call);
        Map<String, Object> values = new HashMap<>();
        for (Field field : action.fields()) {
            JsonNode node = call.get(field.name());
            if (isPresent(node)) {
                values.put(field.name(), Coercion.value(field, node));
            }
        }
        return new Arguments(values);
    }

    private static boolean isPresent(@Nullable JsonNode node) {
        return node != null && !node.isNull();
    }

    private static void requireKnown(Action action, ObjectNode call) {
        List<String> unknown = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : call.properties()) {
            if (!entry.getKey().equals(Action.KEY) && !action.knows(entry.getKey())) {
                unknown.add(entry.getKey());
            }
        }
        if (!unknown.isEmpty()) {
            throw new BadCallException(
                    "Unknown " + fields(unknown) + " for action " + action.name(), "the fields are: " + action.usage());
        }
    }

    private static void requireComplete(Action action, ObjectNode call) {
        List<String> missing = action.fields().stream()
                .filter(Field::required)
                .map(Field::name)
                .filter(name -> !isPresent(call.get(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new BadCallException(
                    "Missing " + fields(missing) + " for action " + action.name(), "the fields are: " + action.usage());
        }
    }

    private static String fields(List<String> names) {
        String shown = names.stream()
                .limit(MOST_NAMED)
                .map(name -> Text.head(name, LONGEST_NAME))
                .collect(Collectors.joining(", "));
        String more = names.size() > MOST_NAMED ? " and " + (names.size() - MOST_NAMED) + " more" : "";
        return (names.size() == 1 ? "field " : "fields ") + shown + more;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name, String otherwise) {
        return (String) values.getOrDefault(name, otherwise);
    }

    String text(String name) {
        return text(name, "");
    }

    Optional<Long> integer(String name) {
        return Optional.ofNullable((Long) values.get(name));
    }

    int size(String name, int otherwise) {
        return Math.toIntExact(Math.min(Integer.MAX_VALUE, integer(name).orElse((long) otherwise)));
    }

    boolean flag(String name) {
        return (Boolean) values.getOrDefault(name, false);
    }

    Optional<Duration> seconds(String name) {
        return Optional.ofNullable((Double) values.get(name)).map(Arguments::duration);
    }

    /** The limit of a century exceeds any useful wait and still fits into a long as nanoseconds. */
    private static Duration duration(double seconds) {
        Duration longest = Duration.ofDays(36_500);
        return seconds >= longest.toSeconds() ? longest : Duration.ofNanos((long) (seconds * NANOS));
    }

    @SuppressWarnings("unchecked") // The types were converted by Coercion.
    List<String> texts(String name) {
        return (List<String>) values.getOrDefault(name, List.of());
    }

    @SuppressWarnings("unchecked") // The types were converted by Coercion.
    Map<String, String> variables(String name) {
        return (Map<String, String>) values.getOrDefault(name, Map.of());
    }
}
