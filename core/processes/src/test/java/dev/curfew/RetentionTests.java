package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.diagnosis.EndedTree;
import dev.curfew.diagnosis.Survivor;
import dev.curfew.internal.FakeTime;
import dev.curfew.process.Command;
import dev.curfew.process.KillPolicy;
import dev.curfew.warden.ProcessTreeSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetentionTests {

    private static final Duration KEPT = Bounds.DEFAULT.keepFinished();
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final FakeTime time = new FakeTime();
    private final ProcessRegistry registry = ProcessRegistry.open(
            RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE).withBounds(Bounds.DEFAULT.withFinished(KEPT, 3)),
            time);

    @AfterEach
    void close() {
        registry.end();
    }

    private BackgroundProcess over(String line) {
        BackgroundProcess process = registry.start(line);
        process.waitFor();
        awaitProof(process);
        return process;
    }

    private static void awaitProof(BackgroundProcess process) {
        await().until(() ->
                !ProcessTreeSnapshot.over(List.of(process.tree()), true).isEmpty());
    }

    @Test
    void isHalfAnHourForTheLast64ByDefault() {
        assertThat(RegistryOptions.DEFAULT.bounds().keepFinished()).isEqualTo(Duration.ofMinutes(30));
        assertThat(RegistryOptions.DEFAULT.bounds().maxFinished()).isEqualTo(64);
    }

    @Test
    void countsFromTheEnd() {
        BackgroundProcess process = registry.start("read -r line; exit 0");
        time.pass(KEPT.multipliedBy(3));
        process.submit("go");
        process.waitFor();
        awaitProof(process);

        time.pass(KEPT.minus(MOMENT));
        assertThat(registry.processes()).containsExactly(process);
        assertThat(process.endedAt()).contains(process.startedAt().plus(KEPT.multipliedBy(3)));
        time.pass(MOMENT);
        assertThat(registry.processes()).isEmpty();
        assertThat(registry.find(process.id())).isEmpty();
    }

    @Test
    void needsNoLookAndNoStart() {
        BackgroundProcess process = over("exit 0");
        await().untilAsserted(() -> {
            time.pass(KEPT);
            assertThat(registry.inventory().all()).isEmpty();
        });
        assertThat(process.exitStatus()).isPresent();
    }

    @Test
    void keepsOnlyTheLast() {
        List<BackgroundProcess> all =
                IntStream.range(0, 6).mapToObj(i -> over("exit 0")).toList();
        BackgroundProcess running = registry.start(Command.of("sleep", "1000"));

        assertThat(registry.finished()).containsExactlyElementsOf(all.subList(3, 6));
        assertThat(registry.processes()).contains(running);
        assertThat(registry.started()).isEqualTo(7);
    }

    /** Each end once postponed the cleanup, so that processes that ended faster than that were kept forever. */
    @Test
    void forgetsInTimeHoweverFastCommandsEnd() {
        List<BackgroundProcess> kept = new CopyOnWriteArrayList<>();
        Retention retention = new Retention(Bounds.DEFAULT.withFinished(KEPT, 3), time, kept);

        for (int i = 0; i < 100; i++) {
            ScriptedProcess scripted = new ScriptedProcess(registry, time);
            kept.add(scripted.process());
            scripted.process().atEnd(retention::ended);
            scripted.exits();
            time.pass(Duration.ofMillis(50));
        }

        assertThat(kept).hasSizeLessThan(10);
        time.pass(Duration.ofMillis(200));
        assertThat(kept).hasSize(3);
    }

    @Test
    void keepsWhatRunsHoweverLong() {
        BackgroundProcess running = registry.start(Command.of("sleep", "1000"));

        time.pass(KEPT.multipliedBy(100));

        assertThat(registry.processes()).containsExactly(running);
    }

    @Test
    void keepsAProcessWhoseDescendantIsAlive() {
        BackgroundProcess starter = registry.start("setsid sleep 1000 > /dev/null 2>&1 < /dev/null & echo $!");
        String daemon = starter.expect(Pattern.compile("(\\d+)\n")).group(1);
        starter.waitFor();

        time.pass(KEPT.multipliedBy(3));

        assertThat(registry.processes()).containsExactly(starter);
        assertThat(registry.daemons())
                .extracting(Survivor::identity)
                .extracting(process -> Long.toString(process.pid()))
                .containsExactly(daemon);
        assertThat(registry.end().trees()).extracting(EndedTree::found).containsExactly(1);
        assertThat(LiveProcesses.isAlive(Long.parseLong(daemon))).isFalse();
    }

    @Test
    void endsWithTheScope() {
        BackgroundProcess process = over("exit 0");
        registry.end();

        time.pass(KEPT.multipliedBy(3));

        assertThat(registry.processes()).containsExactly(process);
    }
}
