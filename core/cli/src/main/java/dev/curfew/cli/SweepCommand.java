package dev.curfew.cli;

import dev.curfew.Curfew;
import dev.curfew.diagnosis.SweepReport;
import dev.curfew.driver.LeftContainers;
import dev.curfew.driver.LeftContainers.LeftContainer;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Cleans up after JVMs that have ended. */
final class SweepCommand {

    private SweepCommand() {}

    static CommandSpec spec() {
        return Commands.command(
                "sweep",
                "End the processes, delete the files and remove the containers of JVMs that are gone.",
                (arguments, streams) -> run(streams));
    }

    private static int run(Streams streams) {
        SweepReport report = Curfew.sweepLeftovers();
        List<LeftContainer> containers = LeftContainers.find();
        List<LeftContainer> kept =
                containers.stream().filter(container -> !container.remove()).toList();
        List<String> lines = Stream.of(
                        report.ended().stream().map(process -> "ended    " + text(process)),
                        report.deleted().stream().map(folder -> "deleted  " + folder),
                        containers.stream()
                                .filter(container -> !kept.contains(container))
                                .map(container -> "removed  " + text(container)),
                        report.survivors().stream().map(process -> "ALIVE    " + text(process)),
                        kept.stream().map(container -> "LEFT     " + text(container)),
                        report.leftAlone().stream().map(what -> "left     " + what))
                .flatMap(part -> part)
                .map(TextTable::printable)
                .toList();
        lines.forEach(streams.out()::println);
        if (lines.isEmpty()) {
            streams.out().println("Nothing to clean up: no JVM that is gone left anything");
        }
        return report.survivors().isEmpty() && kept.isEmpty() ? 0 : 1;
    }

    private static String text(SweepReport.Leftover process) {
        return "pid " + process.identity().pid() + ": " + CommandLines.shown(process.commandLine());
    }

    private static String text(LeftContainer container) {
        return "container " + container.id() + " of " + container.image() + " (" + container.engine() + ")";
    }
}
