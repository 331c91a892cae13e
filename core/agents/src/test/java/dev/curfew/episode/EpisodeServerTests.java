package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.curfew.json.MessageLines;
import dev.curfew.process.Command;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EpisodeServerTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    /** Pipes of the kernel, because those of java.io depend on which threads are alive. */
    private final Pipe questions = Pipe.open();

    private final Pipe replies = Pipe.open();
    private final OutputStream requests = Channels.newOutputStream(questions.sink());
    private final BufferedReader lines = new BufferedReader(
            new InputStreamReader(Channels.newInputStream(replies.source()), StandardCharsets.UTF_8));
    private final Thread server = new Thread(this::run);

    EpisodeServerTests() throws IOException {}

    @BeforeEach
    void serve() {
        server.start();
    }

    private void run() {
        Task made = Task.of("make", "Make a file")
                .withVerifier(verification -> Reward.of(
                        verification.run(Command.of("test", "-e", "made")).success() ? 1 : 0));
        Task broken = Task.of("broken", "Nothing can be done").withSetUp(Command.of("false"));
        try (InputStream in = Channels.newInputStream(questions.source());
                OutputStream out = Channels.newOutputStream(replies.sink())) {
            EpisodeServer.of(List.of(made, broken)).withMaxEpisodes(2).serve(in, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        requests.close();
        server.join();
        lines.close();
    }

    private JsonNode ask(String request) throws IOException {
        requests.write((request + "\n").getBytes(StandardCharsets.UTF_8));
        requests.flush();
        return JSON.readTree(lines.readLine());
    }

    @Test
    void servesAnEpisodeStepByStep() throws IOException {
        JsonNode reset = ask("{\"id\":1,\"op\":\"reset\",\"task\":\"make\",\"seed\":7}");
        assertThat(reset.at("/id").intValue()).isEqualTo(1);
        assertThat(reset.at("/observation/instruction").textValue()).isEqualTo("Make a file");
        assertThat(reset.at("/done").booleanValue()).isFalse();

        JsonNode step = ask("{\"op\":\"step\",\"episode\":\"e1\",\"calls\":[{\"action\":\"list\"}]}");
        assertThat(step.at("/observation/turn").intValue()).isEqualTo(2);
        assertThat(step.at("/observation/answers")).hasSize(1);

        JsonNode verified = ask("{\"op\":\"verify\",\"episode\":\"e1\"}");
        assertThat(verified).hasToString("{\"episode\":\"e1\",\"reward\":0.0,\"reason\":\"\"}");

        JsonNode closed = ask("{\"op\":\"close\",\"episode\":\"e1\"}");
        EpisodeResult result = ResultJson.result(closed.at("/result"));
        assertThat(result).hasToString("make#7: the agent finished, reward 0.0");
        assertThat(result.report().isClean()).isTrue();
    }

    @Test
    void listsItsTasks() throws IOException {
        assertThat(ask("{\"op\":\"tasks\"}").at("/tasks").findValuesAsText("name"))
                .containsExactly("make", "broken");
    }

    @Test
    void namesTheCause() throws IOException {
        assertThat(ask("nonsense").at("/error/kind").textValue()).isEqualTo("usage");
        assertThat(ask("{\"op\":\"fly\"}").at("/error/message").textValue()).contains("tasks, reset, step");
        assertThat(ask("{\"op\":\"reset\",\"task\":\"x\"}").at("/error/message").textValue())
                .contains("unknown task \"x\"", "make, broken");
        assertThat(ask("{\"op\":\"step\",\"episode\":\"e9\"}")
                        .at("/error/message")
                        .textValue())
                .contains("unknown episode \"e9\"");
        assertThat(ask("{\"op\":\"reset\",\"task\":\"broken\"}")
                        .at("/error/kind")
                        .textValue())
                .isEqualTo("set_up");
    }

    @Test
    void hasNoMoreEpisodesThanItMay() throws IOException {
        ask("{\"op\":\"reset\",\"task\":\"make\"}");
        ask("{\"op\":\"reset\",\"task\":\"make\"}");

        assertThat(ask("{\"op\":\"reset\",\"task\":\"make\"}")
                        .at("/error/message")
                        .textValue())
                .contains("there are 2 episodes already");
        ask("{\"op\":\"close\",\"episode\":\"e1\"}");
        assertThat(ask("{\"op\":\"reset\",\"task\":\"make\"}").at("/episode").textValue())
                .isEqualTo("e3");
    }

    @Test
    void skipsARequestThatIsTooLong() throws IOException {
        JsonNode answer = ask("x".repeat(MessageLines.LONGEST + 1));

        assertThat(answer.at("/error/message").textValue())
                .isEqualTo("a request has more than " + MessageLines.LONGEST + " bytes");
        assertThat(ask("{\"op\":\"tasks\"}").at("/tasks")).hasSize(2);
    }

    @Test
    void endsAllWithTheRequests() throws IOException, InterruptedException {
        Path started = folder.resolve("started");
        String call =
                "{\\\"action\\\":\\\"start\\\",\\\"command\\\":\\\"echo $$ > " + started + "; exec sleep 1000\\\"}";
        ask("{\"op\":\"reset\",\"task\":\"make\"}");
        ask("{\"op\":\"step\",\"episode\":\"e1\",\"calls\":[\"" + call + "\"]}");

        await().until(() -> Files.exists(started) && Files.size(started) > 0);
        long pid = Long.parseLong(Files.readString(started).strip());

        requests.close();

        server.join();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }
}
