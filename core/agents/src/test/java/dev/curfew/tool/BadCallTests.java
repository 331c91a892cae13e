package dev.curfew.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadCallTests extends ToolTestCase {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "'list'",
                "{",
                "{'action':}",
                "{'action':'list'} x",
                "{'action':'list','action':'list'}",
                "{'action':NaN}",
                "{action:'list'}",
                "{'action':'list',}",
                "\u0000",
                "{'action':\ud800}",
                "\"\"",
                "'{'"
            })
    void answersWhatIsNoCall(String json) {
        JsonNode answer = call(json);

        assertStatus(answer, "error");
        assertThat(text(answer, "next")).isNotEmpty();
    }

    @Test
    void answersNothingAtAll() {
        assertStatus(read(tool.call(null)), "error");
        assertStatus(read(tool.call(null, null)), "error");
        assertStatus(read(tool.call("list", null)), "ok");
    }

    @Test
    void namesTheActionsThatThereAre() {
        JsonNode unknown = call("{'action':'destroy'}");

        assertThat(text(unknown, "error")).isEqualTo("Unknown action \"destroy\"");
        assertThat(text(unknown, "next")).isEqualTo("the actions are: " + String.join(", ", Actions.names()));
        assertThat(text(call("{}"), "error")).isEqualTo("Missing field action");
        assertThat(text(call("{'action':7}"), "error")).isEqualTo("Field action must be a string, not 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIST", " list ", "List", "process_list"})
    void isKindToTheNameOfAnAction(String name) {
        assertStatus(call("{'action':'" + name + "'}"), "ok");
    }

    @Test
    void readsACallThatIsAStringOfJson() {
        assertStatus(read(tool.call("\"{\\\"action\\\":\\\"list\\\"}\"")), "ok");
    }

    @Test
    void namesUnknownAndMissingFields() {
        JsonNode unknown = call("{'action':'poll','id':'x','a':1,'b':2,'c':3,'d':4,'e':5}");
        JsonNode missing = call("{'action':'resize','columns':null,'rows':null}");

        assertThat(text(unknown, "error")).isEqualTo("Unknown fields id, a, b, c, d and 1 more for action poll");
        assertThat(text(unknown, "next"))
                .isEqualTo("the fields are: session_id (a string), cursor (a whole number, optional),"
                        + " stream (a string, optional)");
        assertThat(text(missing, "error")).isEqualTo("Missing fields session_id, columns, rows for action resize");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'limit':'many'    | Field limit must be a whole number, not the string \"many\"",
                "'limit':1.5       | Field limit must be a whole number, not 1.5",
                "'limit':true      | Field limit must be a whole number, not true",
                "'limit':[1,2]     | Field limit must be a whole number, not a list of 2",
                "'limit':{}        | Field limit must be a whole number, not an object with 0 fields",
                "'limit':0         | Field limit must be between 1 and 64: 0",
                "'limit':-1e99     | Field limit must be between 1 and 64: -1.0E99",
                "'limit':1e999     | Field limit must be a whole number, not Infinity",
                "'limit':'1e9'     | Field limit must be a whole number, not the string \"1e9\"",
                "'state':'dead'    | Field state must be one of all, running, exited, not \"dead\"",
                "'state':true      | Field state must be a string, not true",
            })
    void namesWhatIsWrong(String field, String error) {
        JsonNode answer = call("{'action':'list'," + field + "}");

        assertStatus(answer, "error");
        assertThat(text(answer, "error")).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'limit':'7'", "'limit':7.0", "'limit':' 7 '", "'limit':'7.0'", "'limit':null"})
    void isKindToNumbers(String field) {
        assertStatus(call("{'action':'list'," + field + "}"), "ok");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'true'", "'Yes'", "1", "'on'", "true"})
    void isKindToTruth(String value) {
        JsonNode answer = call("{'action':'start','command':'tty','wait':20,'terminal':" + value + "}");

        assertThat(text(answer, "output")).startsWith("/dev/pts/");
    }

    @Test
    void refusesHalfACharacter() {
        JsonNode answer = call("{'action':'start','command':'echo \\ud800'}");

        assertThat(text(answer, "error")).startsWith("Field command contains half of a surrogate pair");
    }

    @Test
    void refusesMoreThanItReads() {
        String huge = "x".repeat(ToolOptions.DEFAULT.largestCall());

        assertThat(text(read(tool.call("\"" + huge + "\"")), "error")).contains("more than 4000000");
        assertThat(text(call("{'action':'poll','session_id':'" + huge.substring(100) + "'}"), "error"))
                .isEqualTo("Field session_id has 3999900 characters, more than 200");
    }

    @Test
    void refusesDeepNestingWithoutDescending() {
        String deep = "[".repeat(1_000_000);

        assertThat(text(call("{'action':" + deep), "error")).contains("nesting depth");
    }

    @Test
    void cutsWhatItRepeats() {
        String name = "n".repeat(900);

        assertThat(tool.call("{\"action\":\"" + name + "\"}")).hasSizeLessThan(400);
        assertThat(tool.call("{\"action\":\"list\",\"" + name + "\":1}")).hasSizeLessThan(400);
    }

    @Test
    void namesTheKeysThatThereAre() {
        String id = start("cat", ",'terminal':true");

        assertThat(text(about(id, "'action':'press','keys':['Hyper-Q']"), "next"))
                .contains("PAGE_UP")
                .contains("F1 to F12");
        assertThat(text(about(id, "'action':'press','keys':['ctrl-alt-x']"), "error"))
                .isEqualTo("Unknown key \"ctrl-alt-x\"");
        assertThat(text(about(id, "'action':'signal','signal':'BOO'"), "error")).isEqualTo("Unknown signal \"BOO\"");
    }
}
