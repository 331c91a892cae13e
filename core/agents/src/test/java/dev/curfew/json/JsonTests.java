package dev.curfew.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,2147483648,9223372036854775808,-1,1.5,1e400,\"\\u2603\\n\",true,false,null,{},[]],\"b\":{\"c\":0.1}}",
                "[]",
                "\"text\"",
                "7",
                "null",
                "  {\"a\" : 1}  "
            })
    void readsAndWritesWhatTheMapperOfJacksonReadsAndWrites(String text) throws Exception {
        JsonNode expected = new ObjectMapper().readTree(text);

        JsonNode read = Json.read(text);

        assertThat(read).isEqualTo(expected);
        assertThat(Json.readOwn(text)).isEqualTo(expected);
        assertThat(Json.write(read)).isEqualTo(new ObjectMapper().writeValueAsString(expected));
        assertThat(Json.writePretty(read)).isEqualTo(expected.toPrettyString());
    }

    @Test
    void readsNothingFromABlankText() throws Json.MalformedException {
        assertThat(Json.read(" \n").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1", "{\"a\":}", "{\"a\":1,\"a\":2}", "nul", "[1,]", "\"\\x\""})
    void refusesWhatIsMalformed(String text) {
        assertThatExceptionOfType(Json.MalformedException.class).isThrownBy(() -> Json.read(text));
    }

    @Test
    void refusesASecondValue() {
        assertThatExceptionOfType(Json.MalformedException.class)
                .isThrownBy(() -> Json.read("{} []"))
                .withMessage("Trailing token START_ARRAY after the value at line 1, column 5");
    }

    @Test
    void refusesDeepNesting() {
        assertThatExceptionOfType(Json.MalformedException.class)
                .isThrownBy(() -> Json.read("[".repeat(33) + "]".repeat(33)))
                .withMessageContaining("nesting depth");
    }
}
