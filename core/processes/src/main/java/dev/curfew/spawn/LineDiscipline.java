package dev.curfew.spawn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Queries the input mode of a terminal. The option of stty(1) that names a terminal differs between systems, so it is the
 * input of stty; a shell opens it, because the terminal would become that of this JVM if this JVM led a session.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/termios.3.html">termios(3)</a>
 */
final class LineDiscipline {

    private LineDiscipline() {}

    /**
     * {@return whether the terminal is in canonical mode; true if that cannot be determined, because it is the safe
     * answer}
     */
    static boolean readsLines(String terminal) {
        try {
            Process stty = new ProcessBuilder("/bin/sh", "-c", "stty -a <\"$1\"", "sh", terminal)
                    .redirectErrorStream(true)
                    .start();
            stty.getOutputStream().close();
            String settings = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return !Arrays.asList(settings.split("[\\s;]+", -1)).contains("-icanon");
        } catch (IOException e) {
            return true;
        }
    }
}
