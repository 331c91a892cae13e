package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.json.MessageLine;
import dev.curfew.sandbox.fixture.Patience;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EpisodeDispatcherTests {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final EpisodeDispatcher dispatcher =
            new EpisodeDispatcher(Map.of("make", Task.of("make", "Make a file")), 1, answers::add, id -> thread);

    @AfterEach
    void close() {
        dispatcher.close();
    }

    private JsonNode ask(String request) throws InterruptedException {
        dispatcher.take(new MessageLine(request, false));
        JsonNode answer = answers.poll(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer).as(request).isNotNull();
        return answer;
    }

    /** Its thread has ended, and the dispatcher is about to remove it. */
    @Test
    void refusesARequestForAnEpisodeThatIsBeingClosedAndGoesOn() throws InterruptedException {
        assertThat(ask("{\"op\":\"reset\",\"task\":\"make\"}").at("/episode").textValue())
                .isEqualTo("e1");
        thread.shutdown();

        assertThat(ask("{\"id\":1,\"op\":\"step\",\"episode\":\"e1\"}"))
                .hasToString(
                        "{\"id\":1,\"error\":{\"kind\":\"usage\",\"message\":\"episode \\\"e1\\\" is being closed\"}}");
        assertThat(ask("{\"op\":\"tasks\"}").at("/tasks")).hasSize(1);
    }
}
