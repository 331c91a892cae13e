package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import dev.curfew.Requirement;
import dev.curfew.process.Signal;
import dev.curfew.sandbox.fixture.Patience;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fork server that lacks something, is stopped, or cannot be used; and bad orders. */
class ForkServerFaultTests extends ForkServerTestCase {

    /** What a process has from the one that started it. The mark of Curfew is a limit of file locks. */
    private static final String INHERITED = """
            grep -v 'file locks' /proc/$$/limits
            grep -E '^(Umask|Uid|Gid|Groups|Cap|NoNewPrivs|Seccomp|Cpus_allowed|Mems_allowed)' /proc/$$/status
            cut -d ' ' -f 19 /proc/$$/stat
            cat /proc/$$/oom_score_adj /proc/$$/cgroup
            ls /proc/$$/fd
            readlink /proc/$$/cwd
            tr '\\0' '\\n' </proc/$$/environ | sort
            """;

    private Path script(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private void limit(String limit) throws Exception {
        run("prlimit", "--pid", Long.toString(server().pid()), limit);
    }

    @Test
    void reportsThatNoDescriptorIsLeft() throws Exception {
        long pid = server().pid();
        limit("--nofile=6:");

        Guarded.Refusal refusal = refusal(order("true"));
        assertThat(refusal.what()).isEqualTo("fork");
        assertThat(refusal.error()).isEqualTo(24);

        limit("--nofile=64:");
        assertThat(output(order("echo", "again"))).isEqualTo("again\n");
        assertThat(server().pid()).isEqualTo(pid);
    }

    /** The limit does not apply to root. */
    @Test
    void reportsThatNoProcessIsPermitted() throws Exception {
        Requirement.rootAndSetpriv();
        Path copy = Files.copy(program, folder.resolve("program"));
        for (Path path : List.of(folder, copy)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.setPosixFilePermissions(Session.statusPipe(folder), PosixFilePermissions.fromString("rw-rw-rw-"));
        servers = of(script("exec setpriv --reuid 65534 --clear-groups prlimit --nproc=1 " + copy + " \"$@\"\n"));

        Guarded.Refusal refusal = refusal(order("true"));

        assertThat(refusal.what()).isEqualTo("fork");
        assertThat(refusal.error()).isEqualTo(11);
    }

    @Test
    void isReplacedWhenItHasNoMemory() throws Exception {
        long pid = server().pid();
        limit("--as=1:");

        Guarded lost = order("true");
        assertThatIllegalStateException()
                .isThrownBy(lost::awaitStart)
                .withMessage("the guard ended before the command ran");

        assertThat(output(order("echo", "again"))).isEqualTo("again\n");
        assertThat(server().pid()).isNotEqualTo(pid);
    }

    /** The script answers as the server does, but has no descriptor 0. */
    @Test
    void isNotUsedIfItsDescriptorsCannotBeOpened() throws Exception {
        ForkServers others = of(script("""
                exec 3<&0 0<&-
                while read -r size <&3; do
                  request=$(head -c "$(expr "$size" + 0)" <&3 | tr '\\0' ' ')
                  echo "${request% }" >"$3/status"
                done &
                echo 43
                wait
                """));

        assertThat(others.current()).isEmpty();
        assertThat(others.problem().orElseThrow())
                .matches("this JVM may not open /proc/\\d+/fd/0, a file of a process of its own");
        assertThat(others.start(channel.expect("id", how -> {}), new byte[0])).isEmpty();
        kill(others.existing().orElseThrow().pid());
    }

    @Test
    void isNotUsedIfItEndsAtOnce() {
        ForkServers others = of(Path.of("/bin/true"));

        assertThat(others.current()).isEmpty();
        assertThat(others.problem()).contains("the fork server ended at once, or does not answer");
    }

    @Test
    void isTriedAgainIfItCannotBeStartedNow() throws IOException {
        Path later = folder.resolve("later");
        servers = of(later);
        assertThat(servers.current()).isEmpty();
        assertThat(servers.problem()).isEmpty();

        Files.copy(program, later);

        assertThat(servers.current()).isPresent();
    }

    @Test
    void isGivenUpIfItEndsAgainAndAgain() {
        for (Optional<ForkServer> one = servers.current(); one.isPresent(); one = servers.current()) {
            ForkServer killed = one.get();
            kill(killed.pid());
            await().atMost(Patience.LIMIT).until(() -> !killed.isAlive());
        }

        assertThat(servers.problem().orElseThrow())
                .isEqualTo("6 fork servers in a row ended within a minute; find out what ends processes named "
                        + program.getFileName());
    }

    @Test
    void refusesWhatIsTooLargeForTheKernelOrForAMessage() throws Exception {
        long pid = server().pid();
        for (int size : List.of(200_000, 3_000_000, 20_000_000)) {
            Guarded.Refusal refusal = refusal(order("echo", "x".repeat(size)));

            assertThat(refusal.what()).isEqualTo("program");
            assertThat(refusal.error()).isEqualTo(7);
        }
        assertThat(output(order("echo", "x".repeat(100_000)))).hasSize(100_001);
        assertThat(server().pid()).isEqualTo(pid);
    }

    @Test
    void refusesADirectory() {
        Guarded.Refusal refusal = refusal(orderIn("/no/such/folder", "true"));

        assertThat(refusal.what()).isEqualTo("directory");
        assertThat(refusal.error()).isEqualTo(2);
    }

    @Test
    void keepsWhatACommandPrintsBeforeItIsRead() throws Exception {
        Guarded guarded = order("head", "-c", "1000000", "/dev/zero");
        guarded.awaitStart();
        assertThat(output(order("echo", "served"))).isEqualTo("served\n");

        assertThat(output(guarded)).hasSize(1_000_000);
        awaitEnd(guarded);
        assertThat(guarded.poll()).contains(new Termination.Exited(0));
    }

    @Test
    void endsACommandWhoseFullPipeIsNeverOpened() throws Exception {
        int before = descriptors(server().pid());
        Guarded guarded = order("yes");
        guarded.awaitStart();
        assertThat(descriptors(server().pid())).isEqualTo(before + 2);

        guarded.kill();
        assertThat(guarded.awaitEmpty(Patience.LIMIT.toNanos())).isTrue();
        server().release(guarded);

        assertThat(server().signal(Signal.CONT, List.of())).isTrue();
        assertThat(descriptors(server().pid())).isEqualTo(before);
    }

    @Test
    void startIsCompletedByAThreadThatIsInterrupted() throws Exception {
        Thread.currentThread().interrupt();

        Guarded guarded = order("echo", "started");
        guarded.awaitStart();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(output(guarded)).isEqualTo("started\n");
    }

    @Test
    void commandInheritsWhatItWouldFromTheJvm() throws Exception {
        Process child = new ProcessBuilder("sh", "-c", INHERITED)
                .directory(new File("/"))
                .redirectErrorStream(true)
                .start();

        assertThat(output(order("sh", "-c", INHERITED))).isEqualTo(text(child.getInputStream()));
    }

    @Test
    void commandLeadsASessionAndIgnoresNoSignal() throws Exception {
        // A shell blocks all signals for the moment in which it starts a program.
        Guarded guarded = order(
                "sh",
                "-c",
                "echo $$ $(cut -d ' ' -f 5-7 /proc/$$/stat); exec grep -E '^Sig(Blk|Ign)' /proc/self/status");

        assertThat(output(guarded)).matches("(\\d+) \\1 \\1 0\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n");
    }

    @Test
    void commandThatRunsDoesNotEndWithItsGuardOrTheServer() throws Exception {
        Guarded guarded = order("cat");
        ForkServer.Streams streams = open(guarded);

        kill(guarded.pid());
        awaitEnd(guarded);
        ForkServer killed = server();
        kill(killed.pid());
        await().atMost(Patience.LIMIT).until(() -> !killed.isAlive());

        streams.input().write("alive\n".getBytes(StandardCharsets.US_ASCII));
        streams.input().close();
        assertThat(text(streams.output())).isEqualTo("alive\n");
    }

    /** Its start is not reported as long as the server is stopped. */
    @Test
    void guardThatWasKilledBeforeItsStartIsKilledWhenItHasStarted() throws Exception {
        String pid = Long.toString(server().pid());
        run("kill", "-STOP", pid);
        Guarded guarded = order("sleep", "600");

        guarded.kill();
        assertThat(guarded.pid()).isZero();
        run("kill", "-CONT", pid);

        awaitEnd(guarded);
        assertThat(guarded.poll()).contains(new Termination.Signaled(Signal.KILL));
        assertThat(guarded.awaitEmpty(Patience.LIMIT.toNanos())).isTrue();
    }

    @Test
    @Tag("thorough")
    void isNotWrittenToForeverWhenItIsStopped() throws Exception {
        Guarded guarded = order("sleep", "600");
        guarded.awaitStart();
        ForkServer stopped = server();
        stop(stopped.pid());

        for (int i = 0; i < 10_000; i++) {
            stopped.release(guarded);
        }

        assertThat(stopped.isAlive()).isFalse();
    }

    @Test
    @Tag("thorough")
    void guardIsKilledThoughTheServerIsStopped() throws Exception {
        Guarded guarded = order("sleep", "600");
        long command = guarded.awaitStart().pid();
        stop(server().pid());

        guarded.abandon();

        awaitEnd(guarded);
        assertThat(guarded.isLost()).isTrue();
        kill(command);
    }

    /** The limit is for a server that does not read. It must not end one that has read the order. */
    @Test
    void largeOrderThatWasReadHasNoLimitAnyMore() throws Exception {
        Guarded guarded = order("sh", "-c", "echo ${#1}", "sh", "x".repeat(100_000));

        assertThat(output(guarded)).isEqualTo("100000\n");
        assertThat(time.planned()).isZero();
    }
}
