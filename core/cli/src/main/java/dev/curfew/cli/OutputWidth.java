package dev.curfew.cli;

import dev.curfew.session.OneShotCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** The size of the terminal to which lines are printed. */
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

    /** {@return the rows of the terminal, or empty if the output is not a terminal} */
    static OptionalInt rows() {
        return size(Path.of("/proc/self/fd/1"), 0);
    }

    private static int columns(Path output) {
        return size(output, 1).orElse(Integer.MAX_VALUE);
    }

    /** {@return the rows or the columns, which stty prints in this order} */
    private static OptionalInt size(Path output, int index) {
        try {
            Path terminal = Files.readSymbolicLink(output);
            if (!terminal.startsWith("/dev/pts") && !terminal.toString().startsWith("/dev/tty")) {
                return OptionalInt.empty();
            }
            List<String> argv = List.of("stty", "-F", terminal.toString(), "size");
            String size = OneShotCommand.of(argv).run(LIMIT).answer().orElse("");
            return size.matches("[1-9][0-9]{0,4} [1-9][0-9]{0,4}")
                    ? OptionalInt.of(Integer.parseInt(size.split(" ", -1)[index]))
                    : OptionalInt.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return OptionalInt.empty();
        }
    }
}
