package dev.curfew.junit.episode;

import dev.curfew.junit.BackgroundProcessesExtension;
import dev.curfew.junit.WithBackgroundProcesses;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Detects tests with a registry of their own: two extensions must not provide the same parameter. */
final class OwnRegistry {

    private OwnRegistry() {}

    static boolean isPresent(ExtensionContext context) {
        return Stream.iterate(Optional.of(context), Optional::isPresent, at -> at.flatMap(ExtensionContext::getParent))
                .flatMap(Optional::stream)
                .anyMatch(OwnRegistry::isAskedFor);
    }

    private static boolean isAskedFor(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getElement(), WithBackgroundProcesses.class)
                || (context.getTestMethod().isEmpty()
                        && context.getTestClass()
                                .filter(OwnRegistry::isRegistered)
                                .isPresent());
    }

    private static boolean isRegistered(Class<?> type) {
        return !ReflectionSupport.findFields(
                        type,
                        field -> BackgroundProcessesExtension.class.isAssignableFrom(field.getType()),
                        HierarchyTraversalMode.TOP_DOWN)
                .isEmpty();
    }
}
