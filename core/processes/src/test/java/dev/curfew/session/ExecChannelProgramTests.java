package dev.curfew.session;

import static dev.curfew.session.ExecChannelUnderTest.MARKER;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The native program as an exec channel, on pipes: how it takes an order, and guards what it has started. */
@Tag("any-jdk")
class ExecChannelProgramTests extends SandboxTestCase {

    private static final String ALL_BYTES =
            IntStream.range(1, 256).mapToObj(Character::toString).collect(Collectors.joining());

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            channel.send(
                    ExecChannelOrder.of("printf", "<%s>", "", "a b", "'\"\\$(id)`id`", "two\nlines", ALL_BYTES, ""));

            assertThat(channel.readUntil(MARKER))
                    .isEqualTo("<><a b><'\"\\$(id)`id`><two\nlines><" + ALL_BYTES + "><>" + MARKER);
            assertThat(sandbox.nextLine()).matches("id pid \\d+ \\d+");
            assertThat(sandbox.nextLine()).isEqualTo("id exit 0");
            assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
            assertThat(channel.awaitExit()).isZero();
        }
    }

    @Test
    void makesTheEnvironment() throws Exception {
        String show = "echo ${HOME+home} ${NOT_THERE+there} ${NEW-no}";
        List<String> set = List.of("NEW=a=b c", "PATH=" + System.getenv("PATH"));
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest inherited = sandbox.readyLane();
                ExecChannelUnderTest removed = sandbox.readyLane();
                ExecChannelUnderTest replaced = sandbox.readyLane();
                ExecChannelUnderTest empty = sandbox.readyLane()) {
            inherited.send(ExecChannelOrder.shell(show).with("inherited", List.of(), set));
            removed.send(ExecChannelOrder.shell(show).with("inherited", List.of("HOME", "NOT_THERE"), set));
            replaced.send(
                    ExecChannelOrder.shell("echo $HOME").with("inherited", List.of(), List.of("HOME=/else where")));
            empty.send(ExecChannelOrder.of("env").with("empty", List.of(), List.of("A=" + ALL_BYTES, "B=")));

            assertThat(inherited.readUntil(MARKER)).isEqualTo("home a=b c\n" + MARKER);
            assertThat(removed.readUntil(MARKER)).isEqualTo("a=b c\n" + MARKER);
            assertThat(replaced.readUntil(MARKER)).isEqualTo("/else where\n" + MARKER);
            assertThat(empty.readUntil(MARKER)).isEqualTo("A=" + ALL_BYTES + "\nB=\n" + MARKER);
        }
    }

    @Test
    void entersTheDirectory() throws Exception {
        Path directory = Files.createDirectory(base.resolve("a 'folder'"));
        Path script = Files.writeString(directory.resolve("script"), "echo script in $PWD $1\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            channel.send(ExecChannelOrder.of("./script", "1").in(directory.toString()));

            assertThat(channel.readUntil(MARKER)).isEqualTo("script in " + directory + " 1\n" + MARKER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/no/such/folder, true, 2 directory",
        "/etc/passwd, true, 20 directory",
        "/, no-such-program, 2 program",
        "/, ./no-such-program, 2 program",
        "/, '', 2 program",
        "/, /etc, 13 program",
        "/, /etc/passwd, 13 program",
        "/, /etc/passwd/x, 20 program",
    })
    void refusesWhatCannotBeRun(String directory, String program, String refusal) throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            channel.send(ExecChannelOrder.of(program).in(directory));

            assertThat(sandbox.nextLine()).isEqualTo("id refused " + refusal);
            assertThat(channel.rest()).isEmpty();
            assertThat(channel.awaitExit()).isEqualTo(125);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\nid\0x\0",
                "0\n",
                "x\n",
                "99999999999999\n",
                "38\nid\0-\0-\0-\0-\0separate\0empty\0000\0000\0007\0ls\0\0\0\0"
            })
    void refusesWhatIsNoOrder(String text) throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            channel.send(text);

            assertThat(sandbox.nextLine()).matches("(id|-) refused (7|22) order");
            assertThat(channel.awaitExit()).isEqualTo(125);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "exit 0, exit 0",
        "exit 7, exit 7",
        "exit 255, exit 255",
        "exit 143, exit 143",
        "kill -9 $$, signal 9",
        "kill -TERM $$, signal 15",
        "kill -PIPE $$, signal 13"
    })
    void tellsHowTheCommandEnds(String script, String end) throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            channel.send(ExecChannelOrder.shell(script));

            assertThat(sandbox.nextLine()).matches("id pid \\d+ \\d+");
            assertThat(sandbox.nextLine()).isEqualTo("id " + end);
            assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
        }
    }

    @Test
    void marksTheEndInBothStreams() throws Exception {
        String script = "sleep 60 & echo $!; head -c 300000 /dev/zero; echo wrong >&2";
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            channel.send(ExecChannelOrder.shell(script));
            sandbox.nextLine();

            String child = channel.readUntil("\n");
            assertThat(channel.readUntil(MARKER)).isEqualTo("\0".repeat(300_000) + MARKER);
            assertThat(channel.errorUntil(MARKER)).isEqualTo("wrong\n" + MARKER);
            assertThat(sandbox.nextLine()).isEqualTo("id exit 0");
            assertThat(channel.isAlive()).isTrue();
            new ProcessBuilder("kill", child.strip()).start().waitFor();
            assertThat(channel.rest()).isEmpty();
            assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
        }
    }

    @Test
    void leavesTheMarkerWhenThereIsRoom() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            channel.send(ExecChannelOrder.shell("sleep 60 & head -c 65536 /dev/zero; exit 3"));
            sandbox.nextLine();
            assertThat(sandbox.nextLine()).isEqualTo("id exit 3");
            assertThat(channel.errorUntil(MARKER)).isEqualTo(MARKER);

            assertThat(channel.readUntil(MARKER)).isEqualTo("\0".repeat(65_536) + MARKER);
        }
    }

    @Test
    void mergesStandardError() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            channel.send(ExecChannelOrder.shell("echo 1; echo 2 >&2; echo 3").merged("-"));

            assertThat(channel.readUntil(MARKER)).isEqualTo("1\n2\n3\n" + MARKER);
            assertThat(channel.errorUntil(MARKER)).isEmpty();
        }
    }

    @Test
    void leavesTheInputBehindTheOrderToTheCommand() throws Exception {
        byte[] input = new byte[10_000_000];
        new Random(1).nextBytes(input);
        byte[] order = ExecChannelOrder.of("cat").bytes();
        byte[] both = Arrays.copyOf(order, order.length + 1000);
        System.arraycopy(input, 0, both, order.length, 1000);
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> {
                try {
                    return channel.rest();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            channel.send(both)
                    .send(Arrays.copyOfRange(input, 1000, input.length))
                    .endInput();

            byte[] marker = MARKER.getBytes(StandardCharsets.ISO_8859_1);
            byte[] read = output.get();
            assertThat(Arrays.copyOf(read, input.length)).isEqualTo(input);
            assertThat(Arrays.copyOfRange(read, input.length, read.length)).isEqualTo(marker);
        }
    }

    @Test
    void takesOrdersOfAnySizeInPieces() throws Exception {
        String large = "x".repeat(100_000);
        byte[] order = ExecChannelOrder.shell("echo ${#A}; cat")
                .with("inherited", List.of(), List.of("A=" + large))
                .bytes();
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            for (int at = 0; at < order.length; at += 30_011) {
                channel.send(Arrays.copyOfRange(order, at, Math.min(order.length, at + 30_011)));
            }
            channel.send("more").endInput();

            assertThat(channel.readUntil(MARKER)).isEqualTo("100000\nmore" + MARKER);
        }
    }

    @Test
    void saysWhyTheSystemRefuses() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            channel.send(ExecChannelOrder.of("echo", "x".repeat(200_000)));

            assertThat(sandbox.nextLine()).isEqualTo("id refused 7 program");
        }
    }

    @Test
    void marksTheCommand() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            channel.send(ExecChannelOrder.shell("grep 'file locks' /proc/self/limits | tr -s ' '")
                    .marked(processes.mark(3)));

            assertThat(channel.readUntil(MARKER))
                    .isEqualTo(
                            "Max file locks %s %s locks \n%s".formatted(processes.mark(3), processes.mark(3), MARKER));
        }
    }

    @Test
    void endsUnusedWithItsInput() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane();
                ExecChannelUnderTest torn = sandbox.readyLane()) {
            assertThat(channel.endInput().awaitExit()).isZero();
            assertThat(torn.send("500\nid").endInput().awaitExit()).isZero();
            sandbox.send("sync now");
            assertThat(sandbox.nextLine()).isEqualTo("sync now");
        }
    }

    @Test
    void endsWithTheWarden() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest unused = sandbox.readyLane();
                ExecChannelUnderTest used = sandbox.readyLane()) {
            used.send(ExecChannelOrder.shell("trap '' TERM HUP; sleep 60 & env -i setsid sleep 60 & echo $!; wait"));
            long escaped = Long.parseLong(used.readUntil("\n").strip());

            new ProcessBuilder("kill", "-9", Long.toString(sandbox.pid()))
                    .start()
                    .waitFor();

            assertThat(unused.awaitExit()).isEqualTo(125);
            used.awaitExit();
            assertDead(List.of(escaped));
        }
    }

    @Test
    void endsWhenItIsTold() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest polite = sandbox.channel();
                ExecChannelUnderTest stubborn = sandbox.channel()) {
            String first = polite.awaitReady();
            polite.send(ExecChannelOrder.shell("sleep 60 & echo there; exec sleep 60"));
            polite.readUntil("there\n");
            sandbox.nextLine();
            sandbox.send("tell USR1 " + first);
            assertThat(polite.readUntil(MARKER)).isEqualTo(MARKER);
            assertThat(sandbox.nextLine()).isEqualTo("id signal 15");
            assertThat(sandbox.nextLine()).isEqualTo("id empty 2 0");

            String second = stubborn.awaitReady();
            stubborn.send(ExecChannelOrder.shell("trap '' TERM; setsid sleep 60 & echo $!; while :; do sleep 1; done"));
            stubborn.readUntil("\n");
            sandbox.nextLine();
            sandbox.send("tell TERM " + second);
            assertThat(sandbox.nextLine()).isEqualTo("id signal 9");
            assertThat(sandbox.nextLine()).matches("id empty [23] [23]");
        }
    }

    /** Other processes may still write when the output is no longer read. */
    @Test
    void keepsWhatIsLeftWhenItIsNotRead() throws Exception {
        String script = "exec 3>&1; sh -c 'exec >/dev/null 2>&1 3>&-; while ! [ -e go ]; do sleep 0.1; done' & echo $!";
        try (SandboxUnderTest sandbox = enter();
                ExecChannelUnderTest channel = sandbox.readyLane()) {
            channel.send(ExecChannelOrder.shell(script + "; read line").in(base.toString()));
            channel.readUntil("\n");
            sandbox.nextLine();
            channel.closeOutput();
            channel.endInput();
            assertThat(sandbox.nextLine()).isEqualTo("id exit 1");

            Files.createFile(base.resolve("go"));

            assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
        }
    }

    @Test
    void isNotEnteredForAWardenThatIsGone() throws Exception {
        try (SandboxUnderTest sandbox = enter()) {
            Files.writeString(Path.of(sandbox.folder(), "owner"), sandbox.pid() + " 1 -\n");
            try (ExecChannelUnderTest other = sandbox.channel()) {
                assertThat(other.awaitExit()).isEqualTo(125);
                assertThat(other.errorUntil("\n")).startsWith("curfew: cannot find the warden of " + sandbox.folder());
            }
            Files.createFile(Path.of(sandbox.folder(), "closed"));
            try (ExecChannelUnderTest closed = sandbox.channel()) {
                assertThat(closed.awaitExit()).isEqualTo(125);
            }
        }
    }
}
