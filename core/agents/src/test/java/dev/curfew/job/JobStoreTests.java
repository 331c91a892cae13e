package dev.curfew.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.internal.FakeTime;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.session.Detached;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobStoreTests extends JobTestCase {

    private static final String NOBODY = "4200000:1:";

    private final FakeTime time = new FakeTime();

    @Test
    void findsItsJobsAgain() {
        Job job;
        try (JobStore store = open()) {
            job = store.launch(Command.shell("echo here; exit 3"), JobOptions.DEFAULT.withLabel("nightly"));
            job.waitFor(LONG);
        }
        try (JobStore store = open()) {
            Job found = store.find(job.id()).orElseThrow();

            assertThat(found).isEqualTo(job).hasToString("job " + job.id() + " [echo] for nightly");
            assertThat(found.status().exit()).contains(new ExitStatus.Exited(3));
            assertThat(found.output().text()).isEqualTo("here\n");
            assertThat(found.isRecovered()).isFalse();
            assertThat(store.jobs()).containsExactly(job);
            assertThat(store.running()).isEmpty();
            assertThat(store.find("000000000000")).isEmpty();
            assertThat(store.find("../jobs")).isEmpty();
        }
    }

    @Test
    void listsWhatRuns() {
        try (JobStore store = open()) {
            Job first = launch(store, "sleep 1000");
            Job second = launch(store, "sleep 1000");

            assertThat(store.running()).containsExactly(first, second);
            assertThat(store.pendingFollowUps()).isEmpty();
            assertThat(store.stopAll().trees()).hasSize(2);
            assertThat(store.running()).isEmpty();
        }
    }

    @Test
    void givesAResultUntilItIsAcknowledged() {
        try (JobStore store = open(time)) {
            Job job = launch(store, "exit 1");
            job.waitFor(LONG);

            assertThat(store.pendingFollowUps()).containsExactly(job);
            FollowUp first = store.take().orElseThrow();
            assertThat(first.exit()).isEqualTo(new ExitStatus.Exited(1));
            assertThat(store.take()).isEmpty();
            first.giveBack();
            FollowUp second = store.take().orElseThrow();
            assertThat(second.acknowledge()).isTrue();
            assertThat(first.acknowledge()).isFalse();
            assertThat(store.pendingFollowUps()).isEmpty();
            second.giveBack();
            assertThat(store.take()).isEmpty();
        }
    }

    @Test
    void takesAResultBackWhenItsLeaseIsOver() {
        try (JobStore store = open(time)) {
            launch(store, "exit 1").waitFor(LONG);
            assertThat(store.take()).isPresent();

            time.pass(Duration.ofMinutes(10).minusMillis(1));
            assertThat(store.take()).isEmpty();
            time.pass(Duration.ofMillis(1));
            assertThat(store.take()).isPresent();
        }
    }

    @Test
    void takesAResultBackWhenItsTakerIsGone() throws IOException {
        try (JobStore store = open(time)) {
            Job job = launch(store, "exit 1");
            job.waitFor(LONG);
            String here = Detached.owner().split(":", 3)[2];
            Path take = folderOf(job).resolve("taken.1");

            Files.writeString(take, "1:1:" + here + " 9999999999999\n"); // The pid belongs to another process now.
            assertThat(store.take()).isPresent();
            Files.writeString(folderOf(job).resolve("taken.2"), "1:1:another-boot:1 9999999999999\n");
            assertThat(store.take()).isPresent();
        }
    }

    @Test
    void givesAResultToOneOfManyThreads() throws InterruptedException {
        try (JobStore store = open()) {
            List<String> ended = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Job job = launch(store, "exit 1");
                job.waitFor(LONG);
                ended.add(job.id());
            }
            List<String> taken = new CopyOnWriteArrayList<>();
            inThreads(
                    8,
                    () -> store.take()
                            .ifPresent(result -> taken.add(result.job().id())));

            assertThat(taken).as("each of them once").containsExactlyInAnyOrderElementsOf(ended);
        }
    }

    private static void inThreads(int count, Runnable action) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        IntStream.range(0, 3 * count).forEach(i -> threads.execute(action));
        threads.shutdown();
        assertThat(threads.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void losesNothingToConcurrentWriters() throws InterruptedException {
        Set<String> launched = ConcurrentHashMap.newKeySet();
        inThreads(8, () -> {
            try (JobStore store = open()) {
                launched.add(launch(store, "true").id());
            }
        });

        try (JobStore store = open()) {
            assertThat(launched).hasSize(24);
            assertThat(store.jobs()).extracting(Job::id).containsExactlyInAnyOrderElementsOf(launched);
        }
    }

    @Test
    void keepsAJobForTheRetentionFromItsAcknowledgementOn() {
        try (JobStore store = open(time)) {
            Job job = launch(store, "exit 1");
            job.waitFor(LONG);
            await().until(job.state()::isEmpty);
            time.pass(Duration.ofDays(3));
            assertThat(store.jobs()).containsExactly(job); // No call has noticed its end yet.

            job.acknowledge();
            time.pass(Duration.ofMinutes(59));
            assertThat(store.jobs()).containsExactly(job);
            time.pass(Duration.ofMinutes(2)); // Without another launch or call.

            assertThat(store.jobs()).isEmpty();
            assertThat(folderOf(job)).doesNotExist();
            assertThat(folder().resolve("waste")).isEmptyDirectory();
        }
    }

    @Test
    void keepsAJobWhoseDaemonsLive() {
        try (JobStore store = open(time)) {
            Job job = launch(store, "setsid sleep 1000 & exit 0");
            job.waitFor(LONG);
            job.acknowledge();
            time.pass(Duration.ofDays(1));
            assertThat(store.jobs()).containsExactly(job);

            job.stop();
            time.pass(Duration.ofDays(1));
            assertThat(store.jobs()).isEmpty();
        }
    }

    @Test
    void keepsACorruptRecordAsideAndAllOthers() throws IOException {
        try (JobStore store = open()) {
            Job whole = launch(store, "exit 1");
            Job half = launch(store, "exit 1");
            whole.waitFor(LONG);
            half.waitFor(LONG);
            await().until(half.state()::isEmpty);
            String record = Files.readString(folderOf(half).resolve("record"));
            Files.writeString(folderOf(half).resolve("record"), record.substring(0, record.length() / 2));

            assertThat(store.jobs()).containsExactly(whole);
            assertThat(store.corrupt())
                    .containsExactly(folder().resolve("corrupt").resolve(half.id()));
            assertThat(store.corrupt().get(0).resolve("ended")).exists();
        }
    }

    @Test
    void saysThatAJobIsLostWithItsMachine() throws IOException {
        try (JobStore store = open()) {
            Job job = launch(store, "sleep 1000");
            Path note = folderOf(job).resolve("started");
            String text = Files.readString(note);
            Files.writeString(note, text.replaceFirst("boot .*", "boot of-yesterday"));

            assertThat(store.find(job.id()).orElseThrow().status().exit())
                    .contains(new ExitStatus.Lost("its machine has been rebooted since"));
            assertThat(store.pendingFollowUps()).containsExactly(job);

            Files.writeString(note, text); // Ends it with the test.
            Files.delete(folderOf(job).resolve("ended"));
        }
    }

    @Test
    void neverTakesARecycledPidForItsJob() throws IOException {
        try (JobStore store = open()) {
            Job job = launch(store, "exit 1");
            job.waitFor(LONG);
            await().until(job.state()::isEmpty);
            Files.delete(folderOf(job).resolve("ended"));
            Files.delete(folderOf(job).resolve("empty"));
            Process stranger = new ProcessBuilder("sleep", "1000").start();
            try {
                Path note = folderOf(job).resolve("started");
                Files.writeString(
                        note,
                        Files.readString(note).replaceFirst("watcher [0-9]+ ", "watcher " + stranger.pid() + " "));

                assertThat(job.status().exit())
                        .contains(new ExitStatus.Lost("its watcher ended before it reported the end of the job"));
                assertThat(job.stop().isClean()).isTrue();
                assertThat(stranger.isAlive()).isTrue();
            } finally {
                stranger.destroyForcibly();
            }
        }
    }

    @Test
    void neverReadsAStatusHalf() {
        try (JobStore store = open()) {
            for (int i = 0; i < 50; i++) {
                Job job = launch(store, "exit 7");
                while (job.status().isRunning()) {
                    Thread.onSpinWait();
                }
                assertThat(job.status().exit()).contains(new ExitStatus.Exited(7));
            }
        }
    }

    @Test
    void saysThatAJobNeverRanWhoseJvmEndedBefore() throws IOException {
        try (JobStore store = open()) {
            Job job = launch(store, "exit 1");
            job.waitFor(LONG);
            await().until(job.state()::isEmpty);
            Path folder = folderOf(job);
            for (String name : List.of("started", "ended", "empty")) {
                Files.delete(folder.resolve(name));
            }
            String here = Detached.owner().split(":", 3)[2];
            Path record = folder.resolve("record");
            Files.writeString(record, Files.readString(record).replaceFirst("owner=.*", "owner=" + NOBODY + here));

            assertThat(store.find(job.id()).orElseThrow().status().exit())
                    .contains(new ExitStatus.Lost("the JVM that launched it ended before it ran"));
        }
    }

    @Test
    void deletesDraftsOfLaunchesThatWereCutShort() throws IOException {
        try (JobStore store = open(time)) {
            String here = Detached.owner().split(":", 3)[2];
            Path orphan = Files.createDirectory(folder().resolve("drafts").resolve("0123456789ab@" + NOBODY + here));
            Path own = Files.createDirectory(folder().resolve("drafts").resolve("0123456789ac@" + Detached.owner()));

            store.prune();

            assertThat(orphan).doesNotExist();
            assertThat(own).exists();
        }
    }

    @Test
    void doesNotEndItsJobsWhenItIsClosed() {
        Job job;
        try (JobStore store = open()) {
            job = launch(store, "sleep 1000");
        }
        assertThat(job.status().isRunning()).isTrue();
        assertThat(job.status())
                .isInstanceOfSatisfying(
                        JobStatus.Running.class,
                        running -> assertThat(running.since())
                                .isBetween(Instant.now().minusSeconds(60), Instant.now()));
    }

    @Test
    void leavesNoThreadAndNoZombie() {
        try (JobStore store = open()) {
            Job job = launch(store, "exit 0");
            job.waitFor(LONG);
            await().until(job.state()::isEmpty);

            assertThat(ProcessHandle.current().children().map(ProcessHandle::pid))
                    .doesNotContain(watcherOf(job).pid());
            await().until(() -> !isAlive(watcherOf(job)));
        }
    }

    @Test
    void ofManyJobsEndsAllAtOnce() {
        try (JobStore store = open()) {
            Duration grace = Duration.ofSeconds(3);
            List<Job> jobs = Stream.generate(() -> store.launch(
                            Command.shell("trap '' TERM; while :; do sleep 1; done"),
                            JobOptions.DEFAULT.withGrace(grace)))
                    .limit(10)
                    .toList();

            assertThat(store.stopAll().took()).isLessThan(grace.multipliedBy(jobs.size() - 1));
            assertThat(jobs).noneMatch(job -> job.status().isRunning());
        }
    }
}
