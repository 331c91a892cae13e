package dev.curfew.sandbox;

import dev.curfew.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<String> words = new ArrayList<>(WITHOUT_OTHER_FILES);
        words.addAll(argv);
        return run(List.of("--join-pid=" + opener), words);
    }

    private Command run(List<String> joining, List<String> argv) {
        List<String> words = new ArrayList<>();
        if (System.getenv("USER") == null) { // ch-run needs it, but not everything that starts a JVM sets it.
            words.addAll(List.of("env", "USER=" + System.getProperty("user.name")));
        }
        words.add("ch-run");
        words.addAll(joining);
        words.addAll(sandbox.options());
        words.addAll(List.of(sandbox.image(), "--"));
        words.addAll(argv);
        return Command.of(words).withName("ch-run");
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
