package dev.curfew.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.watch.ProcessWatch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchingCallTests extends ToolTestCase {

    private JsonNode nextEvent() {
        return await().until(() -> call("{'action':'events','limit':1}").path("events"), events -> !events.isEmpty())
                .get(0);
    }

    @Test
    void tellsAnEndOnce() {
        String id = start("echo over; exit 3", ",'notify_on_exit':true");

        JsonNode event = nextEvent();

        assertThat(text(event, "event")).isEqualTo("exited");
        assertThat(text(event, "session_id")).isEqualTo(id);
        assertThat(event.path("exit_code").asInt()).isEqualTo(3);
        assertThat(text(event, "output")).isEqualTo("over\n");
        assertThat(text(event, "command")).isEqualTo("echo over; exit 3");
        JsonNode rest = call("{'action':'events'}");
        assertStatus(rest, "ok");
        assertThat(rest.path("events")).isEmpty();
        assertThat(rest.path("remaining").asInt(-1)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'action':'wait'", "'action':'log'", "'action':'kill'", "'action':'wait','until':'never'"})
    void doesNotTellWhatAnAnswerHasTold(String telling) {
        String id = start("echo over", ",'notify_on_exit':true");
        String witness = start("cat", ",'watch':['seen']");
        await().until(() -> !registry.find(id).orElseThrow().isRunning());

        assertThat(about(id, telling).has("exit")).isTrue();
        about(witness, "'action':'submit','data':'seen'");

        assertThat(text(nextEvent(), "event")).isEqualTo("matched");
    }

    @Test
    void tellsWhatWasOnlyLookedAt() {
        String id = start("true", ",'notify_on_exit':'yes'");
        await().until(() -> about(id, "'action':'poll'").has("exit"));
        call("{'action':'list'}");

        assertThat(text(nextEvent(), "event")).isEqualTo("exited");
    }

    @Test
    void tellsLinesFromTheStart() {
        String id = start("echo fine; echo ERROR: out of paper >&2; cat", ",'watch':['ERROR','ready']");

        JsonNode event = nextEvent();

        assertThat(text(event, "event")).isEqualTo("matched");
        assertThat(text(event, "session_id")).isEqualTo(id);
        assertThat(text(event, "text")).isEqualTo("ERROR");
        assertThat(event.path("lines"))
                .singleElement()
                .extracting(JsonNode::asText)
                .isEqualTo("ERROR: out of paper");
    }

    @Test
    void tellsLinesOfErrorsThatAreKeptApart() {
        start("echo ERROR: no ink >&2; cat", ",'watch':'ERROR','separate_errors':true");

        assertThat(nextEvent().path("lines").get(0).asText()).isEqualTo("ERROR: no ink");
    }

    @Test
    void takesAsManyAsAskedFor() {
        ProcessWatch watch = ProcessWatch.open();
        ProcessTool other = ProcessTool.over(registry, ToolOptions.DEFAULT, watch);
        for (int i = 0; i < 3; i++) {
            other.call("{\"action\":\"start\",\"command\":\"exit " + i + "\",\"notify_on_exit\":true}");
        }
        await().until(() -> watch.waitingEvents() == 3);

        JsonNode two = read(other.call("{\"action\":\"events\",\"limit\":2}"));
        JsonNode last = read(other.call("{\"action\":\"events\"}"));

        assertThat(two.path("events")).hasSize(2);
        assertThat(two.path("remaining").asInt()).isEqualTo(1);
        assertThat(last.path("events")).hasSize(1);
        watch.close();
    }

    @Test
    void redactsWhatItTells() {
        start("echo token=$API_TOKEN", ",'watch':['token'],'env':{'API_TOKEN':'0123-4567-89'},'notify_on_exit':true");

        List<String> told =
                new ArrayList<>(List.of(nextEvent().toString(), nextEvent().toString()));

        assertThat(told)
                .allSatisfy(
                        event -> assertThat(event).contains("token=[redacted]").doesNotContain("0123-4567-89"));
    }

    @Test
    void watchesAtIntervalsOfHalfAMinuteOrMore() {
        assertThat(text(call("{'action':'start','command':'cat','check_interval':29}"), "error"))
                .startsWith("Field check_interval must be at least 30");
        start("cat", ",'check_interval':30");

        assertThat(ProcessTool.definitions(ToolFormat.ANTHROPIC)).contains("\"minimum\":30");
    }

    @Test
    void refusesTextsThatCannotBeWatched() {
        String many = "'x',".repeat(20) + "'x'";

        for (String texts : List.of("['']", "[" + many + "]")) {
            assertThat(text(call("{'action':'start','command':'cat','watch':" + texts + "}"), "error"))
                    .isEqualTo("Field watch must have at most 20 texts, none of them empty");
        }
        assertThat(registry.processes()).isEmpty();
    }

    @Test
    void startsNothingThatItCannotWatch() {
        ProcessWatch watch = ProcessWatch.open();
        watch.close();
        ProcessTool other = ProcessTool.over(registry, ToolOptions.DEFAULT, watch);

        String answer = other.call("{\"action\":\"start\",\"command\":\"sleep 100\",\"notify_on_exit\":true}");

        assertThat(answer).contains("the watch is closed");
        assertThat(registry.running()).isEmpty();
    }
}
