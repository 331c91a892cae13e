package dev.curfew.process;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks into the line of a shell, to name it. Loaded only for such commands. */
final class ShellLine {

    private static final Pattern FIRST_WORD =
            Pattern.compile("\\s*([A-Za-z0-9_@%+:,./-]*[A-Za-z0-9_@%+:,-])(?=\\s|;|$)");

    /** Commands of the shell that prepare for what follows, with their arguments and what separates them from it. */
    private static final Pattern PREPARATION =
            Pattern.compile("\\s*(?:(?:cd|trap|set|export|unset|umask|ulimit|alias|[.])(?=[\\s;&|]|$)"
                    + "(?:[<>]&|[^'\"\\\\;&|\\n]|'[^']*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|\\\\.)*+[;&|\\n]*+|exec(?=\\s))");

    /** Commands of the shell, and words of its grammar, that say nothing about what a line runs. */
    private static final Set<String> WORDLESS =
            Set.of("if", "for", "while", "until", "case", "do", "function", "read", "eval", "wait", "exec");

    private ShellLine() {}

    /** {@return the first program that a line runs, as far as that is obvious} */
    static Optional<String> firstProgram(String line) {
        Matcher preparation = PREPARATION.matcher(line);
        int begin = 0;
        while (preparation.region(begin, line.length()).lookingAt()) {
            begin = preparation.end();
        }
        Matcher first = FIRST_WORD.matcher(line).region(begin, line.length());
        return first.lookingAt() && !WORDLESS.contains(first.group(1)) ? Optional.of(first.group(1)) : Optional.empty();
    }
}
