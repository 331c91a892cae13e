package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.sandbox.fixture.Patience;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of fork servers, each of which has a folder and servers of its own. */
abstract class ForkServerTestCase {

    private static final AtomicInteger IDS = new AtomicInteger();

    @TempDir
    Path folder;

    final CountingTime time = new CountingTime();
    Path program;
    StatusChannel channel;
    ForkServers servers;

    final List<Guarded> started = new ArrayList<>();

    @BeforeEach
    void prepare() throws Exception {
        program = NativeProgram.found().orElseThrow().file();
        OneShotCommand.of(List.of(
                        program.toString(),
                        "probe",
                        Session.statusPipe(folder).toString(),
                        Session.requestPipe(folder).toString()))
                .run(Patience.LIMIT);
        channel = StatusPipe.open(Session.statusPipe(folder), time);
        servers = of(program);
    }

    @AfterEach
    void endAll() throws Exception {
        Guarded.kill(started);
        for (Guarded guarded : started) {
            assertThat(guarded.isLost() || guarded.awaitEmpty(Patience.LIMIT.toNanos()))
                    .isTrue();
        }
        servers.existing().ifPresent(server -> kill(server.pid()));
    }

    ForkServers of(Path executed) {
        return new ForkServers(executed, folder, channel, null);
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    static void run(String... argv) throws Exception {
        assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
    }

    static void stop(long pid) throws Exception {
        run("kill", "-STOP", Long.toString(pid));
    }

    ForkServer server() {
        return servers.current().orElseThrow();
    }

    Guarded order(String... argv) {
        return orderIn("/", argv);
    }

    Guarded orderIn(String directory, String... argv) {
        String id = "id-" + IDS.incrementAndGet();
        Guarded guarded = channel.expect(id, how -> {});
        List<String> words = new ArrayList<>(List.of(
                "-",
                "-",
                "-",
                id,
                guarded.keyText(),
                "-",
                directory,
                "-",
                "merged",
                "inherited",
                "0",
                "0",
                Integer.toString(argv.length)));
        words.addAll(List.of(argv));
        assertThat(servers.start(guarded, (String.join("\0", words) + "\0").getBytes(StandardCharsets.UTF_8)))
                .isPresent();
        started.add(guarded);
        return guarded;
    }

    /** {@return why a command is not started, which is then no longer kept} */
    Guarded.Refusal refusal(Guarded guarded) {
        try {
            throw new AssertionError("it was started: " + guarded.awaitStart());
        } catch (Guarded.Refusal e) {
            started.remove(guarded);
            server().release(guarded);
            return e;
        }
    }

    ForkServer.Streams open(Guarded guarded) throws IOException {
        guarded.awaitStart();
        ForkServer.Streams streams = server().open(guarded);
        server().release(guarded);
        return streams;
    }

    /** {@return all that a command prints} */
    String output(Guarded guarded) throws IOException {
        return text(open(guarded).output());
    }

    /** A FileInputStream would ask a pipe for its position. */
    static String text(InputStream stream) throws IOException {
        try (InputStream closed = new BufferedInputStream(stream)) {
            return new String(closed.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void awaitEnd(Guarded guarded) throws InterruptedException {
        assertThat(guarded.awaitEnd(Patience.LIMIT.toNanos())).isTrue();
    }

    static int descriptors(long pid) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return (int) all.count();
        }
    }
}
