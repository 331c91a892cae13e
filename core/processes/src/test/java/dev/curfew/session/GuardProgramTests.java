package dev.curfew.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.sandbox.fixture.Patience;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The native program by itself: the binary for this machine, and the one for ARM. */
@Tag("any-jdk")
class GuardProgramTests {

    private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());
    private static final String MARK = "912345678901234567";

    @TempDir
    private Path folder;

    enum Build {
        COMMITTED {
            @Override
            List<String> program(Path folder) throws Exception {
                return List.of(
                        extract(folder, "guard-" + System.getProperty("os.arch").replace("amd64", "x86_64")));
            }
        },
        ARM {
            @Override
            List<String> program(Path folder) throws Exception {
                requireProgram("qemu-aarch64");
                return List.of("qemu-aarch64", extract(folder, "guard-aarch64"));
            }
        };

        abstract List<String> program(Path folder) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void reportsPidEndAndEmptiness(Build build) throws Exception {
        List<String> news = guard(build, "/bin/sh", "sh", "-c", "(sleep 0.3 &) ; exit 7");

        assertThat(news).hasSize(4);
        assertThat(news.get(0)).matches("id pid \\d+ \\d+");
        assertThat(news.get(1)).isEqualTo("id exit 7");
        assertThat(news.get(2)).matches("id used \\d+ \\d+");
        assertThat(news.get(3)).isEqualTo("id empty 0 0");
    }

    /** The first shell leaves at once, and the second works: it is counted all the same. */
    @ParameterizedTest
    @EnumSource
    void deletesAFolder(Build build) throws Exception {
        Path deleted = Files.createDirectories(folder.resolve("deleted"));
        Files.createFile(Files.createDirectories(deleted.resolve("1/2/3")).resolve("file"));
        Files.createSymbolicLink(deleted.resolve("1/link"), folder);
        List<String> argv = new ArrayList<>(build.program(folder));
        argv.addAll(List.of("prune", deleted.toString()));

        assertThat(run(argv)).isEqualTo("0");

        assertThat(deleted).doesNotExist();
        assertThat(folder).isNotEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void isTheWardenOfASession(Build build) throws Exception {
        Path session = Files.createDirectories(folder.resolve("session"));
        Path action = Files.createDirectory(session.resolve("wills")).resolve("1");
        Files.writeString(action, "echo done > '" + folder.resolve("done") + "'\n");
        List<String> argv =
                new ArrayList<>(List.of("sh", "-c", "printf 'ping\\nsync 1\\nend 7 =a-1\\n' | \"$@\"", "sh"));
        argv.addAll(build.program(folder));
        try (MarkedProcesses processes = new MarkedProcesses()) {
            processes.startWithCookie(processes.cookie() + "-1", "echo $$; exec sleep 60", 1);
            argv.addAll(List.of("warden", session.toString(), "-", processes.cookie(), "0", "0"));

            assertThat(run(argv)).matches("warden ready \\d+\nwarden pong\nsync 1\nwarden ended 7 0\n0");

            assertThat(processes.living()).isEmpty();
        }
        assertThat(session).doesNotExist();
        assertThat(folder.resolve("done")).hasContent("done");
    }

    @ParameterizedTest
    @EnumSource
    void countsWhatAllOfThemUsed(Build build) throws Exception {
        String work = "i=0; while [ $i -lt 20000 ]; do i=$((i + 1)); done";

        List<String> news = guard(build, "/bin/sh", "sh", "-c", "(" + work + ") &");

        String[] used = news.get(2).split(" ", -1);
        assertThat(Long.parseLong(used[2])).as("microseconds of CPU time").isGreaterThan(1000);
        assertThat(Long.parseLong(used[3])).as("kibibytes of memory").isBetween(100L, 1_000_000L);
    }

    @ParameterizedTest
    @EnumSource
    void tellsSignalsFromCodes(Build build) throws Exception {
        assertThat(guard(build, "/bin/sh", "sh", "-c", "exit 143").get(1)).isEqualTo("id exit 143");
        assertThat(guard(build, "/bin/sh", "sh", "-c", "kill -TERM $$").get(1)).isEqualTo("id signal 15");
    }

    /** Not on ARM: qemu does not wait for the child of vfork. */
    @ParameterizedTest
    @EnumSource(names = "COMMITTED")
    void reportsWhatCannotBeExecuted(Build build) throws Exception {
        assertThat(guard(build, "/no/such/program", "program")).containsExactly("id refused 2 program");
        assertThat(guard(build, "no-such-program", "program")).containsExactly("id refused 2 program");
        assertThat(guard(build, "/", "folder")).containsExactly("id refused 13 program");
    }

    @ParameterizedTest
    @EnumSource
    void printsWhatCannotBeExecutedIfNothingReports(Build build) throws Exception {
        assertThat(launch(build, "/no/such/program", "program"))
                .isEqualTo("curfew: cannot execute /no/such/program: errno 2\n127");
        assertThat(launch(build, "/", "folder")).isEqualTo("curfew: cannot execute /: errno 13\n126");
    }

    @ParameterizedTest
    @EnumSource
    void becomesTheCommandInASessionOfItsOwn(Build build) throws Exception {
        assertThat(launch(build, "/bin/sh", "sh", "-c", "echo $0 $1; exit 3", "zero", "one"))
                .isEqualTo("zero one\n3");
        Path script = Files.writeString(folder.resolve("script"), "echo script $1\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertThat(launch(build, script.toString(), "script", "one")).isEqualTo("script one\n0");
        assertThat(launch(build, "/bin/sh", "sh", "-c", "set -- $(cat /proc/$$/stat); [ $6 = $1 ] && echo leads"))
                .isEqualTo("leads\n0");
    }

    /** As a JVM with the POSIX locale requests it. */
    @ParameterizedTest
    @EnumSource
    void takesWordsVariablesAndADirectoryByteByByte(Build build) throws Exception {
        Path odd = Files.createDirectory(folder.resolve("gr\u00fc\u00dfe"));
        List<String> argv =
                new ArrayList<>(List.of("/bin/sh", "-c", "CURFEW_BYTES_X='\\c3\\a9=\\5c' exec \"$@\"", "sh"));
        argv.addAll(build.program(folder));
        argv.addAll(
                List.of("escaped", odd.toString().replace("\u00fc", "\\c3\\bc").replace("\u00df", "\\c3\\9f")));
        argv.addAll(List.of("launch", OWN_PID, folder.toString(), "id", "-", "-", "-"));
        argv.addAll(
                List.of("sh", "zero", "-c", "pwd; printf '%s\n' \"$0\" \"$1\" \"$X\"", "\\e2\\82\\ac", "\\5c\\0a."));

        assertThat(run(argv)).isEqualTo(odd + "\n\u20ac\n\\\n.\n\u00e9=\\\n0");
    }

    /** Not on ARM: qemu does not pass this limit on to the system. */
    @ParameterizedTest
    @EnumSource(names = "COMMITTED")
    void marksTheCommand(Build build) throws Exception {
        assertThat(launch(build, "/bin/sh", "sh", "-c", "grep 'file locks' /proc/self/limits | tr -s ' '"))
                .isEqualTo("Max file locks %s %s locks \n0".formatted(MARK, MARK));
    }

    @ParameterizedTest
    @EnumSource
    void setsLimitsAndNeverRaisesThem(Build build) throws Exception {
        String[] command = {"/bin/sh", "sh", "-c", "ulimit -S -n; ulimit -H -n; ulimit -c"};

        assertThat(launchAfter("", build, "- 7=64 4=0", command)).isEqualTo("64\n64\n0\n0");
        assertThat(launchAfter("ulimit -n 50;", build, MARK + " 7=64", command)).startsWith("50\n50\n");
        assertThat(launchAfter("ulimit -S -n 50;", build, MARK + " 7=64", command))
                .startsWith("64\n64\n");
    }

    /** As root; the limit does apply to other users. */
    @ParameterizedTest
    @EnumSource
    void startsNothingWithALimitThatDoesNotBind(Build build) throws Exception {
        String started = launchAfter("", build, MARK + " 6=4000", "/bin/sh", "sh", "-c", "echo started");

        assertThat(started)
                .isEqualTo(
                        Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)
                                ? "curfew: cannot set the limits of /bin/sh: errno 1\n126"
                                : "started\n0");
    }

    /** The closing of a session creates the file first and looks for marks afterwards. */
    @ParameterizedTest
    @EnumSource
    void startsNothingInAClosedSession(Build build) throws Exception {
        Files.createFile(folder.resolve("closed"));

        assertThat(launch(build, "/bin/sh", "sh", "-c", "echo started")).isEqualTo("125");
    }

    /** The folder goes when everything is ended. */
    @ParameterizedTest
    @EnumSource
    void startsNothingInASessionThatIsGone(Build build) throws Exception {
        List<String> argv = new ArrayList<>(build.program(folder));
        String gone = folder.resolve("gone").toString();
        argv.addAll(List.of("launch", OWN_PID, gone, "id", MARK, "-", "-", "/bin/sh", "sh", "-c", "echo started"));

        assertThat(run(argv)).isEqualTo("125");
    }

    @ParameterizedTest
    @EnumSource
    void startsNothingForAnOwnerThatIsGone(Build build) throws Exception {
        List<String> argv = new ArrayList<>(build.program(folder));
        argv.addAll(List.of("guard", "1", folder.toString(), "id", MARK, "-", "-", "/bin/sh", "sh", "-c", "echo no"));

        assertThat(run(argv)).isEqualTo("125");
    }

    /** On ARM it is qemu that does not know the system call. */
    @ParameterizedTest
    @EnumSource
    void startsNothingOutsideOfItsCgroup(Build build) throws Exception {
        List<String> news = guard(build, "/no/such/cgroup", List.of("/bin/sh", "sh", "-c", "echo started"));

        assertThat(news).singleElement().asString().matches("id failed \\d+");
    }

    @ParameterizedTest
    @EnumSource
    void tellsThePidOfWhatItDetaches(Build build) throws Exception {
        List<String> argv = new ArrayList<>(build.program(folder));
        Path pid = folder.resolve("pid");
        String script = "echo $$ >" + pid + ".draft; mv " + pid + ".draft " + pid + "; echo not said; exec sleep 1000";
        argv.addAll(List.of("detach", OWN_PID, folder.resolve("none").toString(), "/bin/sh", "sh", "-c", script));

        Process starter =
                new ProcessBuilder(argv).redirectError(Redirect.DISCARD).start();
        String said = new String(starter.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

        await().atMost(Patience.LIMIT).until(() -> Files.exists(pid));
        assertThat(said).isEqualTo(Files.readString(pid));
        ProcessHandle.of(Long.parseLong(said.strip())).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void isSmall() throws Exception {
        for (String architecture : List.of("x86_64", "aarch64")) {
            try (InputStream resource = Session.class.getResourceAsStream("guard-" + architecture)) {
                assertThat(resource.readAllBytes()).hasSizeBetween(1000, 50_000);
            }
        }
    }

    private List<String> guard(Build build, String... command) throws Exception {
        return guard(build, "-", List.of(command));
    }

    private List<String> guard(Build build, String cgroup, List<String> command) throws Exception {
        List<String> program = build.program(folder);
        Path status = folder.resolve("status");
        Files.deleteIfExists(status);
        List<String> probe = new ArrayList<>(program);
        probe.addAll(List.of("probe", status.toString()));
        assertThat(run(probe)).isIn("40", "41", "42", "43");
        List<String> argv = new ArrayList<>(program);
        argv.addAll(List.of("guard", OWN_PID, folder.toString(), "id", MARK, "-", cgroup));
        argv.addAll(command);
        try (RandomAccessFile pipe = new RandomAccessFile(status.toFile(), "rw")) {
            ProcessBuilder builder = new ProcessBuilder(argv).redirectErrorStream(true);
            builder.environment().put(MessageKey.VARIABLE, Reports.KEY.text());
            Process guard = builder.start();
            assertThat(guard.waitFor(30, TimeUnit.SECONDS)).isTrue();
            pipe.write("over\n".getBytes(StandardCharsets.US_ASCII));
            List<String> news = new ArrayList<>();
            for (String line = pipe.readLine(); !line.equals("over"); line = pipe.readLine()) {
                news.add(Reports.opened(line));
            }
            return news;
        }
    }

    private String launch(Build build, String... command) throws Exception {
        return launchAfter("", build, MARK, command);
    }

    /** After a script, in the same process. */
    private String launchAfter(String before, Build build, String mark, String... command) throws Exception {
        List<String> argv = new ArrayList<>(List.of("/bin/sh", "-c", before + " exec \"$@\"", "sh"));
        argv.addAll(build.program(folder));
        argv.addAll(List.of("launch", OWN_PID, folder.toString(), "id", mark, "-", "-"));
        argv.addAll(List.of(command));
        return run(argv);
    }

    private static String extract(Path folder, String resource) throws Exception {
        Path copy = folder.resolve(resource + ".copy");
        Path program = folder.resolve(resource);
        try (InputStream content = Session.class.getResourceAsStream(resource)) {
            Files.write(copy, content.readAllBytes());
        }
        // Not by this JVM: what another test starts at this moment may hold a file that is open here for writing.
        assertThat(run(List.of("cp", copy.toString(), program.toString()))).isEqualTo("0");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return program.toString();
    }

    private static void requireProgram(String name) {
        boolean there = List.of("/usr/bin/", "/bin/", "/usr/local/bin/").stream()
                .anyMatch(path -> Files.isExecutable(Path.of(path + name)));
        if (!Boolean.getBoolean("curfew.noSkip")) {
            assumeThat(there).as(name + " is installed").isTrue();
        }
        assertThat(there).as(name + " is installed").isTrue();
    }

    private static String run(List<String> argv) throws Exception {
        Process process = new ProcessBuilder(argv).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output + process.waitFor();
    }
}
