package dev.curfew.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpServerTests {

    private static final String PING = "{'jsonrpc':'2.0','id':'ping','method':'ping'}";

    private final McpClientUnderTest client;

    McpServerTests() throws IOException {
        client = new McpClientUnderTest();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-11-05, 2024-11-05",
        "2025-03-26, 2025-03-26",
        "2025-06-18, 2025-06-18",
        "2025-11-25, 2025-11-25",
        "1999-01-01, 2025-11-25"
    })
    void agreesOnARevision(String asked, String agreed) throws IOException {
        JsonNode reply = client.ask("{'jsonrpc':'2.0','id':0,'method':'initialize','params':{'protocolVersion':'"
                + asked + "','capabilities':{},'clientInfo':{'name':'test','version':'1'}}}");
        client.say("{'jsonrpc':'2.0','method':'notifications/initialized'}");

        assertThat(reply.path("id").asInt(-1)).isZero();
        assertThat(reply.at("/result/protocolVersion").asText()).isEqualTo(agreed);
        assertThat(reply.at("/result/capabilities/tools").isObject()).isTrue();
        assertThat(reply.at("/result/serverInfo/name").asText()).isEqualTo("curfew");
    }

    @Test
    void listsTheToolsWithTheirSchemas() throws IOException {
        JsonNode tools =
                client.ask("{'jsonrpc':'2.0','id':1,'method':'tools/list'}").at("/result/tools");

        assertThat(tools).hasSizeGreaterThan(10);
        assertThat(tools)
                .allSatisfy(tool ->
                        assertThat(tool.at("/inputSchema/type").asText()).isEqualTo("object"));
    }

    @Test
    void callsATool() throws IOException {
        JsonNode reply = client.ask(McpClientUnderTest.request("7", "start", "{'command':'echo hi','wait':20}"));

        assertThat(reply.path("id").asInt()).isEqualTo(7);
        assertThat(reply.at("/result/isError").asBoolean(true)).isFalse();
        assertThat(McpClientUnderTest.content(reply).path("output").asText()).isEqualTo("hi\n");
    }

    @Test
    void saysThatACallWasWrong() throws IOException {
        JsonNode reply = client.ask(McpClientUnderTest.request("8", "poll", "{'session':1}"));

        assertThat(reply.at("/result/isError").asBoolean()).isTrue();
        assertThat(McpClientUnderTest.content(reply).path("error").asText()).startsWith("Unknown field session");
    }

    @Test
    void letsNoWaitHoldUpOthers() throws IOException {
        String id = client.call("1", "start", "{'command':'cat'}")
                .path("session_id")
                .asText();
        client.say(McpClientUnderTest.request("2", "wait", "{'session_id':'" + id + "'}"));

        assertThat(client.ask(PING).path("id").asText()).isEqualTo("ping");
        assertThat(client.call("3", "poll", "{'session_id':'" + id + "'}")
                        .path("status")
                        .asText())
                .isEqualTo("running");

        client.say(McpClientUnderTest.request("4", "kill", "{'session_id':'" + id + "'}"));
        assertThat(List.of(
                        client.hear().path("id").asInt(),
                        client.hear().path("id").asInt()))
                .containsExactlyInAnyOrder(2, 4);
    }

    @Test
    void cancelsACallAndOnlyThat() throws IOException {
        String id = client.call("1", "start", "{'command':'cat'}")
                .path("session_id")
                .asText();
        client.say(McpClientUnderTest.request("'w'", "wait", "{'session_id':'" + id + "'}"));

        client.say("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':'w','reason':'enough'}}");
        client.say("{'jsonrpc':'2.0','method':'notifications/cancelled','params':{'requestId':'nobody'}}");
        client.say("{'jsonrpc':'2.0','method':'notifications/cancelled'}");

        assertThat(client.ask(PING).path("id").asText()).isEqualTo("ping");
        assertThat(client.call("2", "poll", "{'session_id':'" + id + "'}")
                        .path("status")
                        .asText())
                .isEqualTo("running");
    }

    @Test
    void carriesOutManyCallsAtATimeButNotAnyNumber() throws IOException {
        String id = client.call("0", "start", "{'command':'cat'}")
                .path("session_id")
                .asText();
        for (int i = 1; i <= Calls.MOST + 1; i++) {
            client.say(McpClientUnderTest.request(String.valueOf(i), "wait", "{'session_id':'" + id + "'}"));
        }

        assertThat(client.hear().at("/error/code").asInt()).isEqualTo(Rpc.TOO_MANY_CALLS);

        client.registry.stopAll();
        List<Integer> answered = new ArrayList<>();
        for (int i = 1; i <= Calls.MOST; i++) {
            answered.add(client.hear().path("id").asInt());
        }
        assertThat(answered).doesNotHaveDuplicates().doesNotContain(Calls.MOST + 1);
    }

    @Test
    void refusesTheIdOfACallThatIsUnderWay() throws IOException {
        String id = client.call("1", "start", "{'command':'cat'}")
                .path("session_id")
                .asText();
        client.say(McpClientUnderTest.request("2", "wait", "{'session_id':'" + id + "'}"));

        JsonNode reply = client.ask(McpClientUnderTest.request("2", "list", "{}"));

        assertThat(reply.at("/error/code").asInt()).isEqualTo(Rpc.INVALID_REQUEST);
    }

    @Test
    void answersBatchesAsOne() throws IOException {
        JsonNode reply = client.ask("[" + PING + ",{'jsonrpc':'2.0','method':'notifications/initialized'},7,"
                + McpClientUnderTest.request("1", "list", "{}") + "]");

        assertThat(reply.isArray()).isTrue();
        assertThat(reply).hasSize(3);
    }

    @Test
    void interruptsWhatStillWaitsWhenTheClientIsGone() throws IOException {
        String id = client.call("1", "start", "{'command':'cat'}")
                .path("session_id")
                .asText();
        client.say(McpClientUnderTest.request("2", "wait", "{'session_id':'" + id + "'}"));

        client.endInput();

        assertThat(client.served()).succeedsWithin(Patience.LIMIT);
    }

    @Test
    void answersWhatWasAskedBeforeTheEndOfInput() throws IOException {
        client.say(McpClientUnderTest.request("1", "list", "{}"));
        client.endInput();

        assertThat(client.hear().path("id").asInt()).isOne();
    }
}
