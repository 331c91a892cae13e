package dev.curfew.episode;

import dev.curfew.BackgroundProcess;
import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.diagnosis.CurfewException;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.FileTransferException;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.diagnosis.WaitTimeoutException;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.session.Programs;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where an episode takes place: its scope, its sandbox and its directory. */
final class Stage {

    private static final Logger LOGGER = System.getLogger("dev.curfew");

    /**
     * Makes the directory, unless it is there, and the folders in it; prints where it is. On a host it lies beside the guard, in the
     * folder that goes with the connection, even if this JVM is killed.
     */
    private static final String MAKE_DIRECTORY = """
            base=${TMPDIR:-/tmp}
            guard=$(readlink "/proc/$PPID/exe" 2>/dev/null)
            case $2,$guard in
              host,*/curfew-sandbox-*/guard) base=${guard%/*} ;;
            esac
            if [ -n "$1" ]; then directory=$1; mkdir -p -- "$directory"; else
              directory=$(mktemp -d "$base/curfew-episode.XXXXXX"); fi && shift &&
            cd -- "$directory" && shift && { [ $# = 0 ] || mkdir -p -- "$@"; } && pwd""";

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration NEWS = Duration.ofSeconds(2);

    private final Task task;
    private final ProcessRegistry processes;
    private @Nullable EnteredSandbox sandbox;
    private String directory = "";

    Stage(Task task, long seed, RegistryOptions options) {
        this.task = task;
        this.processes =
                ProcessRegistry.open(options.named(task.name() + "#" + seed).in(task.sandbox()));
    }

    /** Whoever calls this ends the stage, whether it succeeds or not. */
    void reset() {
        sandbox = processes.sandbox();
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

    /** The folder of the scope is deleted with it, even if this JVM is killed, and takes no process to make. */
    private boolean isInScope() {
        return task.sandbox().equals(Sandbox.local()) && task.directory().isEmpty();
    }

    private String makeInScope() {
        Path made = processes.directory().resolve("task");
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
        argv.add(task.directory().orElse(""));
        argv.add(task.sandbox() instanceof ContainerSandbox ? "container" : "host");
        task.files().stream()
                .map(file -> Path.of(file.target()).getParent())
                .filter(Objects::nonNull)
                .map(Path::toString)
                .distinct()
                .forEach(argv::add);
        BackgroundProcess making =
                sandbox().start(Command.of(argv).named("set-up").separateErrors());
        requireSuccess(making, SOON);
        return making.output().text().strip();
    }

    private void prepare(Command command) {
        Command placed = command.directory().isPresent() ? command : command.in(Path.of(directory));
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
        return Objects.requireNonNull(sandbox, "the stage is not reset");
    }

    /** That something could not be done there may be the first that is heard of a connection that is cut. */
    void awaitNewsOfTheSandbox() {
        if (!Thread.currentThread().isInterrupted()) {
            sandbox().isLostWithin(NEWS);
        }
    }

    String directory() {
        return directory;
    }

    KillReport end() {
        removeDirectory();
        return processes.end();
    }

    /** That of a container goes with it. */
    private void removeDirectory() {
        boolean stays = !(task.sandbox() instanceof ContainerSandbox)
                && task.directory().isEmpty()
                && !isInScope()
                && !directory.contains("/curfew-sandbox-");
        if (stays && !directory.isEmpty() && !processes.isClosed()) {
            processes.killAll();
            try {
                String pruner = new String(Programs.pruner(), StandardCharsets.UTF_8);
                BackgroundProcess pruning = sandbox().start(Command.of("sh", "-c", pruner, "sh", directory));
                if (!pruning.waitFor(SOON).success()) {
                    String left = pruning.output().text().replace('\0', ' ');
                    LOGGER.log(
                            Level.WARNING,
                            "The directory of a task cannot be deleted in {0}: {1}",
                            task.sandbox(),
                            left);
                }
            } catch (CurfewException | IllegalStateException | IOException e) {
                // The sandbox is gone, or somebody is impatient.
                return;
            }
        }
    }
}
