package dev.curfew.session;

import java.io.IOException;
import java.util.List;
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
            OneShotResult probe = OneShotCommand.of(List.of(program.file().toString(), "probe-namespaces"))
                    .keepingErrors()
                    .runUninterruptibly(NativeProgram.LIMIT);
            if (new Termination.Exited(PERMITTED).equals(probe.end())) {
                return "";
            }
            String words = probe.errors().text().strip();
            return words.isEmpty() ? "the probe " + probe.how() : words.replaceFirst("^curfew: ", "");
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
