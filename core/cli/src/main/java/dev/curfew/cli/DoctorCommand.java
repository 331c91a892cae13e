package dev.curfew.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/** Reports what this machine supports, and how to fix what it does not. */
final class DoctorCommand {

    static final Subcommand SUBCOMMAND = new Subcommand(
            "doctor",
            "",
            "say what containment and which sandboxes this machine offers; exit code 1 if something essential is missing",
            DoctorCommand::run);

    private static final Arguments.Form FORM = new Arguments.Form("doctor", Set.of(), Set.of());

    private DoctorCommand() {}

    private static int run(List<String> given, Streams streams) throws UsageException {
        FORM.parse(given).requireNoWords();
        boolean well = print("Machine", MachineCheckup.findings(), streams.out());
        well &= print("Containment", ContainmentCheckup.findings(), streams.out());
        print("Sandboxes", SandboxCheckup.findings(), streams.out());
        streams.out().println(well ? "All essentials are there" : "Something essential is missing; see MISSING above");
        return well ? 0 : 1;
    }

    private static boolean print(String title, List<Finding> findings, PrintStream out) {
        out.println(title);
        findings.forEach(finding -> finding.lines().forEach(line -> out.println("  " + line)));
        return findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.MISSING);
    }
}
