package dev.curfew.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.internal.Text;

/** Strict JSON within bounds: no duplicate keys, no content after the value, no deep nesting. */
public final class Json {

    private static final int DEEPEST = 32;
    private static final int LONGEST_NAME = 1000;
    private static final int LONGEST_NUMBER = 100;
    private static final long MOST_TOKENS = 20_000;
    private static final int LONGEST_PROBLEM = 300;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNameLength(LONGEST_NAME)
                            .maxNumberLength(LONGEST_NUMBER)
                            .maxTokenCount(MOST_TOKENS)
                            .maxStringLength(Integer.MAX_VALUE) // The caller bounds the whole text.
                            .build())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // Keys are untrusted: do not cache them.
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Thrown if a text is not valid JSON or exceeds the bounds; the message says what is wrong, and where. */
    public static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1L;

        private MalformedException(JsonProcessingException cause) {
            super(problem(cause), cause);
        }
    }

    /** {@return an empty object} */
    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** {@return an empty array} */
    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /**
     * {@return the JSON value in a text; a missing node if the text is blank}
     *
     * @param text the text
     * @throws MalformedException if the text is not valid JSON or exceeds the bounds
     */
    public static JsonNode read(String text) throws MalformedException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new MalformedException(e);
        }
    }

    /**
     * {@return a value as one line of JSON, with only characters that can be encoded}
     *
     * @param node the value
     */
    public static String write(JsonNode node) {
        try {
            return Text.wellFormed(MAPPER.writeValueAsString(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Failed to write a tree as JSON", e);
        }
    }

    private static String problem(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return Text.head(e.getOriginalMessage(), LONGEST_PROBLEM) + place;
    }
}
