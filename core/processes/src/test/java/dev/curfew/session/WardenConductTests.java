package dev.curfew.session;

import static dev.curfew.session.MarkedProcesses.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.session.WardenUnderTest.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the warden treats its folder, requests and signals, and what it cannot do. */
@Tag("any-jdk")
class WardenConductTests extends WardenTestCase {

    @Test
    void endsEverythingAtEndOfFile() throws Exception {
        processes.start(processes.mark(3), TREE, 4);
        processes.start(processes.mark(4), "env -i setsid sleep 60 & echo $!", 1);
        processes.startWithCookie("outer-1:" + processes.cookie() + "-12", ONE, 1);
        List<Long> neighbor = processes.startUnmarked(ONE, 1);
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();

            warden.endOfFile();

            assertThat(warden.awaitExit()).isZero();
            assertThat(processes.living()).isEmpty();
            assertThat(folder).doesNotExist();
            assertAlive(neighbor);
        }
    }

    @Test
    void removesWhateverIsInItsFolder() throws Exception {
        Path outside = Files.createDirectory(base.resolve("outside"));
        Path file = Files.writeString(outside.resolve("file"), "kept");
        Path linked = Files.writeString(outside.resolve("linked"), "kept too");
        Files.setPosixFilePermissions(linked, PosixFilePermissions.fromString("r--r--r--"));
        new ProcessBuilder("sh", "-ec", FILL, folder.toString(), outside.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        assertThat(folder.resolve("locked/deep/.hidden/file")).exists();
        Start start = warden();
        if (System.getProperty("user.name").equals("root")) {
            new ProcessBuilder("chown", "-RP", NOBODY, base.toString()).start().waitFor();
            start = start.through("setpriv", "--reuid", NOBODY, "--clear-groups");
        }
        try (WardenUnderTest warden = start.in(folder)) {
            warden.nextLine();

            warden.endOfFile();

            assertThat(warden.awaitExit()).isZero();
            assertThat(folder).doesNotExist();
            assertThat(file).hasContent("kept");
            assertThat(Files.getPosixFilePermissions(linked)).isEqualTo(PosixFilePermissions.fromString("r--r--r--"));
        }
    }

    private static final String FILL = """
            mkdir -p "$0/locked/deep/.hidden" "$0/shut/..odd" "$0/a [b] *"
            mkfifo "$0/fifo" "$0/locked/fifo"
            perl -MSocket -e 'socket(S, PF_UNIX, SOCK_STREAM, 0); bind(S, sockaddr_un($ARGV[0])) or die' "$0/socket"
            ln -s "$1" "$0/link"
            ln -s "$1" "$0/locked/link"
            ln "$1/linked" "$0/locked/hard"
            echo text > "$0/locked/deep/.hidden/file"
            echo text > "$0/a [b] *"/-rf
            chmod 500 "$0/locked/deep/.hidden" "$0/locked/deep" "$0/locked" "$0/a [b] *"
            chmod 0 "$0/shut/..odd" "$0/shut"
            """;

    @ParameterizedTest
    @CsvSource({
        "true, HUP INT TERM QUIT TSTP TTIN TTOU PIPE USR1 USR2 ALRM",
        "false, HUP INT QUIT TSTP TTIN TTOU PIPE USR1 USR2 ALRM"
    })
    void staysWhateverSignalItGets(boolean onMachineOfTheJvm, String signals) throws Exception {
        long owner = onMachineOfTheJvm ? ProcessHandle.current().pid() : 0;
        try (WardenUnderTest warden = warden().ownedBy(owner).in(folder)) {
            warden.nextLine();
            for (String signal : signals.split(" ", -1)) {
                new ProcessBuilder("sh", "-c", "kill -" + signal + " " + warden.pid())
                        .start()
                        .waitFor();
            }

            assertThat(warden.ask("ping")).isEqualTo("warden pong");
        }
    }

    @Test
    void tellsOnlyWhoseStartTimeIsKnown() throws Exception {
        String script =
                "trap 'exit' USR1; echo $$; set -- $(cat /proc/$$/stat); echo ${22}; while :; do sleep 0.1; done";
        List<Long> meant = processes.startUnmarked(script, 2);
        List<Long> other = processes.startUnmarked(script, 2);
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();

            warden.send("tell USR1 " + other.get(0) + "/" + (other.get(1) - 1) + " 0/1 x " + meant.get(0) + "/"
                    + meant.get(1));

            within(Duration.ofSeconds(30)).until(() -> !MarkedProcesses.isAlive(meant.get(0)));
            assertThat(warden.ask("sync done")).isEqualTo("sync done");
            assertAlive(List.of(other.get(0)));
        }
    }

    @Test
    void answersInTheOrderOfTheRequests() throws Exception {
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();
            warden.send("ping\nsync one\nsync two 2\nping");

            assertThat(List.of(warden.nextLine(), warden.nextLine(), warden.nextLine(), warden.nextLine()))
                    .containsExactly("warden pong", "sync one", "sync two 2", "warden pong");
        }
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        try (WardenUnderTest warden = warden().in(folder)) {
            warden.nextLine();

            assertThat(warden.ask("dance on the table")).isEqualTo("warden unknown dance");
            assertThat(warden.ask("$(echo ping)")).isEqualTo("warden unknown $(echo");
            assertThat(warden.ask("*")).isEqualTo("warden unknown *");
            assertThat(warden.ask("x".repeat(9000))).hasSizeBetween(1000, 4094).startsWith("warden unknown xxx");
            for (String refused :
                    List.of("", " 1", " 1 1", " 1 1234567890", " 1 =", " 1 =*3", " 1 1234567890123456789")) {
                assertThat(warden.ask("end" + refused)).isEqualTo("warden unknown end");
            }
        }
    }

    @Test
    void leavesWithoutATrace() throws Exception {
        List<Long> marked = processes.start(processes.mark(3), ONE, 1);
        try (WardenUnderTest warden = warden().leasing(60).in(folder)) {
            warden.nextLine();
            assertThat(warden.ask("leave")).isNull();

            assertThat(warden.awaitExit()).isZero();
            assertAlive(marked);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void namesWhatItCannotEnd() throws Exception {
        requireRoot();
        List<Long> stubborn = processes.start(processes.mark(3), ONE, 1);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        Start start = warden().through("setpriv", "--reuid", NOBODY, "--clear-groups");
        try (WardenUnderTest warden = start.in(folder)) {
            warden.nextLine();

            assertThat(warden.ask("end 9 " + processes.mark(3))).isEqualTo("warden left 9 " + stubborn.get(0));
            warden.endOfFile();
            assertThat(warden.nextLine()).isNull();
            assertThat(warden.isAlive())
                    .as("it has closed its output before it tries")
                    .isTrue();

            assertThat(warden.awaitExit()).isZero();
            assertAlive(stubborn);
            assertThat(folder.resolve("closed")).exists();
            assertThat(folder.resolve("left")).content().isEqualToIgnoringWhitespace("" + stubborn.get(0));
        }
    }

    @Test
    void takesSilenceForTheEnd() throws Exception {
        processes.start(processes.mark(3), TREE, 4);
        try (WardenUnderTest warden = warden().leasing(1).in(folder)) {
            warden.nextLine();
            long pings = Stream.generate(() -> ping(warden))
                    .limit(5)
                    .filter("warden pong"::equals)
                    .count();
            assertThat(pings).isEqualTo(5);
            assertThat(processes.living()).hasSize(4);

            within(Duration.ofSeconds(20)).until(() -> !Files.exists(folder));

            assertThat(processes.living()).isEmpty();
            within(Duration.ofSeconds(30)).until(() -> !warden.isAlive());
        }
    }

    /** One at a time, each half a lease after the one before. */
    private static String ping(WardenUnderTest warden) {
        try {
            new ProcessBuilder("sleep", "0.5").start().waitFor();
            return warden.ask("ping");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void goesOnWhereNoForkIsPossible() throws Exception {
        requireRoot();
        new ProcessBuilder("chown", NOBODY, base.toString(), folder.toString())
                .start()
                .waitFor();
        String drop = "exec setpriv --reuid " + NOBODY + " --clear-groups ";
        List<Long> scope = processes.start(processes.mark(3), drop + "sh -c '" + ONE + "'", 1);
        List<Long> rest = processes.startWithCookie(processes.cookie() + "-4", drop + "sh -c '" + ONE + "'", 1);
        Start start = warden().through("setpriv", "--reuid", NOBODY, "--clear-groups", "prlimit", "--nproc=1");
        try (WardenUnderTest warden = start.in(folder)) {
            warden.nextLine();

            assertThat(warden.ask("end 1 " + processes.mark(3))).isEqualTo("warden ended 1 1");
            assertDead(scope);
            assertThat(warden.ask("ping")).isEqualTo("warden pong");
            warden.endOfFile();
            warden.awaitExit();

            assertDead(rest);
            assertThat(folder).doesNotExist();
        }
    }
}
