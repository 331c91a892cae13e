package dev.curfew.session;

import static dev.curfew.session.LaneUnderTest.MARKER;
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

/** The native program as a lane, on pipes: how it takes an order, and guards what it has started. */
@Tag("any-jdk")
class LaneProgramTests extends SandboxTestCase {

    private static final String ALL_BYTES =
            IntStream.range(1, 256).mapToObj(Character::toString).collect(Collectors.joining());

    @Test
    void passesArgumentsAsTheyAre() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                LaneUnderTest lane = sandbox.readyLane()) {
            lane.send(LaneOrder.of("printf", "<%s>", "", "a b", "'\"\\$(id)`id`", "two\nlines", ALL_BYTES, ""));

            assertThat(lane.readUntil(MARKER))
                    .isEqualTo("<><a b><'\"\\$(id)`id`><two\nlines><" + ALL_BYTES + "><>" + MARKER);
            assertThat(sandbox.nextLine()).matches("id pid \\d+ \\d+");
            assertThat(sandbox.nextLine()).isEqualTo("id exit 0");
            assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
            assertThat(lane.awaitExit()).isZero();
        }
    }

    @Test
    void makesTheEnvironment() throws Exception {
        String show = "echo ${HOME+home} ${NOT_THERE+there} ${NEW-no}";
        List<String> set = List.of("NEW=a=b c", "PATH=" + System.getenv("PATH"));
        try (SandboxUnderTest sandbox = enter();
                LaneUnderTest inherited = sandbox.readyLane();
                LaneUnderTest removed = sandbox.readyLane();
                LaneUnderTest replaced = sandbox.readyLane();
                LaneUnderTest empty = sandbox.readyLane()) {
            inherited.send(LaneOrder.shell(show).with("inherited", List.of(), set));
            removed.send(LaneOrder.shell(show).with("inherited", List.of("HOME", "NOT_THERE"), set));
            replaced.send(LaneOrder.shell("echo $HOME").with("inherited", List.of(), List.of("HOME=/else where")));
            empty.send(LaneOrder.of("env").with("empty", List.of(), List.of("A=" + ALL_BYTES, "B=")));

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
                LaneUnderTest lane = sandbox.readyLane()) {
            lane.send(LaneOrder.of("./script", "1").in(directory.toString()));

            assertThat(lane.readUntil(MARKER)).isEqualTo("script in " + directory + " 1\n" + MARKER);
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
                LaneUnderTest lane = sandbox.readyLane()) {
            lane.send(LaneOrder.of(program).in(directory));

            assertThat(sandbox.nextLine()).isEqualTo("id refused " + refusal);
            assertThat(lane.rest()).isEmpty();
            assertThat(lane.awaitExit()).isEqualTo(125);
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
                LaneUnderTest lane = sandbox.readyLane()) {
            lane.send(text);

            assertThat(sandbox.nextLine()).matches("(id|-) refused (7|22) order");
            assertThat(lane.awaitExit()).isEqualTo(125);
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
                LaneUnderTest lane = sandbox.readyLane()) {
            lane.send(LaneOrder.shell(script));

            assertThat(sandbox.nextLine()).matches("id pid \\d+ \\d+");
            assertThat(sandbox.nextLine()).isEqualTo("id " + end);
            assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
        }
    }

    @Test
    void marksTheEndInBothStreams() throws Exception {
        String script = "sleep 60 & echo $!; head -c 300000 /dev/zero; echo wrong >&2";
        try (SandboxUnderTest sandbox = enter();
                LaneUnderTest lane = sandbox.readyLane()) {
            lane.send(LaneOrder.shell(script));
            sandbox.nextLine();

            String child = lane.readUntil("\n");
            assertThat(lane.readUntil(MARKER)).isEqualTo("\0".repeat(300_000) + MARKER);
            assertThat(lane.errorUntil(MARKER)).isEqualTo("wrong\n" + MARKER);
            assertThat(sandbox.nextLine()).isEqualTo("id exit 0");
            assertThat(lane.isAlive()).isTrue();
            new ProcessBuilder("kill", child.strip()).start().waitFor();
            assertThat(lane.rest()).isEmpty();
            assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
        }
    }

    @Test
    void leavesTheMarkerWhenThereIsRoom() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                LaneUnderTest lane = sandbox.readyLane()) {
            lane.send(LaneOrder.shell("sleep 60 & head -c 65536 /dev/zero; exit 3"));
            sandbox.nextLine();
            assertThat(sandbox.nextLine()).isEqualTo("id exit 3");
            assertThat(lane.errorUntil(MARKER)).isEqualTo(MARKER);

            assertThat(lane.readUntil(MARKER)).isEqualTo("\0".repeat(65_536) + MARKER);
        }
    }

    @Test
    void mergesStandardError() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                LaneUnderTest lane = sandbox.readyLane()) {
            lane.send(LaneOrder.shell("echo 1; echo 2 >&2; echo 3").merged("-"));

            assertThat(lane.readUntil(MARKER)).isEqualTo("1\n2\n3\n" + MARKER);
            assertThat(lane.errorUntil(MARKER)).isEmpty();
        }
    }

    @Test
    void leavesTheInputBehindTheOrderToTheCommand() throws Exception {
        byte[] input = new byte[10_000_000];
        new Random(1).nextBytes(input);
        byte[] order = LaneOrder.of("cat").bytes();
        byte[] both = Arrays.copyOf(order, order.length + 1000);
        System.arraycopy(input, 0, both, order.length, 1000);
        try (SandboxUnderTest sandbox = enter();
                LaneUnderTest lane = sandbox.readyLane()) {
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> {
                try {
                    return lane.rest();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            lane.send(both).send(Arrays.copyOfRange(input, 1000, input.length)).endInput();

            byte[] marker = MARKER.getBytes(StandardCharsets.ISO_8859_1);
            byte[] read = output.get();
            assertThat(Arrays.copyOf(read, input.length)).isEqualTo(input);
            assertThat(Arrays.copyOfRange(read, input.length, read.length)).isEqualTo(marker);
        }
    }

    @Test
    void takesOrdersOfAnySizeInPieces() throws Exception {
        String large = "x".repeat(100_000);
        byte[] order = LaneOrder.shell("echo ${#A}; cat")
                .with("inherited", List.of(), List.of("A=" + large))
                .bytes();
        try (SandboxUnderTest sandbox = enter();
                LaneUnderTest lane = sandbox.readyLane()) {
            for (int at = 0; at < order.length; at += 30_011) {
                lane.send(Arrays.copyOfRange(order, at, Math.min(order.length, at + 30_011)));
            }
            lane.send("more").endInput();

            assertThat(lane.readUntil(MARKER)).isEqualTo("100000\nmore" + MARKER);
        }
    }

    @Test
    void saysWhyTheSystemRefuses() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                LaneUnderTest lane = sandbox.readyLane()) {
            lane.send(LaneOrder.of("echo", "x".repeat(200_000)));

            assertThat(sandbox.nextLine()).isEqualTo("id refused 7 program");
        }
    }

    @Test
    void marksTheCommand() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                LaneUnderTest lane = sandbox.readyLane()) {
            lane.send(LaneOrder.shell("grep 'file locks' /proc/self/limits | tr -s ' '")
                    .marked(processes.mark(3)));

            assertThat(lane.readUntil(MARKER))
                    .isEqualTo(
                            "Max file locks %s %s locks \n%s".formatted(processes.mark(3), processes.mark(3), MARKER));
        }
    }

    @Test
    void endsUnusedWithItsInput() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                LaneUnderTest lane = sandbox.readyLane();
                LaneUnderTest torn = sandbox.readyLane()) {
            assertThat(lane.endInput().awaitExit()).isZero();
            assertThat(torn.send("500\nid").endInput().awaitExit()).isZero();
            sandbox.send("sync now");
            assertThat(sandbox.nextLine()).isEqualTo("sync now");
        }
    }

    @Test
    void endsWithTheWarden() throws Exception {
        try (SandboxUnderTest sandbox = enter();
                LaneUnderTest unused = sandbox.readyLane();
                LaneUnderTest used = sandbox.readyLane()) {
            used.send(LaneOrder.shell("trap '' TERM HUP; sleep 60 & env -i setsid sleep 60 & echo $!; wait"));
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
                LaneUnderTest polite = sandbox.lane();
                LaneUnderTest stubborn = sandbox.lane()) {
            String first = polite.awaitReady();
            polite.send(LaneOrder.shell("sleep 60 & echo there; exec sleep 60"));
            polite.readUntil("there\n");
            sandbox.nextLine();
            sandbox.send("tell USR1 " + first);
            assertThat(polite.readUntil(MARKER)).isEqualTo(MARKER);
            assertThat(sandbox.nextLine()).isEqualTo("id signal 15");
            assertThat(sandbox.nextLine()).isEqualTo("id empty 2 0");

            String second = stubborn.awaitReady();
            stubborn.send(LaneOrder.shell("trap '' TERM; setsid sleep 60 & echo $!; while :; do sleep 1; done"));
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
                LaneUnderTest lane = sandbox.readyLane()) {
            lane.send(LaneOrder.shell(script + "; read line").in(base.toString()));
            lane.readUntil("\n");
            sandbox.nextLine();
            lane.closeOutput();
            lane.endInput();
            assertThat(sandbox.nextLine()).isEqualTo("id exit 1");

            Files.createFile(base.resolve("go"));

            assertThat(sandbox.nextLine()).isEqualTo("id empty 0 0");
        }
    }

    @Test
    void isNotEnteredForAWardenThatIsGone() throws Exception {
        try (SandboxUnderTest sandbox = enter()) {
            Files.writeString(Path.of(sandbox.folder(), "owner"), sandbox.pid() + " 1 -\n");
            try (LaneUnderTest other = sandbox.lane()) {
                assertThat(other.awaitExit()).isEqualTo(125);
                assertThat(other.errorUntil("\n")).startsWith("curfew: cannot find the warden of " + sandbox.folder());
            }
            Files.createFile(Path.of(sandbox.folder(), "closed"));
            try (LaneUnderTest closed = sandbox.lane()) {
                assertThat(closed.awaitExit()).isEqualTo(125);
            }
        }
    }
}
