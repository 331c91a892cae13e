package dev.curfew.job;

import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.SpawnException;
import dev.curfew.process.Command;
import dev.curfew.session.Mark;
import dev.curfew.spawn.Rlimits;
import dev.curfew.table.Cookies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command line of the native program that watches a job, and its answer; see job.h. */
final class WatcherOrder {

    static final String VARIABLE = Cookies.VARIABLE;

    private static final int SHARES = 4;
    private static final int CENTURY_DAYS = 36_525;
    private static final int NO_SUCH_FILE = 2;
    private static final int ACCESS_DENIED = 13;
    private static final String NUMBER_ENDING = "0000001";

    private WatcherOrder() {}

    /** {@return the mark of a job, which is its only one} */
    static Mark mark(JobRecord record) {
        boolean numbered = !record.prefix().equals("-");
        return new Mark(record.id() + "-1", numbered ? Long.parseLong(record.prefix() + NUMBER_ENDING) : 0);
    }

    /**
     * A quarter of the bytes is for the beginning of the output; the rest is for two files, of which the older is
     * dropped when both are full.
     */
    static List<String> argv(String program, Path folder, JobRecord record, Command command) {
        JobOptions options = record.options();
        long head = options.keptOutput() / SHARES;
        List<String> own = List.of(
                program,
                "job",
                folder.toString(),
                Rlimits.behind(mark(record), command),
                Long.toString(Math.max(1, millis(options.maxRuntime()))),
                Long.toString(millis(options.grace())),
                Long.toString(head),
                Long.toString((options.keptOutput() - head) / 2));
        return new ArrayList<>(
                Stream.concat(own.stream(), command.argv().stream()).toList());
    }

    /** Limited to a century, so that sums do not overflow. */
    private static long millis(Duration duration) {
        return Math.min(TimeUnit.MILLISECONDS.convert(duration), TimeUnit.DAYS.toMillis(CENTURY_DAYS));
    }

    /**
     * Check the answer of the program.
     *
     * @throws SpawnException unless it says that the command is running
     */
    static void check(String answer, Command command) {
        String[] words = answer.strip().split(" ", -1);
        if (words[0].equals("pid")) {
            return;
        }
        if (!words[0].equals("refused") || words.length < 3) {
            throw refused(
                    command,
                    "its watcher ended at once" + (answer.isBlank() ? "" : ", and printed " + answer.strip()),
                    "check limits on processes, memory and open files");
        }
        int error = Integer.parseInt(words[1]);
        throw switch (error) {
            case NO_SUCH_FILE -> refused(command, "program not found", "install the program, or pass its full path");
            case ACCESS_DENIED ->
                refused(command, "program is not executable", "run chmod +x on it, or pass it to its interpreter");
            default -> refused(command, words[2] + " refused with errno " + error, "look the number up in errno(3)");
        };
    }

    static SpawnException refused(Command command, String why, String next) {
        return new SpawnException(
                Diagnosis.of("Failed to start job [" + command.name() + "]: " + why)
                        .with("command", command.toString())
                        .with("next", next),
                null);
    }
}
