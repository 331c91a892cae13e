package dev.curfew.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.process.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The output of jobs on the disk. */
class JobLogTests extends JobTestCase {

    private static final int LIMIT = 16_000;

    @Test
    void cutsInTheMiddleAndSaysExactlyHowMuch() {
        try (JobStore store = open()) {
            Job job = launch(store, "seq 1 10000");
            job.waitFor(LONG);
            JobOutput output = job.output();

            assertThat(output.totalBytes()).isEqualTo(48_894);
            assertThat(output.cutBytes()).isEqualTo(48_894 - LIMIT);
            assertThat(output.head()).hasSize(LIMIT / 2).startsWith("1\n2\n");
            assertThat(output.tail()).hasSize(LIMIT / 2).endsWith("9999\n10000\n");
            assertThat(output.text()).contains("\n[... 32894 bytes cut ...]\n");
        }
    }

    @Test
    void cutsNothingThatFits() {
        try (JobStore store = open()) {
            Job job = launch(store, "head -c 16000 /dev/zero | tr '\\0' x");
            job.waitFor(LONG);

            assertThat(job.output().text()).isEqualTo("x".repeat(LIMIT));
        }
    }

    @Test
    void cutsNoCharacter() {
        try (JobStore store = open()) {
            Job job = store.launch(Command.of("printf", "%s", "a" + "\ud83d\ude80".repeat(100)));
            job.waitFor(LONG);

            for (int limit = 2; limit < 40; limit++) {
                JobOutput output = job.output(limit);
                int kept = output.head().getBytes(StandardCharsets.UTF_8).length
                        + output.tail().getBytes(StandardCharsets.UTF_8).length;
                assertThat(output.text()).doesNotContain("\ufffd");
                assertThat(output.cutBytes()).isEqualTo(401 - kept);
            }
        }
    }

    @Test
    void isBoundedOnTheDisk() throws IOException {
        try (JobStore store = open()) {
            Job job = store.launch(Command.shell("seq 1 200000"), JobOptions.DEFAULT.withKeptOutput(20_000));
            job.waitFor(LONG);
            JobOutput output = job.output();

            assertThat(sizeOfLog(job)).isLessThanOrEqualTo(20_000);
            assertThat(output.totalBytes()).isEqualTo(1_288_895);
            assertThat(output.head()).startsWith("1\n2\n").hasSize(5_000);
            assertThat(output.tail()).endsWith("199999\n200000\n").hasSize(8_000);
            assertThat(output.cutBytes()).isEqualTo(1_288_895 - 13_000);
        }
    }

    private long sizeOfLog(Job job) throws IOException {
        try (Stream<Path> files = Files.list(folderOf(job))) {
            return files.filter(file -> file.getFileName().toString().startsWith("log."))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void isReadOnFromWhereAnotherHasStopped() {
        try (JobStore store = open()) {
            Job job = launch(store, "printf 'one h\\303'; printf '\\251 two'");
            job.waitFor(LONG);
            JobChunk first = job.outputFrom(0, 6);
            JobChunk second = job.outputFrom(first.next(), 100);

            assertThat(first).isEqualTo(new JobChunk("one h", 5, 0));
            assertThat(second).isEqualTo(new JobChunk("\u00e9 two", 11, 0));
            assertThat(job.outputFrom(second.next(), 100)).isEqualTo(new JobChunk("", 11, 0));
        }
    }

    @Test
    void saysWhatWasMissed() {
        try (JobStore store = open()) {
            Job job = store.launch(Command.shell("seq 1 200000"), JobOptions.DEFAULT.withKeptOutput(20_000));
            job.waitFor(LONG);
            JobChunk chunk = job.outputFrom(5_000, 100);

            assertThat(chunk.missedBytes()).isPositive();
            assertThat(chunk.next()).isEqualTo(5_000 + chunk.missedBytes() + 100);
        }
    }

    @Test
    void endsWithTheLastWordsOfTheCommand() {
        try (JobStore store = open()) {
            for (int i = 0; i < 50; i++) {
                Job job = launch(store, "sleep 1000 & echo LAST; kill -9 $$");
                job.waitFor(LONG);

                assertThat(job.output().text()).isEqualTo("LAST\n");
                job.stop();
            }
        }
    }

    @Test
    void isSaidToBeUnavailableWhereItIsNot() throws IOException {
        try (JobStore store = open()) {
            Job job = launch(store, "true");
            job.waitFor(LONG);
            assertThat(job.output().available()).isTrue();
            assertThat(job.summary()).endsWith("(no output)");
            Files.delete(folderOf(job).resolve("started"));

            assertThat(job.output().available()).isFalse();
            assertThat(job.output().text()).isEqualTo("(output unavailable)");
        }
    }
}
