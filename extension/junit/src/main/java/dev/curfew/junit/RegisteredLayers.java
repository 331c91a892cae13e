package dev.curfew.junit;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestInstances;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * The settings from extensions in {@code @RegisterExtension} fields of a test.
 *
 * <p>They are read from the fields, because an extension registered by an annotation may have to open a scope before
 * JUnit has called the extension in the field.
 */
final class RegisteredLayers {

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return List.copyOf(AnnotationSupport.findAnnotatedFields(
                    type,
                    RegisterExtension.class,
                    field -> Extension.class.isAssignableFrom(field.getType()),
                    HierarchyTraversalMode.BOTTOM_UP));
        }
    };

    private RegisteredLayers() {}

    /** {@return the settings from all registered extensions for a context; the innermost class wins} */
    static SettingsLayer of(ExtensionContext context) {
        SettingsLayer layer = SettingsLayer.EMPTY;
        Class<?> last = null;
        Optional<ExtensionContext> at = Optional.of(context);
        while (at.isPresent()) {
            Class<?> type = at.get().getTestClass().orElse(null);
            if (type != null && type != last) {
                for (Field field : FIELDS.get(type)) {
                    layer = layer.or(value(field, type, context.getTestInstances()));
                }
            }
            last = type;
            at = at.get().getParent();
        }
        return layer;
    }

    private static SettingsLayer value(Field field, Class<?> type, Optional<TestInstances> instances) {
        Optional<?> holder =
                ModifierSupport.isStatic(field) ? Optional.of(field) : instances.flatMap(all -> all.findInstance(type));
        return holder.flatMap(object ->
                        ReflectionSupport.tryToReadFieldValue(field, object).toOptional())
                .filter(BackgroundProcessesExtension.class::isInstance)
                .map(extension -> ((BackgroundProcessesExtension) extension).built())
                .orElse(SettingsLayer.EMPTY);
    }
}
