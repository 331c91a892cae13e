package dev.curfew.junit;

import dev.curfew.Curfew;
import dev.curfew.ProcessRegistry;
import dev.curfew.diagnosis.KillReport;
import dev.curfew.diagnosis.Survivor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The scope of a test, of a class, or of an instance that is being constructed: its registry, and its end.
 *
 * <p>Lives in a store of JUnit, which closes it if nobody else did. Before JUnit 5.13 only a {@code CloseableResource} is
 * closed, and since then one that is no {@code AutoCloseable} too brings a warning.
 */
final class Scope implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    private final String name;
    private final Settings settings;
    private final List<Scope> adopted;
    private final ProcessRegistry registry;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * Open a scope.
     *
     * @param name what messages call it
     * @param settings how it behaves
     * @param adopted the scopes of the constructors of its test instances, which end with it
     */
    Scope(String name, Settings settings, List<Scope> adopted) {
        this.name = name;
        this.settings = settings;
        this.adopted = List.copyOf(adopted);
        this.registry = chooseRegistry();
    }

    /** {@return the registry of a constructor, unless the test has settings of its own; else a new one} */
    private ProcessRegistry chooseRegistry() {
        for (Scope scope : adopted) {
            if (scope.settings.equals(settings)) {
                return scope.registry;
            }
        }
        Curfew.requireContainment(settings.containment());
        return ProcessRegistry.open(settings.registryOptions(name));
    }

    String name() {
        return name;
    }

    Settings settings() {
        return settings;
    }

    /** {@return the registry to inject} */
    ProcessRegistry registry() {
        return registry;
    }

    /** {@return all registries that end with this scope: the one to inject, and those of adopted scopes} */
    List<ProcessRegistry> registries() {
        if (adopted.isEmpty()) {
            return List.of(registry);
        }
        Set<ProcessRegistry> all = new LinkedHashSet<>();
        all.add(registry);
        adopted.forEach(scope -> all.addAll(scope.registries()));
        return List.copyOf(all);
    }

    /**
     * End the scope; a second call does nothing.
     *
     * @param context where warnings are published
     * @throws ProcessesLeftBehindError if something is left behind and that is to fail the test
     */
    void end(ExtensionContext context) {
        List<ProcessesLeftBehindError> leaks = leaks();
        if (settings.leaks() == LeakPolicy.WARN) {
            leaks.forEach(leak -> context.publishReportEntry("curfew.leak", leak.getMessage()));
        } else {
            failFor(leaks);
        }
    }

    /** The safety net: JUnit closes what no callback has ended, as when another extension failed before its turn. */
    @Override
    public void close() {
        List<ProcessesLeftBehindError> leaks = leaks();
        if (settings.leaks() != LeakPolicy.WARN) {
            failFor(leaks);
        }
    }

    private List<ProcessesLeftBehindError> leaks() {
        if (!ended.compareAndSet(false, true)) {
            return List.of();
        }
        adopted.forEach(scope -> scope.ended.set(true));
        List<ProcessesLeftBehindError> leaks = new ArrayList<>();
        for (ProcessRegistry owned : registries()) {
            List<Survivor> daemons = settings.leaks() == LeakPolicy.STRICT ? owned.daemons() : List.of();
            KillReport report = owned.end();
            if (!daemons.isEmpty()) {
                leaks.add(new ProcessesLeftBehindError(name, daemons, report));
            }
            if (!report.isClean()) {
                leaks.add(new ProcessesLeftBehindError(name, report));
            }
        }
        return leaks;
    }

    private static void failFor(List<ProcessesLeftBehindError> leaks) {
        if (!leaks.isEmpty()) {
            ProcessesLeftBehindError first = leaks.get(0);
            leaks.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
