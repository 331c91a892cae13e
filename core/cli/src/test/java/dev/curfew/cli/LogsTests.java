package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.job.Job;
import dev.curfew.job.JobStore;
import dev.curfew.process.Command;
import dev.curfew.sandbox.fixture.Patience;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LogsTests extends CliTestCase {

    @Test
    void showTheBeginningAndTheEndOfWhatAJobHasPrinted() {
        Path folder = temp.resolve("jobs");
        try (JobStore store = JobStore.open(folder)) {
            Job job = store.launch(Command.shell("seq 1000; exit 3"));
            job.waitFor(Patience.LIMIT);

            Cli.Said said = curfew("logs", job.id().substring(0, 6), "--jobs", folder.toString(), "--bytes", "20");

            assertThat(said.out()).isEqualTo("1\n2\n3\n4\n5\n[... 3873 bytes cut ...]\n\n999\n1000\n");
            assertThat(said.err()).startsWith("job " + job.id()).endsWith("exited with code 3\n");
            assertThat(said.code()).isZero();
        }
    }

    @Test
    void followAJobToItsEnd() {
        Path folder = temp.resolve("jobs");
        try (JobStore store = JobStore.open(folder)) {
            Job job = store.launch(Command.shell("echo first; sleep 1; echo last"));

            Cli.Said said = curfew("logs", job.id(), "--jobs", folder.toString(), "--follow");

            assertThat(said.out()).isEqualTo("first\nlast\n");
        }
    }
}
