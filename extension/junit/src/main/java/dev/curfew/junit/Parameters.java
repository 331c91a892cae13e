package dev.curfew.junit;

import dev.curfew.BackgroundProcess;
import dev.curfew.ProcessRegistry;
import java.lang.reflect.Parameter;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.commons.support.AnnotationSupport;

/** Decides which parameters are injected, and detects parameters of type process, which cannot be. */
final class Parameters {

    private Parameters() {}

    static boolean isOurs(ParameterContext parameter) {
        return parameter.getParameter().getType() == ProcessRegistry.class || isProcess(parameter);
    }

    /**
     * No other extension injects a plain process. A parameter that has an annotation or belongs to a parameterized test
     * is probably for another extension.
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
