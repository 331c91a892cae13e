package dev.curfew.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.internal.Time;
import dev.curfew.process.Command;
import dev.curfew.process.ProcessIdentity;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.table.ProcessTable;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in a folder of its own, whose jobs are ended after each test. */
abstract class JobTestCase {

    static final Duration LONG = Patience.LIMIT;

    @TempDir
    Path temp;

    final JobStore open(Time time) {
        return JobStore.open(folder(), JobStoreOptions.DEFAULT, new LocalJobs(), time);
    }

    final JobStore open() {
        return JobStore.open(folder());
    }

    final Path folder() {
        return temp.resolve("store");
    }

    final Path folderOf(Job job) {
        return folder().resolve("jobs").resolve(job.id());
    }

    static Job launch(JobStore store, String line) {
        return store.launch(Command.shell(line), JobOptions.DEFAULT.withGrace(Duration.ZERO));
    }

    static boolean isAlive(ProcessIdentity identity) {
        return ProcessTable.ofThisSystem()
                .entry(identity.pid())
                .filter(entry -> entry.isAlive() && entry.identity().equals(identity))
                .isPresent();
    }

    static ProcessIdentity watcherOf(Job job) {
        return job.state().watcher().orElseThrow().watcher();
    }

    @AfterEach
    void endAll() {
        try (JobStore store = open()) {
            assertThat(store.stopAll().survivors()).isEmpty();
        }
    }
}
