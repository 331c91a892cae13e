package dev.curfew.cli;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Reports what this machine supports, and how to fix what it does not. */
final class DoctorCommand {

    private DoctorCommand() {}

    static CommandSpec spec() {
        return Commands.command(
                "doctor",
                "Show the containment and the sandboxes that this machine offers; the exit code is 1 if something essential is"
                        + " missing.",
                (arguments, streams) -> run(streams));
    }

    private static int run(Streams streams) {
        boolean well = print("Machine", MachineCheckup.findings(), streams.out());
        well &= print("Containment", ContainmentCheckup.findings(), streams.out());
        print("Sandboxes", SandboxCheckup.findings(), streams.out());
        streams.out()
                .println(well ? "Nothing essential is missing" : "Something essential is missing; see MISSING above");
        return well ? 0 : 1;
    }

    private static boolean print(String title, List<Finding> findings, PrintStream out) {
        out.println(title);
        findings.forEach(finding -> finding.lines().forEach(line -> out.println("  " + line)));
        return findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.MISSING);
    }
}
