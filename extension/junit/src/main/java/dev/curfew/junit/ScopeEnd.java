package dev.curfew.junit;

import dev.curfew.ProcessRegistry;
import dev.curfew.junit.configuration.EvidencePolicy;
import dev.curfew.junit.evidence.Evidence;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Ends the scope of a test or class, after adding the state of its processes to a failure.
 *
 * <p>This happens in callbacks, not when JUnit closes its stores: in callbacks, the failure is known but has not
 * been reported yet.
 */
final class ScopeEnd {

    private ScopeEnd() {}

    /** End the scope of a test or class, if it has one. */
    static void of(ExtensionContext context) {
        Scope scope = Scopes.find(context);
        try {
            Optional<Throwable> failure = context.getExecutionException();
            if (failure.isPresent()) {
                explain(failure.get(), context);
            } else if (scope != null && scope.settings().evidence() == EvidencePolicy.ALWAYS) {
                record(scope, context);
            }
        } finally {
            if (scope != null) {
                scope.end(context);
            }
        }
    }

    private static void record(Scope scope, ExtensionContext context) {
        try {
            Evidence.of(scope.name(), scope.registries())
                    .writeTo(context, Optional.ofNullable(scope.settings().evidenceDirectory()));
        } catch (RuntimeException e) {
            // A test that has passed does not fail because its evidence cannot be written.
            System.getLogger("dev.curfew").log(Level.WARNING, "Cannot write the evidence of [" + scope.name() + "]", e);
        }
    }

    /** End the scopes of a constructor that failed. */
    static void ofConstructor(List<Scope> scopes, Throwable failure, ExtensionContext context) {
        explain(failure, scopes, ScopeNames.ofConstructor(context), context);
        for (Scope scope : scopes) {
            try {
                scope.end(context);
            } catch (ProcessesLeftBehindError leak) {
                failure.addSuppressed(leak);
            }
        }
    }

    /** Add the state of the processes visible to a test to its failure. */
    static void explain(Throwable failure, ExtensionContext context) {
        explain(failure, Scopes.visible(context), ScopeNames.of(context), context);
    }

    private static void explain(Throwable failure, List<Scope> scopes, String name, ExtensionContext context) {
        if (scopes.isEmpty() || failure instanceof TestAbortedException) {
            return;
        }
        Settings settings = scopes.get(0).settings();
        if (settings.evidence() != EvidencePolicy.NEVER) {
            List<ProcessRegistry> registries = scopes.stream()
                    .flatMap(scope -> scope.registries().stream())
                    .toList();
            try {
                Evidence.of(name, registries)
                        .addTo(failure, context, Optional.ofNullable(settings.evidenceDirectory()));
            } catch (RuntimeException e) {
                failure.addSuppressed(e); // The original failure matters more than its explanation.
            }
        }
    }
}
