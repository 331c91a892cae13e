package dev.curfew.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.curfew.ProcessRegistry;
import dev.curfew.tool.ProcessTool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** A client that sends any text, and the server that reads it. */
final class McpClientUnderTest implements AutoCloseable {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    final ProcessRegistry registry = ProcessRegistry.open();
    private final PipedOutputStream toServer = new PipedOutputStream();
    private final PipedInputStream fromServer = new PipedInputStream(1 << 16);
    private final BufferedReader answers =
            new BufferedReader(new InputStreamReader(fromServer, StandardCharsets.UTF_8));
    private final CompletableFuture<Void> served;

    McpClientUnderTest() throws IOException {
        PipedInputStream in = new PipedInputStream(toServer, 1 << 16);
        PipedOutputStream out = new PipedOutputStream(fromServer);
        served = CompletableFuture.runAsync(() -> serve(in, out), action -> new Thread(action, "server").start());
    }

    private void serve(PipedInputStream in, PipedOutputStream out) {
        try (out) {
            McpServer.over(ProcessTool.over(registry)).serve(in, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Send a message; its JSON may be written with single quotes. */
    void say(String json) throws IOException {
        sayRaw(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        sayRaw(new byte[] {'\n'});
    }

    void sayRaw(byte[] bytes) throws IOException {
        toServer.write(bytes);
        toServer.flush();
    }

    JsonNode hear() throws IOException {
        return MAPPER.readTree(answers.readLine());
    }

    JsonNode ask(String json) throws IOException {
        say(json);
        return hear();
    }

    /** Call a tool, and read what it answers. */
    JsonNode call(String id, String tool, String arguments) throws IOException {
        return content(ask(request(id, tool, arguments)));
    }

    static String request(String id, String tool, String arguments) {
        return "{'jsonrpc':'2.0','id':" + id + ",'method':'tools/call','params':{'name':'process_" + tool
                + "','arguments':" + arguments + "}}";
    }

    static JsonNode content(JsonNode reply) throws IOException {
        String text = reply.at("/result/content/0/text").asText();
        assertThat(text).as(reply.toString()).isNotEmpty();
        return MAPPER.readTree(text);
    }

    void endInput() throws IOException {
        toServer.close();
    }

    CompletableFuture<Void> served() {
        return served;
    }

    @Override
    public void close() throws IOException {
        toServer.close();
        served.join();
        registry.close();
    }
}
