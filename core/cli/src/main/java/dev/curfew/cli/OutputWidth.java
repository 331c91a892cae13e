package dev.curfew.cli;

import dev.curfew.session.OneShotCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The width of printed lines. */
final class OutputWidth {

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private OutputWidth() {}

    /** {@return the columns of the terminal, or practically no limit if the output is not a terminal} */
    static int columns() {
        return columns(Path.of("/proc/self/fd/1"));
    }

    /** {@return the columns of the terminal, or practically no limit if standard error is not a terminal} */
    static int columnsOfErrors() {
        return columns(Path.of("/proc/self/fd/2"));
    }

    private static int columns(Path output) {
        try {
            Path terminal = Files.readSymbolicLink(output);
            if (!terminal.startsWith("/dev/pts") && !terminal.toString().startsWith("/dev/tty")) {
                return Integer.MAX_VALUE;
            }
            List<String> argv = List.of("stty", "-F", terminal.toString(), "size");
            String size = OneShotCommand.of(argv).run(LIMIT).answer().orElse("");
            return size.matches("[0-9]{1,4} [1-9][0-9]{0,4}")
                    ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
                    : Integer.MAX_VALUE;
        } catch (IOException | UnsupportedOperationException e) {
            return Integer.MAX_VALUE;
        }
    }
}
