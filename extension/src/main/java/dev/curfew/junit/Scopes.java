package dev.curfew.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * Finds and opens the scopes of tests and classes.
 *
 * <p>All state is in the stores of JUnit: tests may run in parallel, and a test body in another thread than its callbacks.
 */
final class Scopes {

    private static final Namespace NAMESPACE = Namespace.create(Scopes.class);
    private static final Object LEADER = "leader";
    private static final Object OF_METHOD = "method";
    private static final Object OF_RUN = "run";

    private Scopes() {}

    static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /**
     * {@return whether an extension is the one that acts here} Several are registered where an annotation meets a
     * {@code @RegisterExtension} field; the first one acts, with the settings of all.
     */
    static boolean leads(BackgroundProcessesExtension extension, ExtensionContext context) {
        return store(context).getOrComputeIfAbsent(LEADER, key -> extension) == extension;
    }

    /** {@return the scope of a test or class itself, if it has one yet} */
    static @Nullable Scope find(ExtensionContext context) {
        return store(context).get(key(context), Scope.class);
    }

    /** {@return the scope of a test or class, which is opened if it has none yet} */
    static Scope of(ExtensionContext context, SettingsLayer built) {
        Scope scope = find(context);
        return scope != null ? scope : open(context, built, List.of());
    }

    /** {@return the scope of a test or class, opened with the scopes of the constructors of its instances} */
    static Scope open(ExtensionContext context, SettingsLayer built, List<Scope> adopted) {
        // Outside of the store: one that failed in there would fail again at every look-up.
        Scope fresh = new Scope(ScopeNames.of(context), settings(context, built), adopted);
        return store(context).getOrComputeIfAbsent(key(context), key -> fresh, Scope.class);
    }

    static Settings settings(ExtensionContext context, SettingsLayer built) {
        return Settings.of(AnnotationLayers.of(context)
                .or(RegisteredLayers.of(context))
                .or(built)
                .or(configuration(context)));
    }

    /** It is the same for the whole run: in the store of the root it is read once. */
    private static SettingsLayer configuration(ExtensionContext context) {
        Store ofRun = store(context.getRoot());
        SettingsLayer known = ofRun.get(OF_RUN, SettingsLayer.class);
        if (known == null) {
            known = ConfigurationLayer.of(context);
            ofRun.put(OF_RUN, known);
        }
        return known;
    }

    /** {@return the scopes that a test can see: its own, and those of its class and of the enclosing classes} */
    static List<Scope> visible(ExtensionContext context) {
        List<Scope> scopes = new ArrayList<>();
        Stream.iterate(Optional.of(context), Optional::isPresent, at -> at.flatMap(ExtensionContext::getParent))
                .map(Optional::get)
                .filter(at -> at.getTestClass().isPresent())
                .map(Scopes::find)
                .filter(scope -> scope != null && !scopes.contains(scope))
                .forEach(scopes::add);
        return scopes;
    }

    /** Stores inherit: a class has a key of its own, lest a nested class finds the scope of the enclosing one. */
    private static Object key(ExtensionContext context) {
        return context.getTestMethod().isPresent() ? OF_METHOD : context.getRequiredTestClass();
    }
}
