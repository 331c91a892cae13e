package dev.curfew.job;

import dev.curfew.internal.Time;
import dev.curfew.session.Detached;
import dev.curfew.session.Detached.Life;
import java.time.Duration;
import java.util.Optional;

/**
 * The claims of the result of a job, in the files {@code taken.1}, {@code taken.2} and so on, of which the last one
 * counts. A result is claimed by creating the next file, which only one process can do. Files are never removed, so a
 * claim cannot be lost to a process that has seen only an earlier file.
 */
final class Claims {

    private static final String PREFIX = "taken.";
    private static final String FREE = "free\n";

    private final JobFolder folder;
    private final Time time;

    Claims(JobFolder folder, Time time) {
        this.folder = folder;
        this.time = time;
    }

    /** {@return the number of the claim, or empty if the result is claimed already} */
    Optional<Integer> take(Duration lease) {
        int last = last();
        if (last > 0 && !isFree(folder.read(PREFIX + last).orElse(""))) {
            return Optional.empty();
        }
        String text = Detached.owner() + " " + time.now().plus(lease).toEpochMilli() + "\n";
        return folder.createOnce(PREFIX + (last + 1), text) ? Optional.of(last + 1) : Optional.empty();
    }

    private int last() {
        int last = 0;
        while (folder.has(PREFIX + (last + 1))) {
            last++;
        }
        return last;
    }

    private boolean isFree(String text) {
        String[] words = text.strip().split(" ", -1);
        if (text.equals(FREE) || words.length != 2 || !words[1].matches("[0-9]{1,18}")) {
            return true;
        }
        Life life = Detached.lifeOf(words[0]);
        return life == Life.ENDED || life == Life.REBOOTED || time.now().toEpochMilli() >= Long.parseLong(words[1]);
    }

    void giveBack(int number) {
        folder.replace(PREFIX + number, FREE);
    }
}
