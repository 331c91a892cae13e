package dev.curfew.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.json.MessageLines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostileClientTests {

    private static final int MESSAGES = 5000;

    private static final String PING = "{'jsonrpc':'2.0','id':'ping','method':'ping'}";

    private final McpClientUnderTest client;

    HostileClientTests() throws IOException {
        client = new McpClientUnderTest();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                                   | -32700",
                "{'id':1,'id':2,'method':'ping'}                     | -32700",
                "[]                                                  | -32600",
                "7                                                   | -32600",
                "null                                                | -32600",
                "{}                                                  | -32600",
                "{'id':1}                                            | -32600",
                "{'id':{},'method':'ping'}                           | -32600",
                "{'id':1.5,'method':'ping'}                          | -32600",
                "{'id':null,'method':'ping'}                         | -32600",
                "{'id':1,'method':'resources/list'}                  | -32601",
                "{'id':1,'method':'tools/call'}                      | -32602",
                "{'id':1,'method':'tools/call','params':[]}          | -32602",
                "{'id':1,'method':'tools/call','params':{'name':7}}  | -32602",
                "{'id':1,'method':'tools/call','params':{'name':'x'}}| -32602",
            })
    void saysWhatIsWrongAndGoesOn(String message, int code) throws IOException {
        assertThat(client.ask(message).at("/error/code").asInt()).isEqualTo(code);
        assertThat(client.ask(PING).path("id").asText()).isEqualTo("ping");
    }

    @Test
    void saysNothingToWhatWantsNoAnswer() throws IOException {
        client.say("");
        client.say("   ");
        client.say("{'jsonrpc':'2.0','id':1,'result':{}}");
        client.say("{'jsonrpc':'2.0','id':1,'error':{}}");
        client.say("{'jsonrpc':'2.0','method':'no/such'}");
        client.say("{'jsonrpc':'2.0','method':'notifications/cancelled','params':7}");

        assertThat(client.ask(PING).path("id").asText()).isEqualTo("ping");
    }

    @Test
    void leavesArgumentsThatAreNoObjectToTheTool() throws IOException {
        assertThat(client.call("1", "list", "[]").path("status").asText()).isEqualTo("error");
        assertThat(client.call("2", "list", "null").path("status").asText()).isEqualTo("ok");
    }

    @Test
    void skipsALineThatIsTooLong() throws IOException {
        byte[] part = new byte[1 << 20];
        Arrays.fill(part, (byte) '[');
        for (int i = 0; i <= MessageLines.LONGEST >> 20; i++) {
            client.sayRaw(part);
        }
        client.say("");

        assertThat(client.hear().at("/error/message").asText()).contains("more than " + MessageLines.LONGEST);
        assertThat(client.ask(PING).path("id").asText()).isEqualTo("ping");
    }

    @Test
    void survivesWhateverBytesItHears() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String request = McpClientUnderTest.request("5", "list", "{'limit':1}").replace('\'', '"');
        for (int i = 0; i < MESSAGES; i++) {
            byte[] bytes = request.getBytes(StandardCharsets.UTF_8);
            for (int damage = random.nextInt(4); damage >= 0; damage--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            client.sayRaw(bytes);
            client.say("");
            client.say("{'jsonrpc':'2.0','id':'after " + i + "','method':'ping'}");
            awaitPing("after " + i, seed);
        }
    }

    private void awaitPing(String id, long seed) throws IOException {
        JsonNode heard;
        do {
            heard = client.hear();
            assertThat(heard.has("result") || heard.has("error"))
                    .as("seed %d: %s", seed, heard)
                    .isTrue();
        } while (!heard.path("id").asText().equals(id));
    }
}
