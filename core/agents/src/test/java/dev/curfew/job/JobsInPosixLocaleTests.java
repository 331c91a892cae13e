package dev.curfew.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.curfew.sandbox.fixture.Patience;
import dev.curfew.sandbox.fixture.PosixJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A JVM in the POSIX locale launches the job that was written. */
@Tag("any-jdk")
class JobsInPosixLocaleTests {

    @TempDir
    private Path temp;

    @Test
    void jobsAreTheOnesThatWereWritten() {
        assertThat(PosixJvm.run(InThePosixLocale.class, temp))
                .contains("encoding ANSI_X3.4-1968")
                .contains("job " + PosixJvm.HEX_OF_WORDS + " " + PosixJvm.HEX_OF_WORDS);
    }

    static final class InThePosixLocale {

        private InThePosixLocale() {}

        public static void main(String[] arguments) {
            System.out.println("encoding " + System.getProperty("sun.jnu.encoding"));
            try (JobStore store = JobStore.open(Path.of(arguments[0], "store"))) {
                Job job = store.launch(PosixJvm.echo());
                job.waitFor(Patience.LIMIT);
                System.out.println("job " + job.output().text());
            }
        }
    }
}
