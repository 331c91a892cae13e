package dev.curfew.episode;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.FileTransferException;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The environment of an episode: its scope, its sandbox and its directory. */
final class EpisodeEnvironment {

    /** Creates the directory, if necessary, and subdirectories in it; prints its path. */
    private static final String MAKE_DIRECTORY =
            "mkdir -p -- \"$1\" && cd -- \"$1\" && shift && { [ $# = 0 ] || mkdir -p -- \"$@\"; } && pwd";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration NEWS = Duration.ofSeconds(2);

    private final Task task;
    private final ProcessRegistry processes;
    private @Nullable EnteredSandbox sandbox;
    private String directory = "";

    EpisodeEnvironment(Task task, long seed, RegistryOptions options) {
        this.task = task;
        this.processes =
                ProcessRegistry.open(options.withName(task.name() + "#" + seed).withSandbox(task.sandbox()));
    }

    /** Set up the sandbox. The caller must end this object whether that succeeds or not. */
    void reset() {
        sandbox = processes.enterSandbox();
        try {
            directory = isInScope() ? makeInScope() : makeDirectory();
            for (Task.Bring file : task.files()) {
                sandbox.put(file.source(), inDirectory(file.target()));
            }
            for (Command command : task.setUp()) {
                prepare(command);
            }
        } catch (SpawnException | FileTransferException | WaitTimeoutException e) {
            throw new SetUpException(
                    failed().withFactsOf(e.diagnosis())
                            .with("cause", e.diagnosis().headline()),
                    e);
        }
    }

    /** {@return whether the directory is on this machine, where no process is needed to create it} */
    private boolean isInScope() {
        return task.sandbox().equals(Sandbox.local()) && task.directory().isEmpty();
    }

    private String makeInScope() {
        Path made = processes.createDirectory().resolve("task");
        try {
            Files.createDirectories(made);
            for (Task.Bring file : task.files()) {
                Path parent = made.resolve(file.target()).getParent();
                Files.createDirectories(Objects.requireNonNullElse(parent, made));
            }
        } catch (IOException e) {
            throw new SetUpException(failed().with("cause", e.toString()), e);
        }
        return made.toString();
    }

    private Diagnosis failed() {
        return Diagnosis.of("Failed to set up the task [" + task.name() + "] in " + task.sandbox());
    }

    private String makeDirectory() {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", MAKE_DIRECTORY, "sh"));
        argv.add(task.directory().orElseGet(() -> sandbox().createDirectory() + "/task"));
        task.files().stream()
                .map(file -> Path.of(file.target()).getParent())
                .filter(Objects::nonNull)
                .map(Path::toString)
                .distinct()
                .forEach(argv::add);
        BackgroundProcess making =
                sandbox().start(Command.of(argv).withName("set-up").separateErrors());
        requireSuccess(making, SOON);
        return making.output().text().strip();
    }

    private void prepare(Command command) {
        Command placed = command.directory().isPresent() ? command : command.inDirectory(Path.of(directory));
        requireSuccess(sandbox().start(placed), task.limits().setUpTime());
    }

    private void requireSuccess(BackgroundProcess process, Duration limit) {
        ExitStatus status = process.waitFor(limit);
        if (!status.success()) {
            throw new SetUpException(
                    process.diagnose(failed().headline() + ": %s " + status.describe())
                            .with("next", "run the command above by hand in that sandbox"),
                    null);
        }
    }

    private String inDirectory(String target) {
        return Path.of(directory).resolve(target).toString();
    }

    ProcessRegistry processes() {
        return processes;
    }

    EnteredSandbox sandbox() {
        return Objects.requireNonNull(sandbox, "the environment is not reset");
    }

    /** Wait a moment for news: a failure in the sandbox may be the first sign of a broken connection. */
    void awaitNewsOfTheSandbox() {
        if (!Thread.currentThread().isInterrupted()) {
            sandbox().isLostWithin(NEWS);
        }
    }

    String directory() {
        return directory;
    }

    /** End the scope, which deletes everything in its directory. A directory named by the task is kept. */
    KillReport end() {
        return processes.end();
    }
}
