package dev.curfew.junit;

import dev.curfew.ProcessRegistry;
import dev.curfew.junit.evidence.Evidence;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * The end of a test or class: what a failure has to tell of the processes, and then the end of the processes.
 *
 * <p>In the callbacks, and not when JUnit closes its stores: only then the failure is known and is yet to be reported.
 */
final class Ending {

    private Ending() {}

    /** End the scope of a test or class, if it has one. */
    static void of(ExtensionContext context) {
        Scope scope = Scopes.find(context);
        try {
            context.getExecutionException().ifPresent(failure -> explain(failure, context));
        } finally {
            if (scope != null) {
                scope.end(context);
            }
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

    /** Add to a failure what the processes that the test can see are doing. */
    static void explain(Throwable failure, ExtensionContext context) {
        explain(failure, Scopes.visible(context), ScopeNames.of(context), context);
    }

    private static void explain(Throwable failure, List<Scope> scopes, String name, ExtensionContext context) {
        if (scopes.isEmpty() || failure instanceof TestAbortedException) {
            return;
        }
        Settings settings = scopes.get(0).settings();
        if (settings.evidence()) {
            List<ProcessRegistry> registries = scopes.stream()
                    .flatMap(scope -> scope.registries().stream())
                    .toList();
            try {
                Evidence.of(name, registries)
                        .addTo(failure, context, Optional.ofNullable(settings.evidenceDirectory()));
            } catch (RuntimeException e) {
                failure.addSuppressed(e); // That something failed matters more than that it cannot be explained.
            }
        }
    }
}
