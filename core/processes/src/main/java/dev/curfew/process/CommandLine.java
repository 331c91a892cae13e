package dev.curfew.process;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Formats an argument list as a line that a POSIX shell parses into the same arguments. */
final class CommandLine {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

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
        String program = shellLine(argv).flatMap(ShellLine::firstProgram).orElse(argv.get(0));
        String fileName = program.substring(program.lastIndexOf('/') + 1);
        return fileName.isEmpty() ? program : fileName;
    }

    private static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
