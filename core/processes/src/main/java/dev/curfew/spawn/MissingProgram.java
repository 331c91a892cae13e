package dev.curfew.spawn;

import dev.curfew.internal.QuotedText;
import dev.curfew.process.Command;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Advice for programs that were not found. */
public final class MissingProgram {

    private MissingProgram() {}

    /**
     * {@return the next step; if the name of the program has blanks, it is probably a whole command line}
     *
     * @param command the command
     * @param otherwise the next step for a name without blanks
     */
    public static String nextStep(Command command, String otherwise) {
        String program = command.argv().get(0);
        if (program.chars().noneMatch(Character::isWhitespace)) {
            return otherwise;
        }
        return Stream.of(program.strip().split("\\s+", -1))
                .map(QuotedText::of)
                .collect(Collectors.joining(
                        ", ",
                        "the name of the program has blanks; pass its arguments separately, Command.of(",
                        "), or run a shell line with Command.shell(...)"));
    }
}
