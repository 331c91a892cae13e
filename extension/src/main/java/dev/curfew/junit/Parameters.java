package dev.curfew.junit;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import java.lang.reflect.Parameter;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Which parameters are injected, and which look as if they should be. */
final class Parameters {

    private Parameters() {}

    static boolean isOurs(ParameterContext parameter) {
        return parameter.getParameter().getType() == ProcessRegistry.class || isProcess(parameter);
    }

    /**
     * Nobody else injects a bare process. One with an annotation, or one in a parameterized test, is likely to be the
     * matter of another extension.
     */
    private static boolean isProcess(ParameterContext parameter) {
        return parameter.getParameter().getType() == BackgroundProcess.class
                && parameter.getParameter().getAnnotations().length == 0
                && !AnnotationSupport.isAnnotated(parameter.getDeclaringExecutable(), TestTemplate.class);
    }

    static void requireRegistry(ParameterContext context) {
        Parameter parameter = context.getParameter();
        if (parameter.getType() == BackgroundProcess.class) {
            throw new ParameterResolutionException("Failed to inject [BackgroundProcess " + parameter.getName()
                    + "]: a process is started by the test; take a parameter \"ProcessRegistry processes\" instead, and"
                    + " call processes.start(\"./server\")");
        }
    }
}
