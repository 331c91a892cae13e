package dev.curfew.spawn;

import dev.curfew.session.OneShotCommand;
import dev.curfew.session.OneShotResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Queries and sets the input modes of a terminal. The option of stty(1) that names a terminal differs between systems,
 * so it is the input of stty; a shell opens it, because the terminal would become that of this JVM if this JVM led a
 * session.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/termios.3.html">termios(3)</a>
 */
final class LineDiscipline {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private LineDiscipline() {}

    /**
     * {@return whether the terminal is in canonical mode; true if that cannot be determined, because it is the safe
     * answer}
     */
    static boolean readsLines(String terminal) {
        return !stty("-a", terminal).contains("-icanon");
    }

    /**
     * {@return whether the terminal shows what is typed; true if that cannot be determined, because it is the safe
     * answer}
     */
    static boolean echoes(String terminal) {
        return !stty("-a", terminal).contains("-echo");
    }

    /** Have the terminal erase whole characters while a line is edited. Without effect where it cannot. */
    static void setUtf8(String terminal) {
        stty("iutf8", terminal);
    }

    /** {@return the words of the answer; empty if there is none} */
    private static List<String> stty(String what, String terminal) {
        try {
            OneShotResult stty = OneShotCommand.of(
                            List.of("/bin/sh", "-c", "stty \"$1\" <\"$2\"", "sh", what, terminal))
                    .runUninterruptibly(LIMIT);
            return Arrays.asList(stty.output().text().split("[\\s;]+", -1));
        } catch (IOException e) {
            return List.of();
        }
    }
}
