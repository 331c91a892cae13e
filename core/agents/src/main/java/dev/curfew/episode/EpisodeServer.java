package dev.curfew.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.internal.Check;
import dev.curfew.json.Json;
import dev.curfew.json.MessageLine;
import dev.curfew.json.MessageLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Serves episodes to a trainer written in any language. Requests and answers are lines of JSON, usually on standard
 * input and output.
 *
 * <p>Each request has an {@code op} and may have an {@code id}, which is repeated in the answer. Requests for the same
 * episode are answered in order, requests for different episodes concurrently.
 *
 * <ul>
 *   <li>{@code {"op":"tasks"}}: {@code {"tasks":[{"name":"...","instruction":"..."}]}}
 *   <li>{@code {"op":"reset","task":"...","seed":1}}: {@code {"episode":"e1","observation":{...},"done":false}}
 *   <li>{@code {"op":"step","episode":"e1","calls":[...]}}: {@code {"episode":"e1","observation":{...},"done":false}};
 *       an empty list of calls means that the agent is done
 *   <li>{@code {"op":"verify","episode":"e1"}}: {@code {"episode":"e1","reward":1.0,"reason":""}}
 *   <li>{@code {"op":"close","episode":"e1"}}: {@code {"episode":"e1","result":{...}}}, with the fields of a line of a
 *       results file; the episode is verified first unless it already was
 * </ul>
 *
 * <p>A failure is answered by {@code {"error":{"kind":"...","message":"..."}}}. The kind is {@code usage} if the
 * request is invalid, {@code sandbox} if the sandbox cannot be entered, {@code set_up} if the task cannot be set up,
 * and {@code internal} otherwise.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class EpisodeServer {

    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final int most;

    private EpisodeServer(Collection<Task> tasks, int most) {
        for (Task task : tasks) {
            Check.argument(
                    this.tasks.putIfAbsent(task.name(), task) == null, "tasks must have different names", task.name());
        }
        this.most = most;
    }

    /**
     * {@return a server for at most 64 episodes at a time}
     *
     * @param tasks the tasks, with distinct names
     */
    public static EpisodeServer of(Collection<Task> tasks) {
        return new EpisodeServer(tasks, 64);
    }

    /**
     * {@return a server of these tasks with another limit}
     *
     * @param episodes the maximum number of episodes at a time
     */
    public EpisodeServer withMaxEpisodes(int episodes) {
        Check.argument(episodes > 0, "episodes must be positive", episodes);
        return new EpisodeServer(tasks.values(), episodes);
    }

    /**
     * Serve requests until their end, and then end all episodes.
     *
     * @param requests the requests, in UTF-8
     * @param answers the stream for the answers, in UTF-8
     * @throws IOException if the requests cannot be read
     */
    public void serve(InputStream requests, OutputStream answers) throws IOException {
        try (EpisodeDispatcher dispatcher = new EpisodeDispatcher(tasks, most, message -> write(answers, message))) {
            MessageLines lines = new MessageLines(requests);
            for (Optional<MessageLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                dispatcher.take(line.get());
            }
        }
    }

    private static void write(OutputStream answers, JsonNode message) {
        byte[] line = (Json.write(message) + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (answers) {
            try {
                answers.write(line);
                answers.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Failed to write an answer: the reader has closed its end of the stream", e);
            }
        }
    }

    static ObjectNode list(Map<String, Task> tasks) {
        ObjectNode message = Json.object();
        var list = message.putArray("tasks");
        for (Task task : List.copyOf(tasks.values())) {
            list.addObject().put("name", task.name()).put("instruction", task.instruction());
        }
        return message;
    }
}
