package dev.curfew.episode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.diagnosis.SandboxGoneException;
import dev.curfew.diagnosis.SandboxUnavailableException;
import dev.curfew.internal.Threads;
import dev.curfew.json.Json;
import dev.curfew.json.MessageLine;
import dev.curfew.json.MessageLines;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Dispatches the requests of a trainer to the threads of the episodes, and answers them. */
final class EpisodeDispatcher implements AutoCloseable {

    private static final List<String> OPERATIONS = List.of("tasks", "reset", "step", "verify", "close");

    private final Map<String, Task> tasks;
    private final int most;
    private final Consumer<JsonNode> answers;
    private final Function<String, ExecutorService> threads;
    private final Map<String, Served> episodes = new ConcurrentHashMap<>();
    private final AtomicInteger last = new AtomicInteger();

    /** An episode, once it is set up, and the thread that handles its requests. */
    private static final class Served {
        final ExecutorService thread;
        volatile @Nullable Episode episode;

        Served(ExecutorService thread) {
            this.thread = thread;
        }
    }

    @FunctionalInterface
    private interface Work {
        ObjectNode answer() throws Wire.BadMessageException;
    }

    EpisodeDispatcher(Map<String, Task> tasks, int most, Consumer<JsonNode> answers) {
        this(tasks, most, answers, EpisodeDispatcher::threadOf);
    }

    /**
     * Create a dispatcher for tasks.
     *
     * @param threads creates the single thread of an episode, given the name of the thread
     */
    EpisodeDispatcher(
            Map<String, Task> tasks, int most, Consumer<JsonNode> answers, Function<String, ExecutorService> threads) {
        this.tasks = tasks;
        this.most = most;
        this.answers = answers;
        this.threads = threads;
    }

    private static ExecutorService threadOf(String id) {
        return Executors.newSingleThreadExecutor(work -> Threads.create("curfew episode " + id, work));
    }

    void take(MessageLine line) {
        if (line.tooLong()) {
            answer(Json.object(), error("usage", "a request has more than " + MessageLines.LONGEST + " bytes"));
        } else if (!line.text().isBlank()) {
            take(line.text());
        }
    }

    private void take(String line) {
        ObjectNode request = Json.object();
        try {
            request = Wire.read(line);
            dispatch(request);
        } catch (Wire.BadMessageException e) {
            answer(request, error("usage", e.getMessage()));
        }
    }

    private void dispatch(ObjectNode request) throws Wire.BadMessageException {
        switch (text(request, "op")) {
            case "tasks" -> answer(request, EpisodeServer.list(tasks));
            case "reset" -> reset(request);
            case "step" -> {
                List<String> calls = Wire.calls(request);
                ask(request, episode -> view(request, episode, episode.step(calls)));
            }
            case "verify" -> ask(request, episode -> about(request).setAll(ResultJson.write(episode.verify())));
            case "close" -> ask(request, episode -> close(request, episode));
            default ->
                throw new Wire.BadMessageException("unknown op \"" + Wire.cut(text(request, "op"))
                        + "\"; the known ones are " + String.join(", ", OPERATIONS));
        }
    }

    private static String text(ObjectNode request, String field) throws Wire.BadMessageException {
        JsonNode value = request.path(field);
        if (!value.isTextual()) {
            throw new Wire.BadMessageException("\"" + field + "\" must be a string: "
                    + (value.isMissingNode() ? "it is missing" : Wire.cut(Json.write(value))));
        }
        return value.textValue();
    }

    private void reset(ObjectNode request) throws Wire.BadMessageException {
        Task task = tasks.get(text(request, "task"));
        if (task == null) {
            throw new Wire.BadMessageException("unknown task \"" + Wire.cut(text(request, "task"))
                    + "\"; the known ones are " + String.join(", ", tasks.keySet()));
        }
        JsonNode seed = request.path("seed");
        if (!seed.isMissingNode() && !seed.canConvertToExactIntegral()) {
            throw new Wire.BadMessageException("\"seed\" must be an integer: " + Wire.cut(Json.write(seed)));
        }
        if (episodes.size() >= most) {
            throw new Wire.BadMessageException("there are " + most + " episodes already; close one of them first");
        }
        String id = "e" + last.incrementAndGet();
        Served served = new Served(threads.apply(id));
        episodes.put(id, served);
        request.put("episode", id);
        execute(served, id, () -> answer(request, () -> open(request, served, task, seed.asLong())));
    }

    private ObjectNode open(ObjectNode request, Served served, Task task, long seed) {
        try {
            Episode episode = Episode.open(task, seed);
            served.episode = episode;
            return view(request, episode, episode.observe());
        } catch (RuntimeException | Error e) {
            forget(request);
            throw e;
        }
    }

    private void forget(ObjectNode request) {
        Served served = episodes.remove(request.path("episode").asText());
        if (served != null) {
            served.thread.shutdown();
        }
    }

    private void ask(ObjectNode request, Function<Episode, JsonNode> question) throws Wire.BadMessageException {
        String id = text(request, "episode");
        Served served = episodes.get(id);
        if (served == null) {
            throw new Wire.BadMessageException("unknown episode \"" + Wire.cut(id) + "\"; open ones are "
                    + episodes.keySet().stream().sorted().toList());
        }
        execute(
                served,
                id,
                () -> answer(request, () -> {
                    Episode episode = served.episode;
                    if (episode == null) {
                        throw new Wire.BadMessageException("episode \"" + id + "\" could not be set up, or is closed");
                    }
                    return (ObjectNode) question.apply(episode);
                }));
    }

    /** The thread of the episode may have closed it after the caller looked it up; it then accepts no more work. */
    private static void execute(Served served, String id, Runnable work) throws Wire.BadMessageException {
        try {
            served.thread.execute(work);
        } catch (RejectedExecutionException e) {
            throw new Wire.BadMessageException("episode \"" + id + "\" is being closed");
        }
    }

    private ObjectNode close(ObjectNode request, Episode episode) {
        try {
            episode.verify();
            return (ObjectNode) about(request).set("result", ResultJson.write(episode.end()));
        } finally {
            forget(request);
        }
    }

    private static ObjectNode about(ObjectNode request) {
        return Json.object().put("episode", request.path("episode").asText());
    }

    private static ObjectNode view(ObjectNode request, Episode episode, Observation observation) {
        ObjectNode message = about(request);
        message.set("observation", Wire.observation(observation));
        return message.put("done", episode.isOver());
    }

    private void answer(ObjectNode request, Work work) {
        ObjectNode message;
        try {
            message = work.answer();
        } catch (Wire.BadMessageException e) {
            message = error("usage", e.getMessage());
        } catch (SandboxUnavailableException | SandboxGoneException e) {
            message = error("sandbox", e.getMessage());
        } catch (SetUpException e) {
            message = error("set_up", e.getMessage());
        } catch (RuntimeException e) {
            message = error("internal", e.toString());
        }
        try {
            answer(request, message);
        } catch (UncheckedIOException e) {
            // The answers can no longer be written. The end of the requests is what ends all episodes.
        }
    }

    private static ObjectNode error(String kind, @Nullable String text) {
        ObjectNode message = Json.object();
        message.putObject("error").put("kind", kind).put("message", String.valueOf(text));
        return message;
    }

    private void answer(ObjectNode request, ObjectNode message) {
        ObjectNode whole = Json.object();
        if (request.has("id")) {
            whole.set("id", request.get("id"));
        }
        whole.setAll(message);
        answers.accept(whole);
    }

    /** Wait for set-ups in progress: until they finish, only their thread has a reference to the episode. */
    @Override
    public void close() {
        episodes.values().forEach(served -> served.thread.shutdownNow());
        episodes.values().parallelStream().forEach(EpisodeDispatcher::end);
        episodes.clear();
    }

    private static void end(Served served) {
        boolean interrupted = false;
        try {
            served.thread.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        Episode episode = served.episode;
        if (episode != null) {
            episode.end();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
