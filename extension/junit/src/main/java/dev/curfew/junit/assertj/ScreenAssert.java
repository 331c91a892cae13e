package dev.curfew.junit.assertj;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.UnexpectedScreenException;
import dev.curfew.junit.snapshot.SnapshotFile;
import dev.curfew.junit.snapshot.SnapshotMode;
import dev.curfew.junit.snapshot.Snapshots;
import dev.curfew.junit.snapshot.TestClass;
import dev.curfew.terminal.Locator;
import dev.curfew.terminal.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the screen of a terminal, which compare it with snapshots: files that show what it is expected to be.
 *
 * <p>A snapshot is a text file with the lines of the screen in a frame. It does not depend on the cursor. The screen of
 * a process is compared until it matches, for at most the time set by
 * {@link BackgroundProcessAssert#within(Duration)}, or else the default timeout of the process.
 *
 * <p>A snapshot that is missing is written, and the assertion holds; on CI, it fails. The screen of a process is written
 * when it is not empty and has not changed for 300 ms. The system property {@code curfew.snapshots}, or else the
 * environment variable {@code CURFEW_SNAPSHOTS}, sets what is written:
 *
 * <ul>
 *   <li>{@code update}: snapshots that are missing or differ
 *   <li>{@code new}: snapshots that are missing; the default
 *   <li>{@code check}: none; the default if a variable of the environment, such as {@code CI}, tells that this is CI
 * </ul>
 *
 * <p>Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.STABLE)
public class ScreenAssert extends DiagnosedAssert<ScreenAssert, Screen> {

    private static final String UPDATE = "-Dcurfew.snapshots=update";

    /** The process with this screen, if it can still change. */
    @Nullable
    BackgroundProcess process;

    /** How long it may take until the screen matches, if that is set. */
    @Nullable
    Duration timeout;

    /** Tests set their own. */
    Supplier<SnapshotMode> mode = SnapshotMode::ofThisJvm;

    private Locator[] masks = {};

    /**
     * Create assertions.
     *
     * @param actual the screen
     */
    public ScreenAssert(Screen actual) {
        super(actual, ScreenAssert.class);
    }

    /**
     * Replace what varies by asterisks in the comparisons that follow, as {@link Screen#snapshot(Locator...)} does. All
     * matches are replaced; there need not be any.
     *
     * @param locators what varies, such as times
     * @return these assertions
     */
    public ScreenAssert masking(Locator... locators) {
        masks = Stream.of(masks, locators).flatMap(Arrays::stream).toArray(Locator[]::new);
        return this;
    }

    /**
     * Verify that the screen matches a snapshot of this test class: the file {@code NAME.txt} below
     * {@code src/test/resources}, in a folder named after the package and the outermost class.
     *
     * <p>The class is the one whose method JUnit has called in this thread.
     *
     * @param name the name of the snapshot, of letters, digits, {@code _}, {@code -} and {@code .}
     * @return these assertions
     * @throws IllegalStateException if the test class or its folder cannot be found
     */
    public ScreenAssert matchesSnapshot(String name) {
        isNotNull();
        return check(Snapshots.OF_THIS_JVM.use(TestClass.folder(), name));
    }

    /**
     * Verify that the screen matches a snapshot in any file. Such a file is not reported if no test uses it.
     *
     * @param file the file
     * @return these assertions
     */
    public ScreenAssert matchesSnapshot(Path file) {
        isNotNull();
        return check(new SnapshotFile(file));
    }

    private ScreenAssert check(SnapshotFile file) {
        ScreenSubject subject = new ScreenSubject(actual, process, timeout);
        SnapshotMode when = mode.get();
        Optional<String> expected = file.read();
        if (when == SnapshotMode.UPDATE || (when == SnapshotMode.NEW && expected.isEmpty())) {
            return write(file, subject);
        }
        if (expected.isEmpty()) {
            throw failure(headline(subject, file, "there is no such file")
                    .with("file", file.path().toString())
                    .with("screen", subject.frame(actual, masks))
                    .with(
                            "next",
                            "run the test outside of CI or with " + UPDATE + ", look at the file, and commit it"));
        }
        return compare(file, expected.get(), subject);
    }

    private ScreenAssert write(SnapshotFile file, ScreenSubject subject) {
        String frame;
        try {
            frame = subject.frame(subject.stable(), masks);
        } catch (UnexpectedScreenException e) {
            throw failure(new Failure(e.diagnosis(), e));
        }
        if (!Snapshots.OF_THIS_JVM.write(file, frame)) {
            FrameDifference difference = FrameDifference.between(file.read().orElse(""), frame);
            Diagnosis frames =
                    frames(headline(subject, file, "this run has written it with another screen"), file, difference);
            throw failure(frames.with("next", "give each screen a name of its own"));
        }
        return this;
    }

    private ScreenAssert compare(SnapshotFile file, String expected, ScreenSubject subject) {
        String found = subject.frame(
                subject.await(screen -> subject.frame(screen, masks).equals(expected)), masks);
        if (!found.equals(expected)) {
            FrameDifference difference = FrameDifference.between(expected, found);
            Diagnosis diagnosis = frames(headline(subject, file, difference.count()), file, difference)
                    .withFactsOf(subject.facts())
                    .with("next", "if the actual screen is right, run the test with " + UPDATE);
            throw difference(found, expected, diagnosis);
        }
        return this;
    }

    private static Diagnosis headline(ScreenSubject subject, SnapshotFile file, String but) {
        return Diagnosis.of("Expected " + subject.name() + " to match snapshot [" + file.name() + "], but " + but);
    }

    private static Diagnosis frames(Diagnosis headline, SnapshotFile file, FrameDifference difference) {
        return headline.with("expected", "(" + file.path() + ")\n" + difference.markedExpected())
                .with("actual", "(lines that differ are marked with >)\n" + difference.markedFound());
    }
}
