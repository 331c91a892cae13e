package dev.curfew.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.process.ExitStatus;
import dev.curfew.table.ProcessEntry;
import dev.curfew.table.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Eight JVMs over one store, of which one after the other is killed. {@code -Dcurfew.jobs.storm=60} takes a minute. */
@Tag("thorough")
class JobStormTests extends JobTestCase {

    private static final int JVMS = 8;
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("curfew.jobs.storm", 5));

    private final Random random = new Random(4711);

    @Test
    @Timeout(300)
    void losesNothingAndDoesNothingTwice() throws IOException {
        int killed = storm();

        try (JobStore store = open()) {
            await().atMost(LONG).until(() -> store.running().isEmpty());
            List<Job> jobs = store.jobs();
            List<String> launched = notes("launched");
            System.getLogger("storm").log(System.Logger.Level.INFO, "{0} jobs, {1} JVMs killed", jobs.size(), killed);

            assertThat(killed).isPositive();
            assertThat(launched).isNotEmpty().doesNotHaveDuplicates();
            assertThat(jobs.stream().map(Job::id)).containsAll(launched);
            assertThat(jobs)
                    .allSatisfy(job -> assertThat(job.status().exit().orElseThrow())
                            .isIn(
                                    new ExitStatus.Exited(0),
                                    new ExitStatus.Lost("the JVM that launched it ended before it ran")));
            assertThat(jobs)
                    .filteredOn(job -> launched.contains(job.id()))
                    .allMatch(job -> job.status().exit().orElseThrow().success()
                            && job.output().text().equals("out\n"));
            assertThat(Files.readAllLines(temp.resolve("ran"))).hasSize((int) jobs.stream()
                    .filter(job -> job.status().exit().orElseThrow().success())
                    .count());
            assertEachResultIsTakenOnce(store, jobs);
            assertNothingIsLeft(store, jobs);
        }
    }

    private int storm() throws IOException {
        List<Process> jvms = new ArrayList<>();
        int killed = 0;
        try {
            for (int i = 0; i < JVMS; i++) {
                jvms.add(startJvm());
            }
            await().atMost(LONG).until(() -> Files.exists(temp.resolve("notes")));
            for (long begin = System.nanoTime(); System.nanoTime() - begin < LENGTH.toNanos(); killed++) {
                int pause = 200 + random.nextInt(400);
                await().pollDelay(Duration.ofMillis(pause)).until(() -> true);
                jvms.remove(random.nextInt(JVMS)).destroyForcibly();
                jvms.add(startJvm());
            }
        } finally {
            jvms.forEach(Process::destroyForcibly);
            jvms.forEach(jvm -> jvm.onExit().join());
        }
        return killed;
    }

    private Process startJvm() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        JobStorm.class.getName(),
                        folder().toString(),
                        temp.resolve("notes").toString(),
                        temp.resolve("ran").toString())
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("printed").toFile())
                .start();
    }

    private List<String> notes(String what) throws IOException {
        return Files.readAllLines(temp.resolve("notes")).stream()
                .filter(line -> line.startsWith(what + " "))
                .map(line -> line.substring(what.length() + 1))
                .toList();
    }

    /** A JVM that was killed after its claim has not acknowledged: then, and only then, another JVM claims the result. */
    private void assertEachResultIsTakenOnce(JobStore store, List<Job> jobs) throws IOException {
        List<String> took = notes("took");
        List<String> acknowledged = notes("acknowledged");
        assertThat(acknowledged).isNotEmpty().doesNotHaveDuplicates();
        assertThat(notes("again")).isEmpty();
        var takes = took.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long takenAgain = takes.values().stream().filter(times -> times > 1).count();
        assertThat(takenAgain).isLessThanOrEqualTo(took.size() - acknowledged.size());

        List<Job> rest = new ArrayList<>();
        for (FollowUp next = store.take().orElse(null);
                next != null;
                next = store.take().orElse(null)) {
            assertThat(next.acknowledge()).isTrue();
            rest.add(next.job());
        }
        assertThat(rest).doesNotHaveDuplicates().noneMatch(job -> acknowledged.contains(job.id()));
        assertThat(jobs).allMatch(Job::isAcknowledged);
        assertThat(store.pendingFollowUps()).isEmpty();
        assertThat(Collections.disjoint(acknowledged, rest.stream().map(Job::id).toList()))
                .isTrue();
    }

    private void assertNothingIsLeft(JobStore store, List<Job> jobs) {
        await().atMost(LONG)
                .until(() -> jobs.stream().allMatch(job -> job.state().isEmpty() || settled(job)));
        store.prune();
        assertThat(folder().resolve("drafts")).isEmptyDirectory();
        assertThat(folder().resolve("waste")).isEmptyDirectory();
        assertThat(store.corrupt()).isEmpty();
        ProcessTable table = ProcessTable.ofThisSystem();
        List<String> ids = jobs.stream().map(Job::id).toList();
        assertThat(table.entries().stream()
                        .filter(ProcessEntry::isAlive)
                        .flatMap(entry -> table.marks(entry.pid()).cookies().stream())
                        .map(cookie -> cookie.split("-", -1)[0]))
                .doesNotContainAnyElementsOf(ids);
    }

    private static boolean settled(Job job) {
        return job.state().settle().isEmpty();
    }
}
