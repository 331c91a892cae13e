package dev.curfew.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTests {

    private static final Map<ToolFormat, String> PLACES = Map.of(
            ToolFormat.OPENAI, "/function/parameters",
            ToolFormat.OPENAI_STRICT, "/function/parameters",
            ToolFormat.ANTHROPIC, "/input_schema",
            ToolFormat.GEMINI, "/parameters",
            ToolFormat.MCP, "/inputSchema");

    @ParameterizedTest
    @EnumSource
    void describesEachActionInAFormThatIsInUse(ToolFormat format) {
        JsonNode tools = ToolTestCase.read(ProcessTool.definitions(format));

        assertThat(tools).hasSize(Actions.ALL.size());
        assertThat(tools).allSatisfy(tool -> {
            JsonNode named = tool.has("function") ? tool.get("function") : tool;
            assertThat(named.path("name").asText()).matches("process_[a-z_]{1,50}");
            assertThat(named.path("description").asText()).isNotEmpty().hasSizeLessThan(1024);
            assertIsObjectSchema(tool.at(PLACES.get(format)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void describesTheWholeToolWithAllActions(ToolFormat format) {
        JsonNode schema = ToolTestCase.read(ProcessTool.definition(format)).at(PLACES.get(format));

        assertIsObjectSchema(schema);
        assertThat(texts(schema.at("/properties/action/enum"))).isEqualTo(Actions.names());
        assertThat(texts(schema.path("required"))).contains("action");
    }

    private static void assertIsObjectSchema(JsonNode schema) {
        assertThat(schema.path("type").asText()).isEqualTo("object");
        assertThat(schema.path("properties").isObject()).isTrue();
        assertThat(texts(schema.path("required")))
                .allSatisfy(
                        name -> assertThat(schema.path("properties").has(name)).isTrue());
        assertThat(schema.path("properties"))
                .allSatisfy(
                        field -> assertThat(field.path("description").asText()).isNotEmpty());
    }

    @Test
    void requiresEverythingWhereItIsStrict() {
        for (JsonNode tool : ToolTestCase.read(ProcessTool.definitions(ToolFormat.OPENAI_STRICT))) {
            JsonNode schema = tool.at("/function/parameters");
            List<String> names = new ArrayList<>();
            schema.path("properties").fieldNames().forEachRemaining(names::add);

            assertThat(tool.at("/function/strict").asBoolean()).isTrue();
            assertThat(texts(schema.path("required"))).isEqualTo(names);
            assertThat(schema.path("additionalProperties").isBoolean()).isTrue();
        }
    }

    @Test
    void letsOptionalFieldsBeNullWhereAllAreRequired() {
        JsonNode wait = ToolTestCase.read(ProcessTool.definitions(ToolFormat.OPENAI_STRICT))
                .get(4);

        assertThat(texts(wait.at("/function/parameters/properties/timeout/type")))
                .containsExactly("number", "null");
        assertThat(wait.at("/function/parameters/properties/session_id/type").asText())
                .isEqualTo("string");
    }

    @Test
    void usesNoWordsThatGeminiDoesNotKnow() {
        assertThat(ProcessTool.definitions(ToolFormat.GEMINI)).doesNotContain("additionalProperties");
    }

    @Test
    void tellsClientsOfMcpWhatOnlyReads() {
        JsonNode tools = ToolTestCase.read(ProcessTool.definitions(ToolFormat.MCP));

        assertThat(tools.get(0).at("/annotations/destructiveHint").asBoolean()).isTrue();
        assertThat(tools.get(1).at("/annotations/readOnlyHint").asBoolean()).isTrue();
    }

    /** The parser accepts calls that conform to the schema: both are made from the same table. */
    @Test
    void acceptsWhatItDescribes() {
        for (Action action : Actions.ALL) {
            for (Field field : action.fields()) {
                assertThat(Coercion.value(field, ToolTestCase.read(example(field))))
                        .as(field.name())
                        .isNotNull();
            }
        }
    }

    private static String example(Field field) {
        return switch (field.type()) {
            case TEXT ->
                '"' + (field.choices().isEmpty() ? "x" : field.choices().get(0)) + '"';
            case INTEGER -> "1";
            case NUMBER -> String.valueOf(field.least() + 1.5);
            case FLAG -> "true";
            case TEXTS -> "[\"x\"]";
            case VARIABLES -> "{\"x\":\"y\"}";
        };
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(entry -> texts.add(entry.asText()));
        return texts;
    }
}
