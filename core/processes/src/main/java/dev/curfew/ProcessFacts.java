package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.internal.Durations;
import dev.curfew.internal.QuotedText;
import dev.curfew.process.Command;
import dev.curfew.process.Environment;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Redaction;
import dev.curfew.process.Stdio;
import dev.curfew.session.Session;
import dev.curfew.table.InputWait;
import dev.curfew.terminal.Screen;
import dev.curfew.warden.ProcessTree;
import java.util.Optional;
import java.util.stream.Collectors;

/** Describes the state of a process for messages. */
record ProcessFacts(Command command, ProcessTree tree, ProcessState process) {

    private static final int LAST_LINES = 8;

    /** The state of a stopped process in proc_pid_stat(5). */
    private static final char STOPPED = 'T';

    Diagnosis diagnose(String headline) {
        String named = headline.replace("%s", "[" + command.name() + "]");
        Diagnosis diagnosis = Diagnosis.of(named)
                .without(redaction())
                .with("state", state(waitsForInput() ? ", waiting for input" : ""))
                .with("command", command.toString());
        if (command.directory().isPresent()) {
            diagnosis = diagnosis.with("directory", command.directory().get().toString());
        }
        diagnosis = diagnosis
                .with("streams", command.stdio().toString())
                .with("last output", process.output().log().tail(LAST_LINES));
        diagnosis = command.stdio().equals(Stdio.SEPARATE_PIPES)
                ? diagnosis.with("last errors", process.errors().log().tail(LAST_LINES))
                : withScreen(diagnosis);
        String withheld = withheld();
        return withheld.isEmpty()
                ? diagnosis
                : diagnosis.with(
                        "withheld",
                        "the output names secrets of this JVM that the command does not inherit; to pass them, use"
                                + " withInheritedSecrets(" + withheld + ")");
    }

    Redaction redaction() {
        return Redaction.ofThisJvm().and(command).and(process.secrets());
    }

    private Diagnosis withScreen(Diagnosis diagnosis) {
        Optional<Screen> drawn = process.screen().flatMap(LiveScreen::drawn);
        return drawn.isPresent() ? diagnosis.with("screen", drawn.get().framed()) : diagnosis;
    }

    /** {@return the quoted names of the secrets that the command did not get, and that its output names} */
    private String withheld() {
        Environment environment = command.environment();
        if (!environment.inherited() || isElsewhere()) {
            return "";
        }
        String output = process.output().log().text() + process.errors().log().text();
        return environment.secrets().ofThisJvm().stream()
                .filter(name -> !environment.set().containsKey(name) && output.contains(name))
                .sorted()
                .map(QuotedText::of)
                .collect(Collectors.joining(", "));
    }

    String state() {
        return state("");
    }

    private String state(String activity) {
        String uptime = Durations.text(process.uptime());
        return process.status()
                .map(ExitStatus::describe)
                .map(end -> end + " (pid " + tree.pid() + ", after " + uptime + ")")
                .orElseGet(() -> life() + " (pid " + tree.pid() + ", up " + uptime + activity + ")");
    }

    private String life() {
        return isStopped() ? "stopped by a signal until it gets SIGCONT" : "running";
    }

    private boolean isStopped() {
        return !isElsewhere()
                && Session.current()
                        .processes()
                        .entry(tree.pid())
                        .filter(entry -> entry.state() == STOPPED)
                        .filter(entry ->
                                tree.start() == null || entry.identity().start() == tree.start())
                        .isPresent();
    }

    private boolean waitsForInput() {
        return !isElsewhere() && process.status().isEmpty() && InputWait.of(tree.pid());
    }

    private boolean isElsewhere() {
        return tree.elsewhere() != null;
    }
}
