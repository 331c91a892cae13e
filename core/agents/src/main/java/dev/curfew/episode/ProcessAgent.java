package dev.curfew.episode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.InterruptedWaitException;
import dev.curfew.expect.Expectation;
import dev.curfew.json.Json;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * An agent that is a program on this machine, in any language. It reads observations from its standard input and writes
 * its actions to its standard output, each as a line of JSON.
 *
 * <p>An observation is {@code {"turn":1,"instruction":"...","answers":[...],"turns_left":30,"seconds_left":600.0}}. An
 * action is {@code {"calls":[...]}}, with calls as accepted by {@link dev.curfew.tool.ProcessTool}, or
 * {@code {"done":true}}. Standard error is for people: if the program fails, its last lines are in the message.
 *
 * <p>The environment variables {@code CURFEW_TASK} and {@code CURFEW_SEED} contain the task and the seed. The program
 * runs outside of the sandbox of the episode, and is ended at the end of the episode, with all its descendants.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class ProcessAgent implements Agent {

    private static final Pattern LINE = Pattern.compile("([^\\n]*)\\n");
    private static final int LAST_LINES = 10;

    /** Added to the time limit of the agent: the episode interrupts the waiting thread first, and reports the limit. */
    private static final Duration LATER = Duration.ofSeconds(5);

    private final ProcessRegistry registry;
    private final BackgroundProcess process;

    private ProcessAgent(ProcessRegistry registry, BackgroundProcess process) {
        this.registry = registry;
        this.process = process;
    }

    /**
     * {@return a factory that starts the program for each episode}
     *
     * @param command the program
     */
    public static Agent.Factory running(Command command) {
        Objects.requireNonNull(command, "command");
        return (task, seed) -> start(command, task, seed);
    }

    private static Agent start(Command command, Task task, long seed) {
        ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT
                .withName("agent of " + task.name() + "#" + seed)
                .withKillPolicy(KillPolicy.AT_ONCE));
        try {
            Command told = command.withEnv("CURFEW_TASK", task.name())
                    .withEnv("CURFEW_SEED", Long.toString(seed))
                    .separateErrors()
                    .withKeptOutput(Wire.LONGEST_LINE);
            return new ProcessAgent(registry, registry.start(told));
        } catch (RuntimeException | Error e) {
            registry.end();
            throw e;
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws InterruptedWaitException if the thread is interrupted
     * @throws IOException if the program ends, does not answer in time, or its answer is not a valid message
     */
    @Override
    public List<String> act(Observation observation) throws IOException {
        String line = answerTo(observation);
        try {
            ObjectNode message = Wire.read(line);
            return message.path("done").asBoolean() ? List.of() : Wire.calls(message);
        } catch (Wire.BadMessageException e) {
            throw new IOException("the agent did not answer with a message: " + e.getMessage(), e);
        }
    }

    private String answerTo(Observation observation) throws IOException {
        try {
            process.submit(Json.write(Wire.observation(observation)));
            return process.expect(Expectation.pattern(LINE)
                            .raw()
                            .withTimeout(observation.timeLeft().plus(LATER)))
                    .group(1);
        } catch (InterruptedWaitException e) {
            throw e;
        } catch (CurfewException e) {
            Diagnosis more = e.diagnosis().with("last errors", process.errors().tail(LAST_LINES));
            throw new IOException(more.render(), e);
        }
    }

    @Override
    public void close() {
        registry.end();
    }
}
