package dev.curfew.spawn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The program that gives every command a session of its own before it becomes the command.
 *
 * <p>The native one of this module costs about 0.1 ms; where it cannot run, {@code setsid(1)} of the system costs about
 * 0.7 ms; without either the command stays in the session of the JVM.
 */
public final class Launcher {

    private static final int PROBE_EXIT_CODE = 42;

    private final Kind kind;
    private final String path;

    /** Which launcher is in use. */
    public enum Kind {
        /** The one in this module. */
        NATIVE,
        /** {@code setsid(1)}. */
        SETSID,
        /** None: commands share the session of the JVM. */
        NONE
    }

    private Launcher(Kind kind, String path) {
        this.kind = kind;
        this.path = path;
    }

    /** {@return the launcher of this JVM, chosen and probed at the first call} */
    public static Launcher current() {
        return Holder.CURRENT;
    }

    private static final class Holder {
        static final Launcher CURRENT = choose();
    }

    /** {@return which launcher this is} */
    public Kind kind() {
        return kind;
    }

    /** {@return whether commands get a session and process group of their own} */
    public boolean givesOwnSession() {
        return kind != Kind.NONE;
    }

    /** {@return the argument list up to and including the program's argument 0} */
    List<String> prefix(String program, List<String> argv) {
        return switch (kind) {
            case NATIVE -> List.of(path, program, argv.get(0));
            case SETSID -> List.of(path, program);
            case NONE -> List.of(program);
        };
    }

    private static Launcher choose() {
        Optional<Launcher> nativeOne = NativeFile.launcher().map(file -> new Launcher(Kind.NATIVE, file.toString()));
        return nativeOne
                .filter(Launcher::works)
                .or(() -> setsid().filter(Launcher::works))
                .orElseGet(() -> new Launcher(Kind.NONE, ""));
    }

    private static Optional<Launcher> setsid() {
        return List.of("/usr/bin/setsid", "/bin/setsid").stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .map(path -> new Launcher(Kind.SETSID, path))
                .findFirst();
    }

    /** A file on a noexec mount, or for another kernel, looks right until it is run. */
    private boolean works() {
        List<String> argv = new ArrayList<>(prefix("/bin/sh", List.of("sh")));
        argv.addAll(List.of("-c", "exit " + PROBE_EXIT_CODE));
        try {
            Process probe = new ProcessBuilder(argv).start();
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == PROBE_EXIT_CODE;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
