package dev.curfew.cli;

import dev.curfew.driver.LeftContainers.LeftContainer;
import dev.curfew.warden.KnownSession;
import dev.curfew.warden.KnownSession.State;
import dev.curfew.warden.SessionMember;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A snapshot as text, for display. */
final class SnapshotText {

    private static final String INDENTATION = "  ";
    private static final int SHORT_NAME = 4;

    private final MachineSnapshot snapshot;
    private final int width;
    private final Instant now = Instant.now();

    SnapshotText(MachineSnapshot snapshot, int width) {
        this.snapshot = snapshot;
        this.width = width;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        snapshot.sessions().forEach(session -> add(lines, session));
        if (!snapshot.jobs().isEmpty()) {
            lines.add("jobs");
            lines.addAll(jobs().lines(INDENTATION));
        }
        if (!snapshot.containers().isEmpty()) {
            lines.add("containers of JVMs that are gone; \"curfew sweep\" removes them");
            lines.addAll(containers().lines(INDENTATION));
        }
        if (lines.isEmpty()) {
            lines.add("Nothing to list: no sessions of this user in " + System.getProperty("java.io.tmpdir"));
        }
        return lines;
    }

    private void add(List<String> lines, KnownSession session) {
        List<SessionMember> members = snapshot.membersOf(session);
        lines.add("session " + shortName(session) + ", " + jvm(session)
                + MachineSnapshot.since(session)
                        .map(since -> ", since " + up(since))
                        .orElse(""));
        if (session.state() == State.GONE) {
            lines.add(INDENTATION + left(members.size()) + "; \"curfew sweep\" cleans up");
        }
        if (!members.isEmpty()) {
            lines.addAll(processes(members).lines(INDENTATION));
        }
    }

    private static String left(int processes) {
        return switch (processes) {
            case 0 -> "only files are left";
            case 1 -> "1 process is left";
            default -> processes + " processes are left";
        };
    }

    /** {@return a prefix of a session's name that is long enough to identify it in other commands} */
    private String shortName(KnownSession session) {
        String name = session.name();
        for (int length = name.indexOf('-') + 1 + SHORT_NAME; length < name.length(); length++) {
            String beginning = name.substring(0, length);
            if (snapshot.sessions().stream()
                            .filter(other -> other.name().startsWith(beginning))
                            .count()
                    == 1) {
                return beginning;
            }
        }
        return name;
    }

    private static String jvm(KnownSession session) {
        return switch (session.state()) {
            case ALIVE -> "JVM " + session.pid() + " is alive";
            case GONE -> "JVM " + session.pid() + " is gone";
            case REBOOTED -> "JVM " + session.pid() + " was ended by a reboot; \"curfew sweep\" deletes its files";
            case ELSEWHERE ->
                "JVM " + session.pid()
                        + " of another PID namespace, such as that of a container, or of another machine";
            case HIDDEN -> "JVM " + session.pid() + " may be alive: this system shows no processes";
            case UNREADABLE -> "of another version of Curfew, or damaged: " + session.problem();
        };
    }

    private String up(Instant since) {
        return Lengths.text(Duration.between(since, now));
    }

    private TextTable processes(List<SessionMember> members) {
        TextTable table = new TextTable(width).row("PID", "UP", "STARTED AS", "COMMAND LINE");
        for (SessionMember member : members) {
            table.row(
                    Long.toString(member.identity().pid()),
                    MachineSnapshot.since(member.identity().pid()).map(this::up).orElse("?"),
                    "command " + member.command(),
                    CommandLines.shown(member.commandLine()));
        }
        return table;
    }

    private TextTable jobs() {
        TextTable table = new TextTable(width).row("JOB", "PID", "UP", "LABEL", "COMMAND LINE");
        for (MachineSnapshot.RunningJob running : snapshot.jobs()) {
            Optional<String> pid = running.job().identity().map(identity -> Long.toString(identity.pid()));
            table.row(
                    running.job().id(),
                    pid.orElse("?"),
                    up(running.since()),
                    TextTable.printable(running.job().label()),
                    CommandLines.shown(String.join(" ", running.job().argv())));
        }
        return table;
    }

    private TextTable containers() {
        TextTable table = new TextTable(width).row("CONTAINER", "ENGINE", "IMAGE", "STATUS");
        for (LeftContainer container : snapshot.containers()) {
            table.row(container.id(), container.engine(), container.image(), container.status());
        }
        return table;
    }
}
