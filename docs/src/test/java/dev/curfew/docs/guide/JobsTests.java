package dev.curfew.docs.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.diagnosis.KillReport;
import dev.curfew.job.FollowUp;
import dev.curfew.job.Job;
import dev.curfew.job.JobChunk;
import dev.curfew.job.JobOptions;
import dev.curfew.job.JobOutput;
import dev.curfew.job.JobStatus;
import dev.curfew.job.JobStore;
import dev.curfew.job.JobStoreOptions;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTests {

    @TempDir
    private Path folder;

    private final List<String> sent = new ArrayList<>();

    @AfterEach
    void endAll() {
        try (JobStore jobs = JobStore.open(folder)) {
            assertThat(jobs.stopAll().isClean()).isTrue();
        }
    }

    @Test
    void launchesAndFollowsUp() {
        // snippet:launch
        try (JobStore jobs = JobStore.open(folder)) {
            JobOptions options = JobOptions.DEFAULT.withLabel("nightly").withMaxRuntime(Duration.ofHours(8));
            jobs.launch(Command.shell("echo 3 tests failed; exit 1"), options);
        }
        // end
        awaitEnd();
        // snippet:follow-up
        try (JobStore jobs = JobStore.open(folder)) {
            for (Optional<FollowUp> next = jobs.take(); next.isPresent(); next = jobs.take()) {
                FollowUp result = next.get();
                send(result.job().label() + " " + result.exit().describe() + "\n"
                        + result.job().output().text());
                result.acknowledge();
            }
        }
        // end
        assertThat(sent).containsExactly("nightly exited with code 1\n3 tests failed\n");
    }

    private void awaitEnd() {
        try (JobStore jobs = JobStore.open(folder)) {
            jobs.jobs().forEach(job -> job.waitFor(Duration.ofMinutes(1)));
        }
    }

    private void send(String text) {
        sent.add(text);
    }

    @Test
    void asksForItsState() {
        try (JobStore jobs = JobStore.open(folder)) {
            // snippet:status
            Job job = jobs.launch(Command.shell("seq 1 100000"));

            ExitStatus exit = job.waitFor(Duration.ofMinutes(1));
            JobOutput output = job.output();
            String summary = job.summary();
            // end
            assertThat(exit.success()).isTrue();
            assertThat(output.cutBytes()).isEqualTo(588_895 - 16_000);
            assertThat(summary).startsWith("Job [" + job.id() + "] exited with code 0\n$ seq 1 100000\n1\n");
        }
    }

    @Test
    void goesOnAfterACrash() {
        try (JobStore jobs = JobStore.open(folder)) {
            jobs.launch(Command.shell("echo up; sleep 1000"));
            // snippet:recovered
            for (Job job : jobs.running()) {
                JobChunk chunk = job.outputFrom(0, 4096);
                show(job, chunk.text());
                JobChunk more = job.outputFrom(chunk.next(), 4096);
                show(job, more.text());
            }
            // end
            // snippet:kill
            KillReport report = jobs.stopAll();
            // end
            assertThat(report.isClean()).isTrue();
            assertThat(jobs.recovered()).isEmpty();
        }
    }

    private void show(Job job, String text) {
        sent.add(job + text);
    }

    @Test
    void keepsThem() {
        // snippet:options
        JobStoreOptions options = JobStoreOptions.DEFAULT
                .withRetention(Duration.ofDays(7)) // after the acknowledgement
                .withLease(Duration.ofMinutes(30)); // for a taker that lives
        JobStore jobs = JobStore.open(folder, options);
        // end
        assertThat(jobs.jobs()).isEmpty();
        jobs.close();
        assertThat(JobStatus.class.isSealed()).isTrue();
    }
}
