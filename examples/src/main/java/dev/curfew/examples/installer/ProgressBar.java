package dev.curfew.examples.installer;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A bar that overwrites itself and always fits the terminal, whose size may change at any time. */
record ProgressBar(Console console) {

    void show(int done, int all) throws IOException {
        int columns = columns();
        int width = Math.max(1, columns - " 100 %".length() - "[]".length() - 1);
        int full = width * done / all;
        console.printf("\r[%s%s] %3d %%", "#".repeat(full), ".".repeat(width - full), 100 * done / all);
        console.flush();
    }

    /** Java itself cannot ask a terminal for its size. */
    private static int columns() throws IOException {
        Process stty = new ProcessBuilder("stty", "size")
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .start();
        String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return Integer.parseInt(answer.strip().replaceFirst("\\d+ ", ""));
    }
}
