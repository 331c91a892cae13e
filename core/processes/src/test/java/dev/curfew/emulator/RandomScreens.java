package dev.curfew.emulator;

import dev.curfew.process.TerminalSize;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Output as full-screen programs print it: random, but the same for the same seed.
 *
 * <p>Terminals disagree in places, and xterm is the one that programs are told they are on. So what tmux does differently
 * is left out of what is compared with tmux: most functions in the state in which the next character
 * wraps; inserting and deleting lines outside the scroll region, or elsewhere than in the first column; repeating
 * and inserting over the end of a line; going back from the first column of a line that was wrapped, which tmux does;
 * going to a page that is shown already, and restoring on one page what was saved on the other; overwriting the second
 * half of a wide character in the first column.
 */
final class RandomScreens {

    private static final String CSI = "\u001B[";

    private static final List<String> IGNORED = List.of(
            CSI + "1;31m",
            CSI + "38;2;1;2;3m",
            CSI + "4:3m",
            CSI + "?2004h",
            CSI + "?1000h",
            CSI + ">4;2m",
            CSI + "2 q",
            "\u001B]0;title\u0007",
            "\u001B]2;other\u001B\\",
            "\u001B]8;;http://a/ö\u001B\\",
            "\u001BPq#0\u001B\\",
            "\u001B%G",
            "\u001B=",
            "\u0000",
            "\u0007",
            "\u007F");

    private static final List<String> WIDE =
            List.of("日", "本", "語", "한", "ｗ", "😀", "🚀", "e\u0301", "a\u0308\u0323", "ü", "€", "─", "x", " ", "12");

    private static final List<String> RARE = List.of(
            CSI + "1\"q",
            CSI + "0\"q",
            CSI + "?J",
            CSI + "?1K",
            "\u001B(0",
            "\u001B(B",
            "\u001B)0",
            "\u000E",
            "\u000F",
            "\u001B+0\u001BO",
            "\u001B#8",
            CSI + "!p",
            CSI + "20h",
            CSI + "20l");

    private final Random random;
    private final TerminalSize size;
    private final boolean isForTmux;
    private final ScreenRecorder recorder;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private RandomScreens(long seed, TerminalSize size, boolean isForTmux) {
        this.random = new Random(seed);
        this.size = size;
        this.isForTmux = isForTmux;
        this.recorder = new ScreenRecorder(size, answer -> {});
    }

    /** {@return ASCII, and all that moves, erases, inserts, deletes and scrolls} */
    static byte[] functions(long seed, TerminalSize size) {
        RandomScreens screens = new RandomScreens(seed, size, true);
        return screens.generate(screens::function);
    }

    /** {@return characters of all widths, overwritten, wrapped and erased} */
    static byte[] characters(long seed, TerminalSize size) {
        RandomScreens screens = new RandomScreens(seed, size, true);
        return screens.generate(screens::wide);
    }

    /** {@return all of it, in all states, and functions that only few terminals have} */
    static byte[] everything(long seed, TerminalSize size) {
        RandomScreens screens = new RandomScreens(seed, size, false);
        return screens.generate(screens::anything);
    }

    private byte[] generate(Supplier<String> source) {
        for (int steps = 10 + random.nextInt(150); steps > 0; steps--) {
            print(source.get());
        }
        return bytes.toByteArray();
    }

    private void print(String text) {
        byte[] more = text.getBytes(StandardCharsets.UTF_8);
        recorder.append(more, 0, more.length);
        bytes.writeBytes(more);
    }

    private boolean isWrapPending() {
        return isForTmux && recorder.display().cursor().wrapPending;
    }

    private int number(int most) {
        return 1 + random.nextInt(most);
    }

    private String word() {
        return random.ints(number(12), 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String goTo() {
        return CSI + number(size.rows() + 2) + ";" + number(size.columns() + 2) + "H";
    }

    private String wide() {
        String place = CSI + number(size.rows()) + ";" + (2 + number(size.columns() - 2)) + "H";
        if (isWrapPending()) {
            return pick(List.of("\r\n", "\r", place, pick(WIDE), pick(WIDE)));
        }
        return switch (random.nextInt(20)) {
            case 0, 1 -> place;
            case 2 -> "\r\n";
            case 3 -> "\r";
            default -> pick(WIDE);
        };
    }

    private String anything() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> wide();
            case 2 -> rare();
            default -> function();
        };
    }

    private String rare() {
        String some = CSI + number(6);
        return switch (random.nextInt(8)) {
            case 0 -> some + pick(List.of("a", "e", "`", "I", "Z", "^"));
            case 1 -> some + ";" + number(50) + "f";
            case 2 -> some + pick(List.of(" @", " A"));
            case 3 -> some + pick(List.of("'}", "'~"));
            case 4 -> CSI + pick(List.of("?47h", "?47l", "?1047h", "?1047l", "?1048h", "?1048l", "s", "u"));
            case 5 -> word() + CSI + number(99) + "b";
            default -> pick(RARE);
        };
    }

    private String function() {
        if (isWrapPending()) {
            return pick(List.of("\r\n", "\r", goTo(), word(), word(), CSI + "A", CSI + number(9) + "G", pick(IGNORED)));
        }
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> word();
            case 4 -> goTo();
            case 5 -> move();
            case 6 -> erase();
            case 7 -> edit();
            case 8 -> scroll();
            case 9 -> pick(List.of("\r\n", "\r", "\n", "\t", back(), "\u000B"));
            case 10 -> pick(IGNORED);
            default -> mode();
        };
    }

    private String move() {
        return CSI + (random.nextInt(4) == 0 ? "" : number(15)) + pick(List.of("A", "B", "C", "D", "E", "F", "G", "d"));
    }

    private String erase() {
        return CSI + pick(List.of("", "0", "1", "2")) + pick(List.of("K", "K", "J"));
    }

    private String back() {
        return isForTmux && recorder.display().cursor().column == 0 ? "" : "\b";
    }

    private String edit() {
        String some = CSI + number(6);
        return switch (random.nextInt(6)) {
            case 0 -> some + "@";
            case 1 -> some + "P";
            case 2 -> some + "X";
            case 3 -> inRegion(some + "L");
            case 4 -> inRegion(some + "M");
            default -> hasRoom() ? "q" + some + "b" : "";
        };
    }

    private boolean hasRoom() {
        return !isForTmux || recorder.display().cursor().column < size.columns() - 14;
    }

    private String inRegion(String function) {
        if (!isForTmux) {
            return function;
        }
        Display display = recorder.display();
        int row = display.cursor().row;
        return row >= display.top() && row <= display.bottom() ? "\r" + function : "";
    }

    private String scroll() {
        int top = number(size.rows() - 1);
        int bottom = top + number(size.rows() - top);
        return switch (random.nextInt(7)) {
            case 0, 1 -> CSI + top + ";" + bottom + "r" + goTo();
            case 2 -> CSI + "r" + goTo();
            case 3 -> CSI + number(4) + "S";
            case 4 -> CSI + number(4) + "T";
            case 5 -> "\u001BM";
            default -> pick(List.of("\u001BD", "\u001BE"));
        };
    }

    private String mode() {
        return switch (random.nextInt(10)) {
            case 0 -> hasRoom() ? CSI + "4h" + word() + CSI + "4l" : "";
            case 1 -> CSI + "?7l" + word() + "\r" + CSI + "?7h";
            case 2 -> CSI + "?6h" + goTo() + word() + CSI + "?6l" + goTo();
            case 3, 4 -> CSI + (recorder.display().isAlternate() ? "?1049l" : "?1049h") + goTo() + "\u001B7";
            case 5 -> "\u001B7";
            case 6 -> "\u001B8";
            case 7 -> "\u001BH";
            case 8 -> pick(List.of(CSI + "g", CSI + "Z", CSI + "?25l", CSI + "?25h"));
            default -> pick(List.of(CSI + "r\u001B#8", CSI + "3g"));
        };
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
