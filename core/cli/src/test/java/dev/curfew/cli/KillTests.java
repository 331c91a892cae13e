package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.job.Job;
import dev.curfew.job.JobStore;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KillTests extends CliTestCase {

    @Test
    void endsTheCommandOfAProcessAndNoOther() throws Exception {
        Harness harness = Harness.start(registry, temp);
        harness.crash(registry);

        Cli.Said said = curfew("kill", Long.toString(harness.child()));

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("ended  pid " + harness.first() + ": sh -c ")
                .contains("ended  pid " + harness.child() + ": sleep 3000\n")
                .endsWith("No process is left of command 1 of session "
                        + harness.session().getFileName() + "\n");
        assertThat(Harness.isAlive(harness.first())).isFalse();
        assertThat(Harness.isAlive(harness.child())).isFalse();
        assertThat(Harness.isAlive(harness.second())).isTrue();
    }

    @Test
    void endsAllOfASession() throws Exception {
        Harness harness = Harness.start(registry, temp);
        harness.crash(registry);

        Cli.Said said = curfew("kill", harness.jvm().pid() + "-");

        assertThat(said.out()).contains("No process is left of session ");
        assertThat(Harness.isAlive(harness.first())).isFalse();
        assertThat(Harness.isAlive(harness.second())).isFalse();
    }

    @Test
    void leavesWhatALivingJvmHasUnlessItIsForced() {
        Harness harness = Harness.start(registry, temp);
        String pid = Long.toString(harness.second());

        Cli.Said refused = curfew("kill", pid);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .startsWith("curfew: Process " + pid + " belongs to JVM "
                        + harness.jvm().pid() + ", which is alive and ends it itself: ")
                .endsWith("; to end it now, add --force\n");
        assertThat(Harness.isAlive(harness.second())).isTrue();

        assertThat(curfew("kill", "--force", pid).code()).isZero();

        harness.jvm().closeInput();
        harness.jvm().expect("second Signaled[signal=SIGKILL]\n");
        assertThat(harness.jvm().waitFor()).isEqualTo(new ExitStatus.Exited(0));
    }

    @Test
    void refusesProcessesThatAreNotCurfews() {
        Cli.Said said = curfew("kill", "1");

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .startsWith("curfew: Process 1 carries no mark of a session of this user, so Curfew does not end it: ");
        assertThat(curfew("kill", "4199999").err()).isEqualTo("curfew: There is no process 4199999\n");
        assertThat(curfew("kill", "9-9").err())
                .isEqualTo("curfew: No session begins with \"9-9\"; \"curfew ps\" lists them\n");
        assertThat(curfew("kill", "c0ffee").err())
                .isEqualTo(
                        "curfew: kill: \"c0ffee\" is neither a pid nor a session; if it is a job, name the folder of its"
                                + " store: --jobs FOLDER\n");
        assertThat(curfew("kill").code()).isEqualTo(2);
    }

    @Test
    void endsJobs() {
        Path folder = temp.resolve("jobs");
        try (JobStore store = JobStore.open(folder)) {
            Job job = store.launch(Command.shell("sleep 3000 & sleep 3000"));

            Cli.Said said = curfew("kill", "--jobs", folder.toString(), "j" + job.id());
            assertThat(said.code()).isEqualTo(2);
            assertThat(said.err())
                    .contains("No job of this store begins with \"j" + job.id() + "\"; it has " + job.id());

            said = curfew("kill", "--jobs", folder.toString(), job.id());
            assertThat(said.code()).isZero();
            assertThat(said.out()).startsWith("job " + job.id()).contains("nothing is left");
            assertThat(job.status().isRunning()).isFalse();
        }
    }
}
