package dev.curfew.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.curfew.job.Job;
import dev.curfew.job.JobOptions;
import dev.curfew.job.JobStore;
import dev.curfew.json.Json;
import dev.curfew.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PsTests extends CliTestCase {

    @Test
    void showsWhatAJvmHasLeftThatWasKilledTogetherWithItsWardenAndGuards() throws Exception {
        Harness harness = Harness.start(registry, temp);
        harness.crash(registry);

        Cli.Said said = curfew("ps");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .startsWith("session " + harness.jvm().pid() + "-")
                .contains(", JVM " + harness.jvm().pid() + " is gone, since ")
                .contains("  3 processes are left; \"curfew sweep\" cleans up\n")
                .contains("  PID ")
                .containsPattern("  " + harness.first() + " +\\d+ s +command 1 +sh -c sleep 3000 &")
                .contains("sh API_TOKEN=[redacted]\n")
                .containsPattern("  " + harness.child() + " +\\d+ s +command 1 +sleep 3000\n")
                .containsPattern("  " + harness.second() + " +\\d+ s +command 2 +sleep 4000\n");
        assertThat(Harness.isAlive(harness.first())).as("ps ends no process").isTrue();
    }

    @Test
    void showsSessionsOfLivingJvmsToMachinesToo() throws Exception {
        Harness harness = Harness.start(registry, temp);

        Cli.Said said = curfew("ps", "--json");

        JsonNode session = Json.read(said.out()).path("sessions").path(0);
        assertThat(session.path("jvm").asText()).isEqualTo("alive");
        assertThat(session.path("jvm_pid").asLong()).isEqualTo(harness.jvm().pid());
        assertThat(session.path("folder").asText()).isEqualTo(harness.session().toString());
        assertThat(session.path("since").asText()).endsWith("Z");
        assertThat(session.path("processes"))
                .extracting(process -> process.path("pid").asLong())
                .containsExactlyInAnyOrder(harness.first(), harness.child(), harness.second());
        assertThat(said.out()).doesNotContain("s3cret-s3cret");
    }

    @Test
    void saysThatThereIsNothingAndMakesNothing() throws Exception {
        assertThat(curfew("ps").out()).isEqualTo("Nothing to list: no sessions of this user in " + temp + "\n");
        try (Stream<Path> made = Files.list(temp)) {
            assertThat(made).noneMatch(path -> path.getFileName().toString().startsWith("curfew-"));
        }
    }

    @Test
    void showsJobsThatRun() {
        Path folder = temp.resolve("jobs");
        try (JobStore store = JobStore.open(folder)) {
            Job job = store.launch(Command.shell("sleep 3000"), JobOptions.DEFAULT.withLabel("nightly"));
            try {
                Cli.Said said = curfew("ps", "--jobs", folder.toString());

                assertThat(said.out())
                        .contains("jobs\n  JOB ")
                        .containsPattern("  " + job.id() + "  \\d+ +\\d+ s +nightly +sh -c sleep 3000\n");
            } finally {
                job.stop();
            }
        }
    }

    @Test
    void refusesAFolderThatIsNoJobStore() {
        Cli.Said said = curfew("ps", "--jobs", temp.toString());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err())
                .isEqualTo("curfew: There is no job store in " + temp + "; name the folder of the job store: --jobs\n");
        assertThat(temp.resolve("jobs")).doesNotExist();
    }
}
