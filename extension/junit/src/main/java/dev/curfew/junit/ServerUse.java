package dev.curfew.junit;

import dev.curfew.BackgroundProcess;
import dev.curfew.diagnosis.Diagnosis;
import dev.curfew.diagnosis.Fact;
import dev.curfew.junit.configuration.EvidencePolicy;
import dev.curfew.junit.configuration.RunConfiguration;
import dev.curfew.junit.evidence.ProcessesAtFailure;
import dev.curfew.output.LogPage;
import dev.curfew.output.OutputChunk;
import dev.curfew.output.OutputMark;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * The use of a shared server by one test.
 *
 * @param process the process of the server when the test began
 * @param begin where its output of this test begins
 */
record ServerUse(BackgroundProcess process, OutputMark begin) {

    private static final int SHOWN_LINES = 40;

    /** Add to the failure of the test what the server printed during the test. */
    void explain(Throwable failure, ExtensionContext test) {
        if (failure instanceof TestAbortedException
                || RunConfiguration.of(test).evidence().orElse(EvidencePolicy.ON_FAILURE) == EvidencePolicy.NEVER) {
            return;
        }
        try {
            failure.addSuppressed(
                    new ProcessesAtFailure(describe(ScopeNames.of(test)).render()));
        } catch (RuntimeException e) {
            failure.addSuppressed(e); // The original failure matters more than its explanation.
        }
    }

    private Diagnosis describe(String test) {
        Diagnosis state = process.diagnosis();
        List<Fact> facts = state.facts().stream()
                .filter(fact -> !fact.key().equals("last output"))
                .toList();
        String headline = "Shared server [" + process.name() + "] when [" + test + "] failed";
        return new Diagnosis(headline, facts, state.redaction()).with("test output", output());
    }

    private LogPage output() {
        OutputChunk chunk = process.output().since(begin);
        List<String> lines = chunk.text().lines().toList();
        int first = Math.max(0, lines.size() - SHOWN_LINES);
        return new LogPage(lines.subList(first, lines.size()), first, lines.size(), chunk.missedBytes());
    }
}
