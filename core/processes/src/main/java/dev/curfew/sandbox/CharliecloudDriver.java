package dev.curfew.sandbox;

import dev.curfew.internal.Lists;
import dev.curfew.process.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Enters a container of Charliecloud. The first client creates the namespaces of the container and stays in them, and
 * the others join them. They end with the last process in them, so nothing has to be removed. Processes have the same
 * ids inside and on this machine.
 */
final class CharliecloudDriver implements SandboxDriver {

    private static final List<Advice> ADVICE = List.of(
            new Advice("can't stat", "name a folder with an image, or an image that ch-image list shows"),
            new Advice("can't bind", "make the folders dev, proc and sys in the image, or check the options"),
            new Advice("can't execve(2): sh", "use an image that has sh"),
            new Advice("can't init user+mount", "let this user create user namespaces; ch-checkns checks that"),
            new Advice("env: ", "install ch-run, which is in the package charliecloud-runtime of Debian"),
            PrefixDriver.ADVICE);

    /** ch-run leaves the namespaces open that it has joined, which commands would inherit. */
    private static final List<String> WITHOUT_OTHER_FILES =
            List.of("sh", "-c", "exec \"$@\" 3<&- 4<&- 5<&- 6<&- 7<&- 8<&- 9<&-", "sh");

    private final CharliecloudSandbox sandbox;
    private final Path folder;
    private volatile long opener;

    CharliecloudDriver(CharliecloudSandbox sandbox, Path folder) {
        this.sandbox = sandbox;
        this.folder = folder;
    }

    @Override
    public Command open(List<String> argv) {
        return run(List.of(), argv);
    }

    @Override
    public void opened(long client) {
        opener = client;
    }

    @Override
    public Command exec(List<String> argv, boolean terminal) {
        return run(List.of("--join-pid=" + opener), Lists.joined(WITHOUT_OTHER_FILES, argv));
    }

    private Command run(List<String> joining, List<String> argv) {
        // ch-run needs the variable, but not everything that starts a JVM sets it.
        boolean hasUser = System.getenv("USER") != null;
        return Command.of(Lists.joined(
                        hasUser ? List.of() : List.of("env", "USER=" + System.getProperty("user.name")),
                        List.of("ch-run"),
                        joining,
                        sandbox.options(),
                        List.of(sandbox.image(), "--"),
                        argv))
                .withName("ch-run");
    }

    /** The warden is a process of this machine, and ends with all others when this JVM is killed. */
    @Override
    public Optional<Command> deletion(String folder) {
        return Optional.of(open(List.of(folder + "/guard", "prune", folder)));
    }

    @Override
    public Optional<Path> home() {
        return Optional.of(folder);
    }

    @Override
    public List<Advice> advice() {
        return ADVICE;
    }
}
