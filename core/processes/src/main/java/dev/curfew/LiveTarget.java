package dev.curfew;

import dev.curfew.internal.StandardError;
import dev.curfew.internal.Time;
import dev.curfew.process.LiveOutput;
import java.lang.System.Logger.Level;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;

/** The console and the logger that show live output. Not used without it, because formats of time load slowly. */
final class LiveTarget {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    /** Green, yellow, blue, magenta and cyan: readable on light and on dark, and, unlike red, no sign of an error. */
    private static final int[] COLORS = {32, 33, 34, 35, 36};

    private LiveTarget() {}

    /** {@return what shows the lines of a stream} */
    static Consumer<String> of(LiveOutput where, String name, Time time) {
        if (where == LiveOutput.LOGGER) {
            System.Logger logger = System.getLogger("dev.curfew.live");
            return line -> logger.log(Level.INFO, "[" + name + "] " + line);
        }
        boolean colored = StandardError.hasColors();
        ZoneId zone = ZoneId.systemDefault();
        return line -> StandardError.println(line(LocalTime.ofInstant(time.now(), zone), name, line, colored));
    }

    /** {@return a line for the console; a name always has the same color} */
    static String line(LocalTime at, String name, String line, boolean colored) {
        String label = "[" + name + "]";
        int color = COLORS[Math.floorMod(name.hashCode(), COLORS.length)];
        return CLOCK.format(at) + " " + (colored ? "\033[" + color + "m" + label + "\033[0m" : label) + " " + line;
    }
}
