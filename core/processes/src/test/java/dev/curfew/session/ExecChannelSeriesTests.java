package dev.curfew.session;

import static dev.curfew.session.ExecChannelUnderTest.LAST_MARKER;
import static dev.curfew.session.ExecChannelUnderTest.MARKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The native program as an exec channel that serves one command after another. */
@Tag("any-jdk")
class ExecChannelSeriesTests extends SandboxTestCase {

    private static final String BOTH = MARKER + LAST_MARKER;

    private static byte[] next(String script) {
        return ExecChannelOrder.shell(script).sealed(Reports.KEY);
    }

    /** {@return the pid of the guard, from its first report} */
    private static long guard(SandboxUnderTest sandbox) throws Exception {
        String line = sandbox.nextLine();
        assertThat(line).matches("id guard \\d+ \\d+");
        assertThat(sandbox.nextLine()).matches("id pid \\d+ \\d+");
        return Long.parseLong(line.split(" ", -1)[2]);
    }

    private static void awaitEnd(SandboxUnderTest sandbox, String end) throws Exception {
        assertThat(sandbox.nextLine()).isEqualTo("id " + end);
        assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
    }

    @Test
    void startsEachAsIfItWereTheFirst() throws Exception {
        String script = "cd /; umask 0; echo $PWD ${A-none}; echo wrong >&2; exit 3";
        String show = "echo $(umask) ${A-none} $PPID; cat";
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readySeries()) {
            channel.send(ExecChannelOrder.shell(script).in("/").with("inherited", List.of(), List.of("A=1")));
            assertThat(channel.readUntil(LAST_MARKER)).isEqualTo("/ 1\n" + BOTH);
            assertThat(channel.errorUntil(LAST_MARKER)).isEqualTo("wrong\n" + BOTH);
            long first = guard(sandbox);
            awaitEnd(sandbox, "exit 3");

            channel.send(ExecChannelOrder.shell("echo out; echo err >&2; kill -9 $$")
                    .merged("-")
                    .sealed(Reports.KEY));
            assertThat(channel.readUntil(LAST_MARKER)).isEqualTo("out\nerr\n" + BOTH);
            long second = guard(sandbox);
            awaitEnd(sandbox, "signal 9");

            channel.send(next(show)).send("input").endInput();
            long third = guard(sandbox);
            assertThat(channel.readUntil(LAST_MARKER)).matches("\\d+ none " + third + "\ninput" + BOTH);
            assertThat(channel.errorUntil(LAST_MARKER)).isEqualTo(BOTH);
            assertThat(List.of(channel.pid(), first, second, third)).doesNotHaveDuplicates();
            assertThat(channel.awaitExit()).isZero();
        }
    }

    @Test
    void countsWhatEachHasUsed() throws Exception {
        String hungry = "A=$(head -c 30000000 /dev/zero | tr '\\000' x); echo ${#A}";
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readySeries()) {
            channel.send(ExecChannelOrder.shell(hungry));
            assertThat(channel.readUntil(LAST_MARKER)).startsWith("30000000\n");
            channel.send(ExecChannelOrder.of("true").sealed(Reports.KEY));
            channel.readUntil(LAST_MARKER);

            assertThat(sandbox.nextMemory()).isGreaterThan(30_000_000 / 1024);
            assertThat(sandbox.nextMemory()).isLessThan(30_000_000 / 1024);
        }
    }

    @Test
    void waitsForAllProcessesOfTheOneBefore() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readySeries()) {
            channel.send(
                    ExecChannelOrder.shell("{ read line; echo $line; } <go &").in(fifo("go")));
            assertThat(channel.readUntil(MARKER)).isEqualTo(MARKER);
            channel.send(next("echo next"));

            Files.writeString(base.resolve("go"), "late\n");

            assertThat(channel.readUntil(LAST_MARKER)).isEqualTo("late\n" + LAST_MARKER);
            assertThat(channel.readUntil(LAST_MARKER)).isEqualTo("next\n" + BOTH);
        }
    }

    private String fifo(String name) throws Exception {
        new ProcessBuilder("mkfifo", base.resolve(name).toString()).start().waitFor();
        return base.toString();
    }

    /** All descriptors of a pipe share flags, so a program that sets them changes the output of the next one. */
    @Test
    void restoresTheFlagsOfTheStreams() throws Exception {
        requireProgram("perl");
        String change = "use Fcntl; fcntl($_, F_SETFL, O_NONBLOCK) for *STDIN, *STDOUT, *STDERR";
        String show = "for i in 0 1 2; do grep flags /proc/self/fdinfo/$i; done";
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readySeries()) {
            channel.send(ExecChannelOrder.shell(show));
            String before = channel.readUntil(LAST_MARKER);
            channel.send(ExecChannelOrder.of("perl", "-e", change).sealed(Reports.KEY));
            channel.readUntil(LAST_MARKER);

            channel.send(next(show));

            assertThat(channel.readUntil(LAST_MARKER)).isEqualTo(before).contains("flags:");
        }
    }

    /** A process of an earlier command may have kept the input, and so have read orders, or write some. */
    @Test
    void refusesAnOrderThatIsNotSealedWithTheKeyOfTheFirst() throws Exception {
        byte[] plain = ExecChannelOrder.of("true").bytes();
        byte[] wrong = ExecChannelOrder.of("true").sealed(MessageKey.create());
        byte[] changed = next("exit 1");
        changed[changed.length - 20]++;
        for (byte[] order : List.of(plain, wrong, changed, "17\n0123456789abcdef\0".getBytes(StandardCharsets.UTF_8))) {
            try (SandboxUnderTest sandbox = enter();
                    ExecChannelUnderTest channel = sandbox.readySeries()) {
                channel.send(ExecChannelOrder.of("true"));
                channel.readUntil(LAST_MARKER);
                guard(sandbox);
                awaitEnd(sandbox, "exit 0");

                channel.send(order);

                assertThat(channel.awaitExit()).isEqualTo(125);
                assertThat(channel.rest()).isEmpty();
            }
        }
    }

    @Test
    void showsItsNonceToNoCommand() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readySeries()) {
            channel.send(ExecChannelOrder.of("true")).readUntil(LAST_MARKER);

            assertThat(Files.readString(Path.of("/proc/" + channel.pid() + "/cmdline")))
                    .contains("series")
                    .doesNotContain(ExecChannelUnderTest.NONCE);
        }
    }

    @Test
    void endsWithItsGuardAndItsGuardWithIt() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest first = sandbox.readySeries();
                ExecChannelUnderTest second = sandbox.readySeries()) {
            first.send(ExecChannelOrder.of("sleep", "60").marked(processes.mark(1)));
            kill(guard(sandbox));
            assertThat(first.awaitExit()).isEqualTo(125);

            second.send(ExecChannelOrder.of("sleep", "60").marked(processes.mark(2)));
            long guard = guard(sandbox);
            kill(second.pid());
            await().untilAsserted(() -> assertDead(List.of(guard)));
        }
    }

    private static void kill(long pid) throws Exception {
        new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
    }

    @Test
    void endsWithTheWarden() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest waiting = sandbox.readySeries();
                ExecChannelUnderTest busy = sandbox.readySeries()) {
            waiting.send(ExecChannelOrder.of("true")).readUntil(LAST_MARKER);
            busy.send(ExecChannelOrder.shell("trap '' TERM HUP; echo $$; sleep 60"));
            long shell = Long.parseLong(busy.readUntil("\n").strip());

            kill(sandbox.pid());

            assertThat(waiting.awaitExit()).isEqualTo(125);
            busy.awaitExit();
            assertDead(List.of(shell));
        }
    }

    /** Without a reader of its output it cannot say that it is free. */
    @Test
    void endsWhenItsOutputIsNotRead() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readySeries()) {
            channel.send(ExecChannelOrder.of("sleep", "60"));
            channel.closeOutput();
            sandbox.send("tell TERM " + identityOfGuard(sandbox));

            assertThat(channel.awaitExit()).isZero();
        }
    }

    private static String identityOfGuard(SandboxUnderTest sandbox) throws Exception {
        String[] words = sandbox.nextLine().split(" ", -1);
        assertThat(words[1]).isEqualTo("guard");
        return words[2] + "/" + words[3];
    }
}
