package dev.curfew.episode;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a {@link Verifier} looks at.
 *
 * @param task what was to be done
 * @param seed the seed of the episode
 * @param processes the processes of the agent, and where to start others; closed after the verification
 * @param sandbox where the agent acted
 * @param directory where the agent's commands ran, a path in the sandbox
 * @param transcript what the agent did
 * @since 0.1
 */
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
     * @param task what was to be done
     * @param seed the seed of the episode
     * @param processes the processes of the agent
     * @param sandbox where the agent acted
     * @param directory where the agent's commands ran
     * @param transcript what the agent did
     */
    public Verification {
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(processes, "processes");
        Objects.requireNonNull(sandbox, "sandbox");
        Objects.requireNonNull(directory, "directory");
        transcript = List.copyOf(transcript);
    }

    /**
     * Run a command to its end, where those of the agent ran.
     *
     * @param command the command
     * @return how it ended
     * @throws IllegalStateException if nobody knows, because the sandbox was lost: that says nothing about the agent
     */
    public ExitStatus run(Command command) {
        ExitStatus status = start(command).waitFor(task.limits().verificationTime());
        if (status instanceof ExitStatus.Lost) {
            throw new IllegalStateException("[" + command.name() + "] was lost: " + status.describe());
        }
        return status;
    }

    /**
     * Start a command where those of the agent ran.
     *
     * @param command the command
     * @return the process, which runs
     */
    public BackgroundProcess start(Command command) {
        return sandbox.start(command.directory().isPresent() ? command : command.in(Path.of(directory)));
    }
}
