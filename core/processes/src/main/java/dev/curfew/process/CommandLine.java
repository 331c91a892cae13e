package dev.curfew.process;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Formats an argument list as a line that a POSIX shell parses into the same arguments. */
final class CommandLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private static final Pattern FIRST_WORD =
            Pattern.compile("\\s*([A-Za-z0-9_@%+:,./-]*[A-Za-z0-9_@%+:,-])(?=\\s|;|$)");

    /** Commands of the shell that prepare for what follows, with their arguments and what separates them from it. */
    private static final Pattern PREPARATION =
            Pattern.compile("\\s*(?:(?:cd|trap|set|export|unset|umask|ulimit|alias|[.])(?=[\\s;&|]|$)"
                    + "(?:[<>]&|[^'\"\\\\;&|\\n]|'[^']*+'|\"(?:[^\"\\\\]|\\\\.)*+\"|\\\\.)*+[;&|\\n]*+|exec(?=\\s))");

    /** Commands of the shell, and words of its grammar, that say nothing about what a line runs. */
    private static final Set<String> WORDLESS =
            Set.of("if", "for", "while", "until", "case", "do", "function", "read", "eval", "wait", "exec");

    private CommandLine() {}

    static String of(List<String> argv) {
        return shellLine(argv).orElseGet(() -> quoted(argv));
    }

    private static String quoted(List<String> argv) {
        return argv.stream().map(CommandLine::quote).collect(Collectors.joining(" "));
    }

    /** {@return the line of a command that {@link Shell#SH} runs, or empty for any other command} */
    static Optional<String> shellLine(List<String> argv) {
        boolean shell = argv.size() == 3 && argv.subList(0, 2).equals(Shell.SH.argv());
        return shell ? Optional.of(argv.get(2)) : Optional.empty();
    }

    /**
     * {@return the file name of the program, or for a shell line, of the first program that it runs, as far as that is
     * obvious}
     */
    static String programName(List<String> argv) {
        String program = shellLine(argv).flatMap(CommandLine::firstProgram).orElse(argv.get(0));
        String fileName = program.substring(program.lastIndexOf('/') + 1);
        return fileName.isEmpty() ? program : fileName;
    }

    private static Optional<String> firstProgram(String line) {
        Matcher preparation = PREPARATION.matcher(line);
        int begin = 0;
        while (preparation.region(begin, line.length()).lookingAt()) {
            begin = preparation.end();
        }
        Matcher first = FIRST_WORD.matcher(line).region(begin, line.length());
        return first.lookingAt() && !WORDLESS.contains(first.group(1)) ? Optional.of(first.group(1)) : Optional.empty();
    }

    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
