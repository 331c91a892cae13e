package dev.curfew.driver;

import dev.curfew.command.GuardedOneShot;
import dev.curfew.internal.Lists;
import dev.curfew.process.Command;
import dev.curfew.sandbox.ContainerSandbox;
import dev.curfew.sandbox.SandboxDriver.Advice;
import java.util.List;
import java.util.Set;

/**
 * A container engine, used through its own program, which finds the user's contexts, certificates and credentials.
 *
 * @param program {@code docker}, or another program that accepts the same words
 * @param context the name of its context, or an empty text for the current one
 */
record Engine(String program, String context) {

    static final List<Advice> ADVICE = List.of(
            new Advice("annot connect to", "start the engine, or point DOCKER_HOST or a context to one"),
            new Advice("permission denied while trying", "give this user access to the engine"),
            new Advice("nable to find image", "build or pull that image"),
            new Advice("o such image", "build or pull that image"),
            new Advice("mage not known", "build or pull that image"),
            new Advice("ull access denied", "build or pull that image"),
            new Advice("o such container", "start that container, or check its name"),
            new Advice("s not running", "start that container"),
            new Advice("not found in $PATH", "use an image that has sh"),
            new Advice("exec sh failed", "use an image that has sh"),
            new Advice("failed to exec pid1", "use an image that has sh"),
            new Advice("no folder", "give the container a folder where programs may run"));

    private static final Set<String> WITHOUT_PROCESSES = Set.of("created", "exited", "dead");

    /**
     * The client detaches at these keys, by default at ^P^Q. They are not typed in practice, and no order contains
     * them.
     */
    private static final String DETACH_KEYS = "ctrl-^,ctrl-_,ctrl-^,ctrl-_";

    /**
     * Podman may refuse while it still cleans up after a client that was killed. A container that does not exist needs
     * no second attempt.
     */
    private static final String REMOVAL = """
            name=$1; shift
            for try in 1 2 3; do
              "$@" unpause "$name" >/dev/null 2>&1
              "$@" rm --force --volumes "$name" && exit
              "$@" container inspect "$name" >/dev/null 2>&1 || exit 1
              sleep 1
            done
            exit 1""";

    Engine(String program) {
        this(program, "");
    }

    static Engine of(ContainerSandbox sandbox) {
        return new Engine(sandbox.engine(), sandbox.context());
    }

    Command enter(String container, List<String> argv) {
        return command(List.of("exec", "-i", container), argv);
    }

    /**
     * {@return the command that runs a program in a container}
     *
     * <p>On a terminal the program must wait for a line. Podman's monitor of the container configures the terminal at
     * some time, which may be after the program has configured it: the program would then receive its input line by
     * line. The monitor has configured it before it forwards the first byte.
     */
    Command exec(String container, List<String> argv, boolean terminal) {
        return terminal
                ? command(List.of("exec", "-it", "--detach-keys", DETACH_KEYS, container), argv)
                : enter(container, argv);
    }

    Command command(List<String> words, List<String> more) {
        return Command.of(Lists.joined(client(), words, more));
    }

    /** {@return the words that run the client program} */
    List<String> client() {
        if (context.isEmpty()) {
            return List.of(program);
        }
        return List.of(program, program.equals("podman") ? "--connection" : "--context", context);
    }

    /**
     * {@return the command that removes a container; a paused one is resumed first, because a frozen process may
     * outlive it}
     */
    Command remove(String container) {
        return Command.of(Lists.joined(List.of("sh", "-c", REMOVAL, "sh", container), client()));
    }

    /** {@return the command line with which a user removes a container} */
    String removalByHand(String container) {
        return String.join(" ", client()) + " rm --force --volumes " + container;
    }

    /** {@return the command that removes an image, unless a container uses it} */
    Command removeImage(String image) {
        return command(List.of("rmi", "--force", image), List.of());
    }

    /** {@return the command that resumes a paused container, and fails for any other} */
    Command unpause(String container) {
        return command(List.of("unpause", container), List.of());
    }

    /** {@return whether the engine reports that no such container exists, or that nothing runs in it} */
    boolean isGone(String container) {
        List<String> words = List.of("ps", "--all", "--no-trunc", "--format", "{{.ID}} {{.State}} {{.Names}}");
        return GuardedOneShot.answer(command(words, List.of()))
                .filter(all -> all.lines().map(line -> line.split(" ", 3)).noneMatch(line -> isAlive(line, container)))
                .isPresent();
    }

    /** A line that has another format proves nothing, so its container counts as alive. */
    private static boolean isAlive(String[] line, String container) {
        if (line.length != 3) {
            return true;
        }
        boolean named = line[0].startsWith(container) || line[2].equals(container);
        return named && !WITHOUT_PROCESSES.contains(line[1]);
    }
}
