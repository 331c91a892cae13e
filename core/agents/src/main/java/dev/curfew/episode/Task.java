package dev.curfew.episode;

import dev.curfew.internal.Check;
import dev.curfew.internal.Lists;
import dev.curfew.internal.Values;
import dev.curfew.process.Command;
import dev.curfew.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A task for an agent: an instruction, a sandbox, files, a set-up and a verifier. Immutable.
 *
 * <pre>{@code
 * Task task = Task.of("fix-the-build", "The build in this folder fails. Repair it.")
 *         .withSandbox(Sandbox.docker("debian:12").withPool(4))
 *         .withFile(Path.of("tasks/fix-the-build/project"), "project")
 *         .withSetUp(Command.shell("git -C project init -q"))
 *         .withVerifier(verification -> ...);
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class Task {

    private final String name;
    private final String instruction;
    private final Options options;

    private static final class Options extends Values<Options> {
        private Sandbox sandbox = Sandbox.local();
        private @Nullable String directory;
        private List<Bring> files = List.of();
        private List<Command> setUp = List.of();
        private EpisodeLimits limits = EpisodeLimits.DEFAULT;
        private Verifier verifier = verification -> Reward.missing("the task has no verifier; use Task.withVerifier");
    }

    /**
     * A file or directory that is copied into the sandbox.
     *
     * @param source its path on this machine
     * @param target its path in the sandbox, relative to the directory of the task
     */
    public record Bring(Path source, String target) {

        /**
         * Check that no value is null.
         *
         * @param source its path on this machine
         * @param target its path in the sandbox
         */
        public Bring {
            Objects.requireNonNull(source, "source");
            Check.osText(target, "target");
        }
    }

    private Task(String name, String instruction, Options options) {
        this.name = name;
        this.instruction = instruction;
        this.options = options;
    }

    private Task with(Consumer<Options> change) {
        return new Task(name, instruction, options.with(change));
    }

    /**
     * {@return a task on this machine, without files, set-up or reward}
     *
     * @param name its name, unique in a run
     * @param instruction the instruction for the agent
     */
    public static Task of(String name, String instruction) {
        Check.argument(!name.isBlank(), "name must not be blank", '"' + name + '"');
        Objects.requireNonNull(instruction, "instruction");
        return new Task(name, instruction, new Options());
    }

    /**
     * {@return this task in another sandbox}
     *
     * @param other the sandbox in which the agent acts; each episode enters it separately
     */
    public Task withSandbox(Sandbox other) {
        return with(copy -> copy.sandbox = Objects.requireNonNull(other, "other"));
    }

    /**
     * {@return this task in a directory of the sandbox}
     *
     * @param path the absolute path of the directory, which is created if necessary, or {@code "."} for the default
     *     working directory of the sandbox; by default each episode has its own, which is deleted at its end
     */
    public Task withDirectory(String path) {
        Check.osText(path, "path");
        Check.argument(path.startsWith("/") || path.equals("."), "path must be absolute, or \".\"", path);
        return with(copy -> copy.directory = path);
    }

    /**
     * {@return this task with an additional file or directory, which is copied into the sandbox before the set-up}
     *
     * @param source its path on this machine
     * @param target its path in the sandbox, relative to the directory of the task
     */
    public Task withFile(Path source, String target) {
        return with(copy -> copy.files = Lists.plus(copy.files, new Bring(source, target)));
    }

    /**
     * {@return this task with an additional command of the set-up, which must succeed before the agent acts}
     *
     * @param command the command, run in the directory of the task unless it names another one
     */
    public Task withSetUp(Command command) {
        return with(copy -> copy.setUp = Lists.plus(copy.setUp, command));
    }

    /**
     * {@return this task with other limits}
     *
     * @param other the limits
     */
    public Task withLimits(EpisodeLimits other) {
        return with(copy -> copy.limits = Objects.requireNonNull(other, "other"));
    }

    /**
     * {@return this task with another verifier}
     *
     * @param other the verifier
     */
    public Task withVerifier(Verifier other) {
        return with(copy -> copy.verifier = Objects.requireNonNull(other, "other"));
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return the instruction for the agent} */
    public String instruction() {
        return instruction;
    }

    /** {@return the sandbox in which the agent acts} */
    public Sandbox sandbox() {
        return options.sandbox;
    }

    /** {@return the directory in the sandbox, or empty if each episode has its own} */
    public Optional<String> directory() {
        return Optional.ofNullable(options.directory);
    }

    /** {@return the files and directories that are copied into the sandbox} */
    public List<Bring> files() {
        return options.files;
    }

    /** {@return the commands of the set-up, in order} */
    public List<Command> setUp() {
        return options.setUp;
    }

    /** {@return the limits of an episode} */
    public EpisodeLimits limits() {
        return options.limits;
    }

    /** {@return the verifier} */
    public Verifier verifier() {
        return options.verifier;
    }

    @Override
    public String toString() {
        return name + " in " + sandbox();
    }
}
