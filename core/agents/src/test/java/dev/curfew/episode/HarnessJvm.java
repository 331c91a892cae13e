package dev.curfew.episode;

import dev.curfew.RegistryOptions;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that runs episodes, to be killed. */
final class HarnessJvm {

    private static final Task TASK = Task.of("leave-a-daemon", "Start something that stays");
    private static final int TIMES = 60;

    static final RunPlan PLAN = RunPlan.derived(List.of(TASK), 0, TIMES);

    private HarnessJvm() {}

    /** {@return the command of one that runs episodes, each of which leaves daemons with a number on their command lines} */
    static Command thatRuns(Path results, String number) {
        return java("run", results.toString(), number);
    }

    /** {@return the command of one that has a file of results open until its input ends} */
    static Command thatHolds(Path results) {
        return java("hold", results.toString());
    }

    private static Command java(String... arguments) {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                HarnessJvm.class.getName()));
        argv.addAll(List.of(arguments));
        return Command.of(argv).withName("harness");
    }

    static Episodes episodes(Path results, String number) {
        String daemons = "(trap '' TERM; exec setsid sleep " + number + ") & sleep " + number + " & echo x >file";
        return Episodes.of(TASK.withSetUp(Command.shell(daemons))
                        .withVerifier(verification -> Reward.of(
                                verification
                                                .run(Command.shell("test -e file && sleep 0.05"))
                                                .success()
                                        ? 1
                                        : 0)))
                .withAgents((task, seed) -> observation -> List.of())
                .withOptions(RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE))
                .withEpisodesPerTask(TIMES)
                .withConcurrency(4)
                .withHeadroom(Headroom.unlimited())
                .withResults(results);
    }

    /** Its arguments are what to do, the file, and the number. */
    public static void main(String[] arguments) throws IOException {
        Path results = Path.of(arguments[1]);
        if (arguments[0].equals("hold")) {
            ResultsFile file = ResultsFile.open(results, PLAN);
            System.out.println("holds it");
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
            file.close();
        } else {
            System.out.println("begins in " + System.getProperty("java.io.tmpdir"));
            System.out.println(episodes(results, arguments[2]).run().render());
        }
    }
}
