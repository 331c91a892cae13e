package dev.curfew.cli;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.job.JobStore;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.table.ProcessTable;
import dev.curfew.warden.EndedProcesses;
import dev.curfew.warden.KnownSession;
import dev.curfew.warden.KnownSession.State;
import dev.curfew.warden.SessionMember;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Ends processes, but only those that Curfew started. */
final class KillCommand {

    private static final String FORCE = "--force";

    private final List<KnownSession> sessions;
    private final boolean force;
    private final Streams streams;

    private KillCommand(List<KnownSession> sessions, boolean force, Streams streams) {
        this.sessions = sessions;
        this.force = force;
        this.streams = streams;
    }

    static CommandSpec spec() {
        return Commands.command(
                "kill",
                "End the command of a process with all that it started, all of a session, or a job.",
                KillCommand::run,
                Commands.words("PID|SESSION|JOB", "What to end; \"curfew ps\" lists what there is."),
                Commands.flag(FORCE, "Also if the JVM of the session is alive."),
                Commands.jobs());
    }

    private static int run(ParseResult arguments, Streams streams) throws UsageException, IOException {
        KillCommand command =
                new KillCommand(MachineSnapshot.findSessions(), arguments.hasMatchedOption(FORCE), streams);
        boolean clean = true;
        for (String word : Commands.words(arguments)) {
            clean &= command.kill(word, Commands.jobs(arguments));
        }
        return clean ? 0 : 1;
    }

    private boolean kill(String word, Optional<Path> store) throws UsageException {
        if (word.matches("[0-9]{1,10}")) {
            return killProcess(Long.parseLong(word));
        }
        if (word.indexOf('-') > 0) {
            return killSession(word);
        }
        Path folder = store.orElseThrow(() -> new UsageException("kill: \"" + word
                + "\" is neither a pid nor a session; if it is a job, name the folder of its store: --jobs FOLDER"));
        return killJob(folder, word);
    }

    private boolean killProcess(long pid) throws UsageException {
        if (ProcessTable.ofThisSystem().entry(pid).isEmpty()) {
            throw new UsageException("There is no process " + pid);
        }
        SessionMember member = MachineSnapshot.membersOf(sessions).stream()
                .filter(found -> found.identity().pid() == pid)
                .findFirst()
                .orElseThrow(() -> new UsageException("Process " + pid
                        + " carries no mark of a session of this user, so Curfew does not end it: "
                        + CommandLines.shown(ProcessTable.ofThisSystem().commandLine(pid))));
        requireMayEnd(member.session(), "Process " + pid);
        return tell(
                "command " + member.command() + " of session "
                        + member.session().name(),
                member.endCommand());
    }

    private boolean killSession(String word) throws UsageException {
        List<KnownSession> found = sessions.stream()
                .filter(session -> session.name().startsWith(word))
                .toList();
        if (found.size() != 1) {
            throw new UsageException((found.isEmpty() ? "No session" : "More than one session") + " begins with \""
                    + word + "\"; \"curfew ps\" lists them");
        }
        KnownSession session = found.get(0);
        requireMayEnd(session, "Session " + session.name());
        return tell("session " + session.name(), SessionMember.endAllOf(session));
    }

    private void requireMayEnd(KnownSession session, String what) throws UsageException {
        if (session.state() != State.ALIVE && session.state() != State.GONE) {
            throw new UsageException(what + " has no processes that can be found here; \"curfew ps\" shows the reason");
        }
        if (session.state() == State.ALIVE && !force) {
            throw new UsageException(what + " belongs to JVM " + session.pid()
                    + ", which is alive and ends it itself: "
                    + CommandLines.shown(ProcessTable.ofThisSystem().commandLine(session.pid()))
                    + "; to end it now, add --force");
        }
        long self = ProcessHandle.current().pid();
        if (SessionMember.of(List.of(session)).stream()
                .anyMatch(member -> member.identity().pid() == self)) {
            throw new UsageException(what + " cannot be ended from here: this program runs in that session");
        }
    }

    private boolean killJob(Path folder, String word) throws UsageException {
        try (JobStore store = Jobs.open(folder)) {
            var job = Jobs.find(store, word);
            KillReport report = job.stop();
            streams.out().println(job + ": " + report.diagnosis().render());
            return report.isClean();
        }
    }

    private boolean tell(String what, EndedProcesses processes) {
        print("ended  ", processes.ended());
        print("ALIVE  ", processes.survivors());
        int left = processes.survivors().size();
        streams.out()
                .println(
                        left == 0
                                ? "No process is left of " + what
                                : left + " of the processes of " + what
                                        + " cannot be ended; they may belong to another user, or hang in the kernel");
        return left == 0;
    }

    private void print(String verb, Map<ProcessIdentity, String> processes) {
        processes.forEach((identity, line) ->
                streams.out().println(verb + "pid " + identity.pid() + ": " + CommandLines.shown(line)));
    }
}
