package dev.curfew.spawn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Queries the input mode of a terminal.
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
            Process stty = new ProcessBuilder("stty", "-F", terminal, "-a")
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
