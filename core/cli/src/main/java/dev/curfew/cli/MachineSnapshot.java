package dev.curfew.cli;

import dev.curfew.driver.LeftContainers;
import dev.curfew.driver.LeftContainers.LeftContainer;
import dev.curfew.job.Job;
import dev.curfew.job.JobStatus;
import dev.curfew.job.JobStore;
import dev.curfew.session.Session;
import dev.curfew.warden.KnownSession;
import dev.curfew.warden.SessionMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A snapshot of what Curfew runs on this machine.
 *
 * @param sessions the sessions of this user
 * @param members the living processes of the sessions
 * @param jobs the running jobs of the given stores
 * @param containers containers whose JVMs have ended
 */
record MachineSnapshot(
        List<KnownSession> sessions,
        List<SessionMember> members,
        List<RunningJob> jobs,
        List<LeftContainer> containers) {

    /** A running job and its start time. */
    record RunningJob(Job job, Instant since) {}

    static MachineSnapshot take(Optional<Path> store) throws UsageException, IOException {
        List<RunningJob> jobs = store.isPresent() ? running(store.get()) : List.of();
        List<KnownSession> sessions = findSessions();
        return new MachineSnapshot(sessions, membersOf(sessions), jobs, LeftContainers.find());
    }

    /**
     * {@return all sessions except that of this program, which has one if it was started by a process of another
     * session}
     */
    static List<KnownSession> findSessions() throws IOException {
        Optional<Path> own = Session.opened().map(Session::folder);
        return KnownSession.all().stream()
                .filter(session -> own.filter(session.folder()::equals).isEmpty())
                .sorted(Comparator.comparing(KnownSession::pid).thenComparing(KnownSession::name))
                .toList();
    }

    static List<SessionMember> membersOf(List<KnownSession> sessions) {
        long self = ProcessHandle.current().pid();
        return SessionMember.of(sessions).stream()
                .filter(member -> member.identity().pid() != self)
                .sorted(Comparator.comparing(member -> member.identity().pid()))
                .toList();
    }

    private static List<RunningJob> running(Path folder) throws UsageException {
        try (JobStore store = Jobs.open(folder)) {
            return store.jobs().stream()
                    .flatMap(job -> job.status() instanceof JobStatus.Running running
                            ? Optional.of(new RunningJob(job, running.since())).stream()
                            : Optional.<RunningJob>empty().stream())
                    .toList();
        }
    }

    List<SessionMember> membersOf(KnownSession session) {
        return members.stream()
                .filter(member -> member.session().equals(session))
                .toList();
    }

    /** {@return when a session began} */
    static Optional<Instant> since(KnownSession session) {
        try {
            Path journal = session.folder().resolve("journal");
            Path told = Files.exists(journal) ? journal : session.folder();
            return Optional.of(Files.getLastModifiedTime(told).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@return when a process was started} */
    static Optional<Instant> since(long pid) {
        return ProcessHandle.of(pid).flatMap(handle -> handle.info().startInstant());
    }
}
