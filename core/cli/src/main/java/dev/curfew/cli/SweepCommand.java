package dev.curfew.cli;

import dev.curfew.Curfew;
import dev.curfew.diagnosis.SweepReport;
import dev.curfew.lane.LeftContainers;
import dev.curfew.lane.LeftContainers.LeftContainer;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Cleans up after JVMs that have ended. */
final class SweepCommand {

    static final Subcommand SUBCOMMAND = new Subcommand(
            "sweep",
            "",
            "end the processes, delete the files and remove the containers of JVMs that are gone",
            SweepCommand::run);

    private static final Arguments.Form FORM = new Arguments.Form("sweep", Set.of(), Set.of());

    private SweepCommand() {}

    private static int run(List<String> given, Streams streams) throws UsageException {
        FORM.parse(given).requireNoWords();
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
            streams.out().println("Nothing was left by a JVM that is gone");
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
