package dev.curfew.emulator;

import dev.curfew.process.TerminalSize;
import dev.curfew.terminal.Screen;
import java.nio.charset.StandardCharsets;

/** Screens that were empty before some output. */
final class Screens {

    private Screens() {}

    static Screen of(String printed, TerminalSize size) {
        ScreenRecorder recorder = new ScreenRecorder(size, answer -> {});
        byte[] bytes = printed.getBytes(StandardCharsets.UTF_8);
        recorder.append(bytes, 0, bytes.length);
        return recorder.screen();
    }
}
