package dev.curfew.emulator;

import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Screen;
import java.nio.charset.StandardCharsets;

/** Screens that were empty before some output. */
public final class Screens {

    private Screens() {}

    /** {@return a screen with as many rows as lines, and with the cursor at the top} */
    public static Screen ofLines(int columns, String... lines) {
        return of(String.join("\r\n", lines) + "\033[H", new TerminalSize(columns, lines.length));
    }

    public static Screen of(String printed, TerminalSize size) {
        ScreenRecorder recorder = new ScreenRecorder(size, answer -> {});
        byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
        recorder.append(bytes, 0, bytes.length);
        return recorder.screen();
    }
}
