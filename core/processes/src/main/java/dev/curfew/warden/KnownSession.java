package dev.curfew.warden;

import dev.curfew.session.Journal;
import dev.curfew.session.Session;
import dev.curfew.table.ProcessMarks;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A session of this user, as described by its folder.
 *
 * @param folder its folder
 * @param state the state of its JVM
 * @param journal its journal, or empty if it cannot be read
 * @param problem why its journal cannot be read; otherwise empty
 */
public record KnownSession(Path folder, State state, Optional<Journal> journal, String problem) {

    /** The state of the JVM of a session. */
    public enum State {
        /** It is alive. */
        ALIVE,
        /** It is gone, or it has ended all processes and is deleting its folder, which has no journal any more. */
        GONE,
        /** The machine has been rebooted since. */
        REBOOTED,
        /**
         * It is in another PID namespace, such as that of another container, or on another machine: its state is
         * unknown.
         */
        ELSEWHERE,
        /** This system shows no processes, so its state is unknown. */
        HIDDEN,
        /** Its journal has another version, or is damaged. */
        UNREADABLE
    }

    /**
     * {@return all sessions of this user whose folders are in the temp directory of this JVM}
     *
     * @throws IOException if they cannot be listed
     */
    public static List<KnownSession> all() throws IOException {
        List<KnownSession> sessions = new ArrayList<>();
        for (Path folder : Session.folders()) {
            of(folder).ifPresent(sessions::add);
        }
        return sessions;
    }

    /** {@return the session in a folder, or empty if the folder was deleted meanwhile} */
    static Optional<KnownSession> of(Path folder) {
        try {
            Journal journal = Journal.read(folder);
            return Optional.of(new KnownSession(folder, stateOf(journal), Optional.of(journal), ""));
        } catch (NoSuchFileException e) {
            return Files.exists(folder)
                    ? Optional.of(new KnownSession(folder, State.GONE, Optional.empty(), ""))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    new KnownSession(folder, State.UNREADABLE, Optional.empty(), String.valueOf(e.getMessage())));
        }
    }

    private static State stateOf(Journal journal) {
        if (!journal.isOfThisBoot()) {
            return journal.isOfThisHost() ? State.REBOOTED : State.ELSEWHERE;
        }
        if (!journal.isOfThisSystem()) {
            return State.ELSEWHERE;
        }
        if (!showsProcesses()) {
            return State.HIDDEN;
        }
        return journal.isOwnerAlive() ? State.ALIVE : State.GONE;
    }

    private static boolean showsProcesses() {
        return ProcessTable.ofThisSystem().showsProcesses();
    }

    /** {@return its name, which begins with the pid of its JVM and a dash} */
    public String name() {
        return folder.getFileName().toString();
    }

    /** {@return the pid of its JVM} */
    public long pid() {
        return Long.parseLong(name().substring(0, name().indexOf('-')));
    }

    boolean areMarks(ProcessMarks marks) {
        return journal.filter(own -> marks.beginWith(own.prefix()) || marks.areOf(own.cookie()))
                .isPresent();
    }
}
