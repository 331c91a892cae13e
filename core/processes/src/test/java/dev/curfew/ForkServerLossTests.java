package dev.curfew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.curfew.process.Command;
import dev.curfew.process.Containment;
import dev.curfew.process.ExitStatus;
import dev.curfew.process.KillPolicy;
import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.session.Session;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM does without its fork server, and what it keeps when it uses one for long. */
@ExtendWith(OwnScope.class)
class ForkServerLossTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void requireGuards() {
        Requirement.available(Containment.GUARD);
    }

    private static String outputOf(BackgroundProcess jvm) {
        assertThat(jvm.waitFor(Patience.LIMIT.multipliedBy(4)))
                .as(jvm.errors()::text)
                .isEqualTo(new ExitStatus.Exited(0));
        return jvm.output().text();
    }

    private static Command jvm(Class<?> main) {
        return Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .separateErrors();
    }

    private static List<ProcessHandle> servers() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(" serve "))
                .toList();
    }

    @Test
    void guardsAreStartedByTheJdkIfServersAreKilledAgainAndAgain(ProcessRegistry registry) {
        BackgroundProcess jvm = registry.start(jvm(KillsItsServers.class));

        assertThat(outputOf(jvm)).isEqualTo("""
                        on pipes
                        on a terminal
                        containment: GUARD
                        servers: 0
                        clean: true
                        """);
        assertThat(jvm.errors().text()).contains("Commands are started without a fork server, which takes longer: ");
    }

    /** Processes of other users are hidden, those of the own user are not. */
    @Test
    void serverIsUsedWhereProcHidesProcesses(ProcessRegistry registry) throws IOException {
        Requirement.rootAndSetpriv();
        Requirement.mounts();
        Command unprivileged =
                new UnprivilegedJvm(folder).running(StartsBothKinds.class, "mount -t proc -o hidepid=2 proc /proc;");
        List<String> argv = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child"));
        argv.addAll(unprivileged.argv());

        BackgroundProcess jvm =
                registry.start(Command.of(argv).inDirectory(folder).separateErrors());

        assertThat(outputOf(jvm)).isEqualTo("""
                        on pipes
                        on a terminal
                        containment: GUARD
                        servers: 1
                        clean: true
                        """);
    }

    @Test
    @Tag("thorough")
    void keepsNothingOfManyStarts(ProcessRegistry registry) {
        BackgroundProcess jvm = registry.start(jvm(StartsMany.class));

        assertThat(outputOf(jvm)).isEqualTo("""
                        pages of the server: flat
                        heap: flat
                        """);
    }

    static final class StartsBothKinds {

        private StartsBothKinds() {}

        public static void main(String[] arguments) {
            startBoth();
        }

        static void startBoth() {
            ProcessRegistry registry = ProcessRegistry.open(
                    RegistryOptions.DEFAULT.withKillPolicy(KillPolicy.AT_ONCE).withTimeout(Patience.LIMIT));
            for (Command command : List.of(
                    Command.shell("echo on pipes; sleep 1000 & sleep 1000"),
                    Command.shell("echo on a terminal; sleep 1000 & sleep 1000").inTerminal())) {
                BackgroundProcess process = registry.start(command);
                System.out.println(process.expect("\n").before().strip());
            }
            System.out.println("containment: " + Curfew.containment());
            System.out.println("servers: " + servers().size());
            System.out.println("clean: " + registry.end().isClean());
        }
    }

    static final class KillsItsServers {

        private KillsItsServers() {}

        public static void main(String[] arguments) {
            while (Session.current().problemOfForkServer().isEmpty()) {
                servers().forEach(ProcessHandle::destroyForcibly);
            }
            StartsBothKinds.startBoth();
        }
    }

    static final class StartsMany {

        private static final int MANY = 10_000;
        private static final long MEGABYTE = 1_000_000;

        /** The tables of the server are bounded, but it may not have used all of them before. */
        private static final long PAGES_OF_TABLES = 128;

        private StartsMany() {}

        public static void main(String[] arguments) throws IOException {
            start(MANY / 10);
            long server = servers().get(0).pid();
            long descriptors = descriptors("self");
            long descriptorsOfServer = descriptors(Long.toString(server));
            long pages = pages(server);
            long memory = memory();
            start(MANY);
            // The last ones are closed a moment after the last end was reported.
            await().atMost(Patience.LIMIT).until(() -> descriptors("self") <= descriptors);
            await().atMost(Patience.LIMIT).until(() -> descriptors(Long.toString(server)) <= descriptorsOfServer);
            System.out.println("pages of the server: " + flat(pages(server) - pages, PAGES_OF_TABLES));
            System.out.println("heap: " + flat(memory() - memory, 2 * MEGABYTE));
        }

        private static void start(int count) {
            try (ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT.withTimeout(Patience.LIMIT))) {
                for (int i = 0; i < count; i++) {
                    registry.start(Command.of("true")).waitFor();
                }
            }
        }

        private static long descriptors(String pid) throws IOException {
            try (Stream<Path> all = Files.list(Path.of("/proc", pid, "fd"))) {
                return all.count();
            }
        }

        private static String flat(long grown, long most) {
            return grown < most ? "flat" : grown + " more";
        }

        /** How much of a process is in memory. */
        private static long pages(long pid) throws IOException {
            String statm = Files.readString(Path.of("/proc", Long.toString(pid), "statm"));
            return Long.parseLong(statm.split(" ", 3)[1]);
        }

        private static long memory() {
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        }
    }
}
