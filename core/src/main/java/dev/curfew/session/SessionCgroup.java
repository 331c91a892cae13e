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
 * The cgroup of a session, below that of the JVM, with one for each command in it. It is made when a scope requires it
 * for the first time. Its path is in the file {@code cgroup} of the session's folder, for those who clean up after a JVM
 * that was killed. Thread-safe.
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

    /** {@return why there are no cgroups for commands here, or empty if there are; found out once} */
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

    /** The file first: what it names may be absent, but nothing may be there that it does not name. */
    private Cgroup make() throws IOException {
        Cgroup own = OwnCgroup.find();
        requireWritable(own.processes()); // Who moves a process needs that of the group above both of its groups too.
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
     * @param limits values for files of it, such as {@code memory.max}
     * @throws IOException if it cannot be made, or a limit cannot be set; nothing is left of it
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

    /** The system refuses to limit the children of a cgroup that has processes itself, unless it is the root of all. */
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

    /** End all that is left in it and remove it. */
    synchronized void end() {
        if (made != null) {
            end(made);
        }
    }

    /**
     * End all that a session has left in its cgroup, if it had one, and remove it.
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
            // The marks have to do.
        }
    }

    private static void end(Cgroup cgroup) {
        try {
            cgroup.kill();
            cgroup.awaitEmpty(System.nanoTime() + LONGEST_END.toNanos());
        } catch (IOException e) {
            // What is alive keeps it.
        }
        cgroup.remove();
    }
}
