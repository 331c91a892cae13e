package dev.curfew.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.internal.Text;
import java.io.CharArrayWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Strict JSON within bounds: no duplicate keys, no content after the value, no deep nesting. */
public final class Json {

    private static final int DEEPEST = 32;
    private static final int LONGEST_NAME = 1000;
    private static final int LONGEST_NUMBER = 100;
    private static final long MOST_TOKENS = 20_000;
    private static final int LONGEST_PROBLEM = 300;

    private static final JsonFactory BOUNDED = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNameLength(LONGEST_NAME)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxTokenCount(MOST_TOKENS)
                    .maxStringLength(Integer.MAX_VALUE) // The caller bounds the whole text.
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // Keys are untrusted: do not cache them.
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private static final JsonFactory UNBOUNDED = new JsonFactory();

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
     * @throws MalformedException if the text is not valid JSON or exceeds the bounds
     */
    public static JsonNode read(String text) throws MalformedException {
        return read(text, BOUNDED);
    }

    /**
     * {@return the JSON value in a text of Curfew itself, which may exceed the bounds; a missing node if the text is
     * blank}
     *
     * @throws MalformedException if the text is not valid JSON
     */
    public static JsonNode readOwn(String text) throws MalformedException {
        return read(text, UNBOUNDED);
    }

    private static JsonNode read(String text, JsonFactory format) throws MalformedException {
        try (JsonParser parser = format.createParser(text)) {
            return Trees.read(parser);
        } catch (JsonProcessingException e) {
            throw new MalformedException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to read a text in memory", e);
        }
    }

    /**
     * {@return a value as one line of JSON, with only characters that can be encoded}
     *
     * @param node the value
     */
    public static String write(JsonNode node) {
        return write(node, null);
    }

    /**
     * {@return a value as indented JSON, with only characters that can be encoded}
     *
     * @param node the value
     */
    public static String writePretty(JsonNode node) {
        return write(node, new DefaultPrettyPrinter());
    }

    private static String write(JsonNode node, @Nullable PrettyPrinter printer) {
        CharArrayWriter text = new CharArrayWriter(); // A StringWriter takes several times as long for long texts.
        try (JsonGenerator generator = BOUNDED.createGenerator(text);
                JsonParser tree = node.traverse()) {
            generator.setPrettyPrinter(printer);
            tree.nextToken();
            generator.copyCurrentStructure(tree);
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to write a tree as JSON", e);
        }
        return Text.wellFormed(text.toString());
    }

    private static String problem(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        return Text.head(e.getOriginalMessage(), LONGEST_PROBLEM) + place;
    }
}
