package dev.curfew.episode;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apiguardian.api.API;

/**
 * The episode as a {@link Verifier} sees it.
 *
 * @param task the task
 * @param seed the seed of the episode
 * @param processes the registry of the agent's processes, which can also start others; closed after the verification
 * @param sandbox the sandbox in which the agent acted
 * @param directory the working directory of the agent's commands, a path in the sandbox
 * @param transcript the calls of the agent and their answers
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public record Verification(
        Task task,
        long seed,
        ProcessRegistry processes,
        EnteredSandbox sandbox,
        String directory,
        List<Exchange> transcript) {

    /**
     * Copy the transcript.
     *
     * @param task the task
     * @param seed the seed of the episode
     * @param processes the registry of the agent's processes
     * @param sandbox the sandbox in which the agent acted
     * @param directory the working directory of the agent's commands
     * @param transcript the calls of the agent and their answers
     */
    public Verification {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(processes, "processes");
        Objects.requireNonNull(sandbox, "sandbox");
        Objects.requireNonNull(directory, "directory");
        transcript = List.copyOf(transcript);
    }

    /**
     * Run a command in the working directory of the agent, and wait for its end.
     *
     * @param command the command
     * @return how it ended
     * @throws IllegalStateException if that is unknown because the sandbox was lost, which says nothing about the agent
     */
    public ExitStatus run(Command command) {
        ExitStatus status = start(command).waitFor(task.limits().verificationTime());
        if (status instanceof ExitStatus.Lost) {
            throw new IllegalStateException("[" + command.name() + "] " + status.describe());
        }
        return status;
    }

    /**
     * Start a command in the working directory of the agent.
     *
     * @param command the command
     * @return the running process
     */
    public BackgroundProcess start(Command command) {
        return sandbox.start(command.directory().isPresent() ? command : command.inDirectory(Path.of(directory)));
    }
}
