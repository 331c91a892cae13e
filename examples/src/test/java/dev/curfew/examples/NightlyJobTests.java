package dev.curfew.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.job.FollowUp;
import dev.curfew.job.Job;
import dev.curfew.job.JobOptions;
import dev.curfew.job.JobStore;
import dev.curfew.process.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A nightly job: launched in the evening, by a program that ends; its result is sent in the morning, by another one, once. */
class NightlyJobTests {

    private static final JobOptions NIGHTLY =
            JobOptions.DEFAULT.withLabel("nightly").withMaxRuntime(Duration.ofHours(8));

    @TempDir
    private Path folder;

    private final List<String> mails = new ArrayList<>();

    @AfterEach
    void endAll() {
        try (JobStore jobs = JobStore.open(folder)) {
            assertThat(jobs.stopAll().isClean()).isTrue();
        }
    }

    @Test
    void sendsTheResultOfTheNightOnce() {
        evening();
        night();
        morning();
        morning();

        assertThat(mails).containsExactly("nightly exited with code 1: 2 of 300 tests failed");
    }

    private void evening() {
        try (JobStore jobs = JobStore.open(folder)) {
            if (jobs.running().isEmpty()) {
                jobs.launch(Command.shell("echo building; echo 2 of 300 tests failed; exit 1"), NIGHTLY);
            }
        }
    }

    private void night() {
        try (JobStore jobs = JobStore.open(folder)) {
            jobs.running().forEach(job -> job.waitFor(Duration.ofMinutes(1)));
        }
    }

    private void morning() {
        try (JobStore jobs = JobStore.open(folder)) {
            for (Optional<FollowUp> next = jobs.take(); next.isPresent(); next = jobs.take()) {
                Job job = next.get().job();
                String output = job.output().text().strip();
                String lastLine = output.substring(output.lastIndexOf('\n') + 1);
                mails.add(job.label() + " " + next.get().exit().describe() + ": " + lastLine);
                next.get().acknowledge(); // Sent: a JVM that is killed before this line sends it again.
            }
        }
    }
}
