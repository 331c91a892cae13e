package dev.curfew.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cgroup of a session, below that of the JVM, with a cgroup in it for each command. It is created when a scope
 * first requires it. Its path is in the file {@code cgroup} of the session's folder, for the clean-up after a JVM that
 * was killed. Thread-safe.
 */
public final class SessionCgroup {

    private static final String FILE = "cgroup";
    private static final Duration LONGEST_END = Duration.ofSeconds(2);

    private final Path sessionFolder;
    private @Nullable Cgroup made;
    private @Nullable String problem;

    SessionCgroup(Path sessionFolder) {
        this.sessionFolder = sessionFolder;
    }

    /** {@return why there are no cgroups for commands here, or empty if there are; determined once} */
    synchronized Optional<String> problem() {
        if (made == null && problem == null) {
            try {
                made = make();
            } catch (IOException | UnsupportedOperationException e) {
                String kind =
                        e.getClass() == IOException.class ? "" : e.getClass().getSimpleName() + ": ";
                problem = kind + e.getMessage();
            }
        }
        return Optional.ofNullable(problem);
    }

    /** Writes the file first: the cgroup that it names may be absent, but no cgroup may exist that it does not name. */
    private Cgroup make() throws IOException {
        Cgroup own = OwnCgroup.find();
        requireWritable(own.processes()); // To move a process, the common ancestor must be writable too.
        String name = "curfew-" + sessionFolder.getFileName();
        Path draft = sessionFolder.resolve(FILE + ".draft");
        Files.writeString(draft, own.folder().resolve(name) + "\n");
        Files.move(draft, sessionFolder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        Cgroup cgroup = own.create(name);
        try {
            Cgroup leaf = cgroup.create("probe");
            requireWritable(leaf.processes());
            requireWritable(leaf.killer());
            leaf.remove();
            return cgroup;
        } catch (IOException e) {
            cgroup.remove();
            throw e;
        }
    }

    private static void requireWritable(Path file) throws IOException {
        if (!Files.isWritable(file)) {
            throw new IOException(file + " is " + (Files.exists(file) ? "not writable" : "not there"));
        }
    }

    /**
     * {@return a new cgroup for a command}
     *
     * @param mark the mark of the command
     * @param limits values by file name, such as {@code memory.max}
     * @throws IOException if it cannot be created, or a limit cannot be set; nothing is left of it
     */
    public synchronized Cgroup leaf(Mark mark, Map<String, Long> limits) throws IOException {
        Optional<String> missing = problem();
        if (made == null) {
            throw new IOException(missing.orElse("no cgroup"));
        }
        for (String file : limits.keySet()) {
            delegate(
                    new Cgroup(Objects.requireNonNull(made.folder().getParent())),
                    made,
                    file.substring(0, file.indexOf('.')));
        }
        Cgroup leaf = made.create(mark.cookie());
        try {
            for (Map.Entry<String, Long> limit : limits.entrySet()) {
                leaf.limit(limit.getKey(), limit.getValue());
            }
            return leaf;
        } catch (IOException e) {
            leaf.remove();
            throw e;
        }
    }

    /** The system refuses to limit the children of a cgroup that has processes itself, unless it is the root cgroup. */
    static void delegate(Cgroup above, Cgroup cgroup, String controller) throws IOException {
        try {
            above.delegate(controller);
            cgroup.delegate(controller);
        } catch (IOException e) {
            throw new IOException(
                    "the controller [" + controller + "] is not available below " + above.folder() + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /** Kill all processes that are left in it, and remove it. */
    synchronized void end() {
        if (made != null) {
            end(made);
        }
    }

    /**
     * Kill all processes that a session has left in its cgroup, if it had one, and remove the cgroup.
     *
     * @param sessionFolder the folder of the session
     */
    public static void endLeftIn(Path sessionFolder) {
        try {
            if (Files.exists(sessionFolder.resolve(FILE))) {
                String path = Files.readString(sessionFolder.resolve(FILE)).strip();
                if (Path.of(path).endsWith("curfew-" + sessionFolder.getFileName())) {
                    end(new Cgroup(Path.of(path)));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // Only the marks can be used.
        }
    }

    private static void end(Cgroup cgroup) {
        try {
            cgroup.kill();
            cgroup.awaitEmpty(System.nanoTime() + LONGEST_END.toNanos());
        } catch (IOException e) {
            // The cgroup remains while a process in it is alive.
        }
        cgroup.remove();
    }
}
