package dev.curfew;

import dev.curfew.process.Command;
import dev.curfew.process.Stdio;
import java.util.regex.Pattern;

/** Whether a program may have printed into a buffer of its own. */
final class Buffering {

    private static final Pattern PYTHON = Pattern.compile("\\bpython[0-9.]*\\b");

    /** Programs that switch the buffers of others off, and the usual options of those that can do it themselves. */
    private static final Pattern OFF =
            Pattern.compile("\\b(?:stdbuf|unbuffer) |" + PYTHON + "(?: -\\w+)*? -\\w*u|--unbuffered|--line-buffered");

    private Buffering() {}

    /** {@return whether the output goes to a pipe, and nothing is known that switches buffers off} */
    static boolean isLikely(Command command) {
        String line = command.toString();
        return command.stdio() instanceof Stdio.Pipes
                && !OFF.matcher(line).find()
                && !(PYTHON.matcher(line).find() && hasVariable(command, "PYTHONUNBUFFERED"));
    }

    private static boolean hasVariable(Command command, String name) {
        return command.environment().resolve(System.getenv()).containsKey(name);
    }
}
