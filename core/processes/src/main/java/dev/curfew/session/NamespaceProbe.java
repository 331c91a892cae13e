package dev.curfew.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds out whether commands can have namespaces of their own here, when a scope first requires them. */
final class NamespaceProbe {

    private static final int PERMITTED = 40;

    private final Optional<NativeProgram> program;
    private boolean tried;
    private String problem = "";

    NamespaceProbe(Optional<NativeProgram> program) {
        this.program = program;
    }

    /** {@return why they cannot, or empty if they can} */
    synchronized Optional<String> problem() {
        if (!tried) {
            problem = program.map(NamespaceProbe::tryOut).orElse("the native program is not available");
            tried = true;
        }
        return Optional.of(problem).filter(text -> !text.isEmpty());
    }

    /** {@return why they cannot, or an empty text} */
    private static String tryOut(NativeProgram program) {
        try {
            Process process = new ProcessBuilder(program.file().toString(), "probe-namespaces")
                    .redirectErrorStream(true)
                    .start();
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = NativeProgram.exitCode(process);
            String reason = words.isEmpty() ? "exit code " + code : words.replaceFirst("^curfew: ", "");
            return code == PERMITTED ? "" : reason;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
