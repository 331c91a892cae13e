package dev.curfew.emulator;

import java.util.function.Consumer;

/** Answers the queries that programs send to a terminal, in the same way as xterm. */
final class Queries {

    private static final String CSI = "\u001B[";

    /** A VT220 with colors, like xterm with its default settings. */
    private static final String ATTRIBUTES = CSI + "?62;22c";

    private static final int OPERATING_STATUS = 5;
    private static final int CURSOR_POSITION = 6;
    private static final int SIZE_IN_CHARACTERS = 18;

    private final Display display;
    private final Modes modes;
    private final Consumer<String> answers;

    Queries(Display display, Modes modes, Consumer<String> answers) {
        this.display = display;
        this.modes = modes;
        this.answers = answers;
    }

    void attributes() {
        answers.accept(ATTRIBUTES);
    }

    void status(int what) {
        if (what == OPERATING_STATUS) {
            answers.accept(CSI + "0n");
        } else if (what == CURSOR_POSITION) {
            answers.accept(CSI + position() + "R");
        }
    }

    void privateStatus(int what) {
        if (what == CURSOR_POSITION) {
            answers.accept(CSI + "?" + position() + "R");
        }
    }

    private String position() {
        return (display.rowFromOrigin() + 1) + ";" + (display.cursor().column + 1);
    }

    void window(int what) {
        if (what == SIZE_IN_CHARACTERS) {
            answers.accept(
                    CSI + "8;" + display.size().rows() + ";" + display.size().columns() + "t");
        }
    }

    void keyboard() {
        answers.accept(CSI + "?" + modes.keyboard().current() + "u");
    }

    void mode(int mode) {
        answers.accept(CSI + mode + ";" + modes.report(mode) + "$y");
    }

    void privateMode(int mode) {
        answers.accept(CSI + "?" + mode + ";" + modes.reportPrivate(mode) + "$y");
    }
}
