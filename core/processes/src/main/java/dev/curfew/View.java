package dev.curfew;

import dev.curfew.process.Stdio;
import dev.curfew.session.ViewSocket.Kind;
import dev.curfew.session.ViewSocket.Message;
import dev.curfew.terminal.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a viewer has seen of a process, to find out what is new: the screen if the process has drawn on one, otherwise
 * the lines of its output. Not thread-safe.
 */
final class View {

    /** How many of the lines that were printed before the viewer came are shown. */
    private static final int EARLIER_LINES = 200;

    private final BackgroundProcess process;
    private final List<LiveLines> streams = new ArrayList<>(2);
    private boolean isFirst = true;
    private String screen = "";

    View(BackgroundProcess process) {
        this.process = process;
        streams.add(new LiveLines(process.output(), process::redaction));
        if (process.command().stdio().equals(Stdio.SEPARATE_PIPES)) {
            streams.add(new LiveLines(process.errors(), process::redaction));
        }
    }

    /** {@return what is new while the command runs, or empty if nothing is} */
    Optional<Message> news() {
        return news(LiveLines::ready);
    }

    /** {@return what is new after the end of the command, or empty if nothing is} */
    Optional<Message> last() {
        return news(LiveLines::all);
    }

    private Optional<Message> news(Function<LiveLines, List<String>> reading) {
        Optional<Screen> drawn = process.drawnScreen();
        return drawn.isPresent() ? screen(process.redaction().redact(drawn.get().framed())) : lines(reading);
    }

    private Optional<Message> screen(String now) {
        if (now.equals(screen)) {
            return Optional.empty();
        }
        screen = now;
        return Optional.of(new Message(Kind.SCREEN, now));
    }

    private Optional<Message> lines(Function<LiveLines, List<String>> reading) {
        List<String> lines = new ArrayList<>();
        streams.forEach(stream -> lines.addAll(reading.apply(stream)));
        List<String> shown = isFirst ? lines.subList(Math.max(0, lines.size() - EARLIER_LINES), lines.size()) : lines;
        isFirst = false;
        return shown.isEmpty()
                ? Optional.empty()
                : Optional.of(new Message(
                        Kind.LINES, shown.stream().map(line -> line + "\n").collect(Collectors.joining())));
    }
}
