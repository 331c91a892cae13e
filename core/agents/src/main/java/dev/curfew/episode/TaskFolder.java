package dev.curfew.episode;

import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * Reads tasks from directories in the format of Harbor, which Terminal-Bench uses from version 2.
 *
 * <pre>
 * fix-the-build/
 *   task.toml             limits, image, resources
 *   instruction.md        what the agent is to do
 *   environment/          a Dockerfile, unless task.toml names an image
 *   tests/test.sh         writes the reward to /logs/verifier/reward.txt, or to reward.json
 *   solution/             not read
 * </pre>
 *
 * <p>The agent acts in a new container. When it is done, its processes are ended, unless
 * {@code verifier.keep_processes} is true, and {@code tests} is copied to {@code /tests}. Previous contents of
 * {@code /tests} and of {@code /logs/verifier} are removed. With {@code verifier.own_container = "/app"} the tests run
 * in another new container, which contains only this directory of the agent.
 *
 * <p>In any other sandbox nothing is removed: the tests and the reward have directories of their own, whose paths
 * {@code test.sh} finds in {@code CURFEW_TESTS} and {@code CURFEW_REWARDS}. These variables are also set in a
 * container.
 *
 * @see <a href="https://harborframework.com/docs/tasks">The format of Harbor</a>
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL)
public final class TaskFolder {

    private TaskFolder() {}

    /**
     * {@return the task in a directory}
     *
     * @param folder the directory
     * @throws IllegalArgumentException if it does not contain a valid task; the message names the file and the problem
     * @throws UncheckedIOException if a file cannot be read
     */
    public static Task load(Path folder) {
        TaskSettings settings = TaskSettings.read(folder);
        return load(folder, settings, settings.sandbox());
    }

    /**
     * {@return the task in a directory, in another sandbox than the task specifies}
     *
     * @param folder the directory
     * @param sandbox the sandbox in which the agent acts; it must contain everything that the task needs
     * @throws IllegalArgumentException if it does not contain a valid task; the message names the file and the problem
     * @throws UncheckedIOException if a file cannot be read
     */
    public static Task load(Path folder, Sandbox sandbox) {
        return load(folder, TaskSettings.read(folder), sandbox);
    }

    private static Task load(Path folder, TaskSettings settings, Sandbox sandbox) {
        Path tests = folder.resolve("tests");
        if (!Files.isRegularFile(tests.resolve("test.sh"))) {
            throw new IllegalArgumentException(
                    "Task " + folder + " has no tests/test.sh; that is what writes the reward");
        }
        ScriptSettings verification = settings.verification();
        if (verification.ownContainer().isPresent() && !(sandbox instanceof ContainerSandbox)) {
            throw new IllegalArgumentException("Task " + folder
                    + ": verifier.own_container needs a sandbox that is a new container, but it is: " + sandbox);
        }
        Task task = Task.of(settings.name(), settings.instruction())
                .withSandbox(settings.limited(sandbox))
                .withLimits(settings.limits())
                .withVerifier(new ScriptVerifier(tests, verification));
        return settings.directory(sandbox).map(task::withDirectory).orElse(task);
    }

    /**
     * {@return the tasks in the subdirectories of a directory, in the order of their names; other subdirectories are
     * ignored}
     *
     * @param folder the directory
     * @throws IllegalArgumentException if one of the tasks is invalid, or if there are none
     * @throws UncheckedIOException if a file cannot be read
     */
    public static List<Task> loadAll(Path folder) {
        return loadAll(folder, TaskFolder::load);
    }

    /**
     * {@return the tasks in the subdirectories of a directory, in another sandbox than they specify, in the order of
     * their names; other subdirectories are ignored}
     *
     * @param folder the directory
     * @param sandbox the sandbox in which the agents act; it must contain everything that the tasks need
     * @throws IllegalArgumentException if one of the tasks is invalid, or if there are none
     * @throws UncheckedIOException if a file cannot be read
     */
    public static List<Task> loadAll(Path folder, Sandbox sandbox) {
        return loadAll(folder, child -> load(child, sandbox));
    }

    private static List<Task> loadAll(Path folder, Function<Path, Task> loading) {
        List<Task> tasks = new ArrayList<>();
        try (Stream<Path> children = Files.list(folder)) {
            children.filter(child -> Files.exists(child.resolve(TaskSettings.FILE)))
                    .sorted()
                    .map(loading)
                    .forEach(tasks::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Failed to look for tasks in " + folder, e);
        }
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("No folder in " + folder + " has a " + TaskSettings.FILE);
        }
        return tasks;
    }
}
