package dev.curfew.docs.sandbox;

import static dev.curfew.junit.assertj.CurfewAssertions.assertThat;

import dev.curfew.EnteredSandbox;
import dev.curfew.ProcessRegistry;
import dev.curfew.process.Command;
import dev.curfew.sandbox.DrivenSandbox;
import dev.curfew.sandbox.Sandbox;
import dev.curfew.sandbox.SandboxDriver;
import dev.curfew.sandbox.SandboxScheme;
import dev.curfew.sandbox.fixture.BusyboxRoot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OwnSandboxesTests {

    @Test
    void areEnteredByADriver() {
        BusyboxRoot.require(); // Only root can mount.
        try (ProcessRegistry processes = ProcessRegistry.open()) {
            // snippet:use
            EnteredSandbox scratch = processes.enter(new ScratchSandbox("16m"));

            assertThat(scratch.start("echo kept >/mnt/note")).exits().withCode(0);
            assertThat(scratch.start("cat /mnt/note")).prints("kept").exits().withCode(0);
            assertThat(processes.start("test -e /mnt/note")).exits().withCode(1);
            // end
            assertThat(scratch.start("ls /mnt")).prints("note").exits().withCode(0);
        }
    }

    @Test
    void haveStrings() {
        ScratchScheme scheme = new ScratchScheme();

        assertThat(scheme.parse("16m")).isEqualTo(new ScratchSandbox("16m")).hasToString(scheme.scheme() + ":16m");
    }

    // snippet:sandbox
    /** This machine, with an empty /mnt in memory, which nothing outside can see and which ends with the scope. */
    record ScratchSandbox(String size) implements DrivenSandbox {

        @Override
        public SandboxDriver driver(SandboxDriver.Context context) {
            return new ScratchDriver(size, context.folder());
        }

        @Override
        public String toString() {
            return "scratch:" + size;
        }
    }
    // end

    // snippet:driver
    static final class ScratchDriver implements SandboxDriver {

        private static final String MOUNT = "mount -t tmpfs -o \"size=$0\" tmpfs /mnt && exec \"$@\"";

        private final String size;
        private final Path folder;
        private volatile long opener;

        ScratchDriver(String size, Path folder) {
            this.size = size;
            this.folder = folder;
        }

        @Override
        public Command open(List<String> argv) {
            return command(List.of("unshare", "--mount", "sh", "-c", MOUNT, size), argv);
        }

        @Override
        public void opened(long client) {
            opener = client;
        }

        @Override
        public Command exec(List<String> argv, boolean terminal) {
            return command(List.of("nsenter", "--mount", "--target", Long.toString(opener)), argv);
        }

        @Override
        public Optional<Path> home() {
            return Optional.of(folder);
        }

        @Override
        public List<Advice> advice() {
            return List.of(new Advice("must be superuser", "run the tests as root"));
        }

        private static Command command(List<String> client, List<String> argv) {
            List<String> words = new ArrayList<>(client);
            words.addAll(argv);
            return Command.of(words);
        }
    }
    // end

    // snippet:scheme
    public static final class ScratchScheme implements SandboxScheme {

        @Override
        public String scheme() {
            return "scratch";
        }

        @Override
        public Sandbox parse(String rest) {
            return new ScratchSandbox(rest);
        }
    }
    // end
}
