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
 * A session of this user, as its folder tells it.
 *
 * @param folder its folder
 * @param state what is the case with its JVM
 * @param journal what it wrote, or empty if that cannot be read
 * @param problem why its journal cannot be read; otherwise empty
 */
public record KnownSession(Path folder, State state, Optional<Journal> journal, String problem) {

    /** What is the case with the JVM of a session. */
    public enum State {
        /** It lives. */
        ALIVE,
        /** It is gone, or has ended all and deletes its folder: there is no journal any more. */
        GONE,
        /** The machine was booted since. */
        REBOOTED,
        /** It is in another PID namespace, as that of another container, or on another machine: nothing here can know. */
        ELSEWHERE,
        /** This system shows no processes, so nobody here can know. */
        HIDDEN,
        /** Its journal is of another version, or damaged. */
        UNREADABLE
    }

    /**
     * {@return all sessions of this user whose folders lie in the temp directory of this JVM}
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

    /** {@return the session in a folder, or empty if it is gone meanwhile} */
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
