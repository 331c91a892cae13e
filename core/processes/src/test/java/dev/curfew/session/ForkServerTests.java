package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fork server of this machine, and what becomes of its guards when it fails. */
class ForkServerTests extends ForkServerTestCase {

    @Test
    void startsACommandWithStreams() throws Exception {
        Guarded guarded = order("sh", "-c", "read line; echo got $line; exit 3");
        ForkServer.Streams streams = open(guarded);
        try (OutputStream input = streams.input();
                InputStream output = streams.output()) {
            input.write("it\n".getBytes(StandardCharsets.UTF_8));

            assertThat(text(output)).isEqualTo("got it\n");
            awaitEnd(guarded);
            assertThat(guarded.poll()).contains(new Termination.Exited(3));
        }
    }

    @Test
    void givesEachCommandASessionAndKeepsGuardsInItsOwn() throws Exception {
        Guarded guarded = order("sleep", "600");
        long command = guarded.awaitStart().pid();

        assertThat(sessionOf(command)).isEqualTo(command);
        assertThat(sessionOf(guarded.pid())).isEqualTo(server().pid());
        assertThat(sessionOf(server().pid())).isEqualTo(server().pid());
    }

    private static long sessionOf(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        return Long.parseLong(List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1))
                .get(3));
    }

    @Test
    void refusesWhatCannotRun() throws Exception {
        Guarded guarded = order("/no/such/program");

        assertThatIllegalStateException()
                .isThrownBy(guarded::awaitStart)
                .isInstanceOfSatisfying(
                        Guarded.Refusal.class,
                        refusal -> assertThat(refusal.what()).isEqualTo("program"));
        started.remove(guarded);
    }

    @Test
    void letsNoGuardHoldTheStreamsOfAnother() throws Exception {
        Guarded reader = order("cat");
        Guarded sleeper = order("sleep", "600");
        sleeper.awaitStart();
        ForkServer.Streams streams = open(reader);
        streams.input().close();

        assertThat(text(streams.output())).isEmpty();
        awaitEnd(reader);
        assertThat(sleeper.poll()).isEmpty();
    }

    @Test
    void tellsOfAGuardThatIsKilled() throws Exception {
        Guarded guarded = order("sleep", "600");
        long command = guarded.awaitStart().pid();

        kill(guarded.pid());
        awaitEnd(guarded);

        assertThat(guarded.isLost()).isTrue();
        assertThat(guarded.poll()).containsInstanceOf(Termination.Unknown.class);
        kill(command);
    }

    @Test
    void isReplacedWhenItIsKilled() throws Exception {
        Guarded guarded = order("sh", "-c", "read line; exit 4");
        OutputStream input = open(guarded).input();
        long before = server().pid();

        kill(before);
        await().atMost(Patience.LIMIT).until(() -> server().pid() != before);
        assertThat(guarded.isLost()).isFalse();
        input.close();

        awaitEnd(guarded);
        assertThat(guarded.poll()).contains(new Termination.Exited(4));
        Guarded next = order("true");
        next.awaitStart();
    }

    @Test
    void isReplacedWhenItIsStopped() throws Exception {
        long before = server().pid();
        new ProcessBuilder("kill", "-STOP", Long.toString(before)).start().waitFor();

        Guarded lost = order("true");
        assertThatIllegalStateException().isThrownBy(lost::awaitStart);
        Guarded next = order("true");
        next.awaitStart();

        assertThat(server().pid()).isNotEqualTo(before);
    }

    @Test
    void signalsProcessesAndGroups() throws Exception {
        Guarded guarded = order("sleep", "600");
        long pid = guarded.awaitStart().pid();

        servers.signal(Signal.INT, List.of(-pid));

        awaitEnd(guarded);
        assertThat(guarded.poll()).contains(new Termination.Signaled(Signal.INT));
    }

    /** Any process of this user can stop it, and the end of a scope would wait for it forever. */
    @Test
    void isReplacedForASignalWhenItIsStopped() throws Exception {
        Guarded guarded = order("sleep", "600");
        long pid = guarded.awaitStart().pid();
        long before = server().pid();
        new ProcessBuilder("kill", "-STOP", Long.toString(before)).start().waitFor();

        servers.signal(Signal.INT, List.of(-pid));

        awaitEnd(guarded);
        assertThat(server().pid()).isNotEqualTo(before);
    }

    /** As where this JVM may not open the descriptors of other processes. */
    @Test
    void signalsEvenIfItMustNotForkAnyMore() throws Exception {
        Guarded guarded = order("sleep", "600");
        long pid = guarded.awaitStart().pid();
        while (servers.current().isPresent()) {
            long next = server().pid();
            kill(next);
            await().atMost(Patience.LIMIT)
                    .until(() -> servers.current()
                            .filter(server -> server.pid() == next)
                            .isEmpty());
        }

        servers.signal(Signal.INT, List.of(-pid));

        awaitEnd(guarded);
        assertThat(servers.current()).isEmpty();
    }

    @Test
    void findsWhatIsYoungButNoGuards() throws Exception {
        Guarded first = order("sleep", "600");
        long earliest = first.awaitStart().start();
        Guarded second = order("sh", "-c", "sleep 600 & wait");
        long pid = second.awaitStart().pid();
        List<Long> young = new ArrayList<>();
        await().atMost(Patience.LIMIT).untilAsserted(() -> {
            young.clear();
            young.addAll(servers.young(earliest).orElseThrow());
            assertThat(young).contains(first.awaitStart().pid(), pid, child(pid));
        });

        assertThat(young).doesNotContain(first.pid(), second.pid());
        assertThat(servers.young(Long.MAX_VALUE)).contains(List.of());
    }

    private static long child(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::children)
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElse(0);
    }

    @Test
    void keepsNoDescriptors() throws Exception {
        open(order("true")).output().close();
        servers.signal(Signal.CONT, List.of()); // Its answer follows those to all earlier requests.
        int before = descriptors(server().pid());
        for (int i = 0; i < 50; i++) {
            ForkServer.Streams streams = open(order("true"));
            streams.input().close();
            streams.output().close();
            Guarded refused = order("/no/such/program");
            assertThatIllegalStateException().isThrownBy(refused::awaitStart);
            server().release(refused);
            started.remove(refused);
        }
        servers.signal(Signal.CONT, List.of());
        assertThat(descriptors(server().pid())).isEqualTo(before);
    }

    @Test
    void hidesOrders() throws Exception {
        Path orders = Path.of("/proc", Long.toString(server().pid()), "fd", "0");

        assertThat(Files.getPosixFilePermissions(orders)).isEmpty();
    }
}
