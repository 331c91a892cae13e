package dev.curfew.emulator;

import java.util.ArrayDeque;
import java.util.Deque;

/** The title of the window, which programs can set, push on a stack and pop. */
final class Titles {

    private static final int MOST_ASIDE = 10;
    private static final int PUT_ASIDE = 22;
    private static final int TAKE_BACK = 23;
    private static final int ICON_ONLY = 1;

    private final Deque<String> aside = new ArrayDeque<>();
    private String title = "";

    String title() {
        return title;
    }

    /** Handle an operating system command; numbers 0 and 2 set the title. */
    void command(String text) {
        if (text.startsWith("0;") || text.startsWith("2;")) {
            title = text.substring(2);
        }
    }

    void window(int what, int which) {
        if (which == ICON_ONLY) {
            return;
        }
        if (what == PUT_ASIDE) {
            aside.push(title);
            if (aside.size() > MOST_ASIDE) {
                aside.removeLast();
            }
        } else if (what == TAKE_BACK && !aside.isEmpty()) {
            title = aside.pop();
        }
    }
}
