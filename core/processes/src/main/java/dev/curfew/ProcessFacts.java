package dev.curfew;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.internal.Durations;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.Redaction;
import dev.curfew.process.Stdio;
import dev.curfew.terminal.Screen;
import java.util.Optional;

/** Describes the state of a process for messages. */
record ProcessFacts(Command command, long pid, ProcessState process) {

    private static final int LAST_LINES = 8;

    Diagnosis diagnose(String headline) {
        String named = headline.replace("%s", "[" + command.name() + "]");
        Diagnosis diagnosis =
                Diagnosis.of(named).without(redaction()).with("state", state()).with("command", command.toString());
        if (command.directory().isPresent()) {
            diagnosis = diagnosis.with("directory", command.directory().get().toString());
        }
        diagnosis = diagnosis
                .with("streams", command.stdio().toString())
                .with("last output", process.output().log().tail(LAST_LINES));
        return command.stdio().equals(Stdio.SEPARATE_PIPES)
                ? diagnosis.with("last errors", process.errors().log().tail(LAST_LINES))
                : withScreen(diagnosis);
    }

    Redaction redaction() {
        return Redaction.ofThisJvm().and(command).and(process.secrets());
    }

    private Diagnosis withScreen(Diagnosis diagnosis) {
        Optional<Screen> drawn = process.screen().flatMap(LiveScreen::drawn);
        return drawn.isPresent() ? diagnosis.with("screen", drawn.get().framed()) : diagnosis;
    }

    String state() {
        String uptime = Durations.text(process.uptime());
        return process.status()
                .map(ExitStatus::describe)
                .map(end -> end + " (pid " + pid + ", after " + uptime + ")")
                .orElseGet(() -> "running (pid " + pid + ", up " + uptime + ")");
    }
}
