package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.sandbox.fixture.Patience;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class McpSdkTests {

    private static final Pattern PID = Pattern.compile("\"pid\":(\\d+)");

    private final McpSyncClient client = McpClient.sync(new StdioClientTransport(server(), McpJsonDefaults.getMapper()))
            .requestTimeout(Patience.LIMIT)
            .build();

    private static ServerParameters server() {
        return ServerParameters.builder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .args("-cp", System.getProperty("java.class.path"), Main.class.getName(), "mcp")
                .build();
    }

    @BeforeEach
    void connect() {
        McpSchema.InitializeResult hello = client.initialize();

        assertThat(hello.serverInfo().name()).isEqualTo("curfew");
        assertThat(hello.protocolVersion()).isIn("2025-06-18", "2025-11-25");
    }

    @AfterEach
    void disconnect() {
        client.closeGracefully();
    }

    @Test
    void listsItsTools() {
        assertThat(client.listTools().tools())
                .extracting(McpSchema.Tool::name)
                .contains("process_start", "process_poll", "process_wait", "process_kill");
        client.ping();
    }

    @Test
    void runsACommand() {
        McpSchema.CallToolResult result = call("process_start", Map.of("command", "echo hello", "wait", 20));

        assertThat(result.isError()).isFalse();
        assertThat(text(result)).contains("\"output\":\"hello\\n\"").contains("\"exit_code\":0");
    }

    @Test
    void saysWhatWasWrong() {
        McpSchema.CallToolResult result = call("process_poll", Map.of("session_id", "proc_none"));

        assertThat(result.isError()).isTrue();
        assertThat(text(result)).contains("not_found");
    }

    /** The client of the SDK must not send two requests at the same moment: the second one follows when the first has arrived. */
    @Test
    void answersOthersWhileOneWaits(@TempDir Path folder) {
        Path arrived = folder.resolve("arrived");
        String answer = folder.resolve("answer").toString();
        String waits = "mkfifo " + answer + " && touch " + arrived + " && cat " + answer;
        CompletableFuture<McpSchema.CallToolResult> waiting =
                CompletableFuture.supplyAsync(() -> call("process_start", Map.of("command", waits, "wait", 100)));
        await().until(() -> Files.exists(arrived));

        call("process_start", Map.of("command", "echo went on >" + answer, "wait", 100));

        assertThat(text(waiting.join())).contains("\"output\":\"went on\\n\"");
    }

    @Test
    void endsWhatItStartedWhenTheClientLeaves() {
        String started = text(call("process_start", Map.of("command", "sleep 600")));
        ProcessHandle sleep =
                ProcessHandle.of(Long.parseLong(found(PID, started))).orElseThrow();

        client.closeGracefully();

        assertThat(sleep.onExit()).succeedsWithin(Patience.LIMIT);
    }

    private McpSchema.CallToolResult call(String tool, Map<String, Object> arguments) {
        return client.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
    }

    private static String text(McpSchema.CallToolResult result) {
        return ((McpSchema.TextContent) result.content().get(0)).text();
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }
}
