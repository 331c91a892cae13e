package dev.curfew.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import dev.curfew.RegistryOptions;
import dev.curfew.process.Command;
import dev.curfew.process.ExitStatus;
import dev.curfew.sandbox.fixture.Patience;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM in the POSIX locale launches the job that was written. */
@Tag("any-jdk")
class PosixLocaleTests {

    private static final String WORDS = "é€😀\\ ?";
    private static final String HEX_OF_WORDS = "c3a9e282acf09f98805c203f";

    @TempDir
    private Path temp;

    @Test
    void jobsAreTheOnesThatWereWritten() {
        Command java = Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        InThePosixLocale.class.getName(),
                        temp.toString())
                .withOnlyEnv(Map.of("PATH", System.getenv("PATH"), "LC_ALL", "POSIX"));
        try (ProcessRegistry registry = ProcessRegistry.open(RegistryOptions.DEFAULT.withTimeout(Patience.LIMIT))) {
            BackgroundProcess jvm = registry.start(java);

            assertThat(jvm.waitFor()).as(jvm.output().text()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(jvm.output().text().lines())
                    .contains("encoding ANSI_X3.4-1968")
                    .contains("job " + HEX_OF_WORDS + " " + HEX_OF_WORDS);
        }
    }

    static final class InThePosixLocale {

        private static final String HEX = "hex() { printf %s \"$1\" | od -An -v -tx1 | tr -d ' \\n\\r'; }; ";

        private InThePosixLocale() {}

        public static void main(String[] arguments) {
            System.out.println("encoding " + System.getProperty("sun.jnu.encoding"));
            Command echo = Command.of("sh", "-c", HEX + "hex \"$1\"; printf ' '; hex \"$X\"", "sh", WORDS)
                    .withEnv("X", WORDS);
            try (JobStore store = JobStore.open(Path.of(arguments[0], "store"))) {
                Job job = store.launch(echo);
                job.waitFor(Patience.LIMIT);
                System.out.println("job " + job.output().text());
            }
        }
    }
}
