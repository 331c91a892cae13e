package dev.curfew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallerFramesTests {

    @Test
    void beginWithTheMethodThatTheUserCalled() {
        assertThat(classes(
                        "dev.curfew.search.Expector",
                        "java.util.Optional",
                        "dev.curfew.search.Expector",
                        "org.awaitility.core.ConditionAwaiter",
                        "dev.curfew.BackgroundProcess",
                        "com.example.ServerTests",
                        "java.lang.reflect.Method",
                        "dev.curfew.junit.Scope"))
                .containsExactly(
                        "dev.curfew.BackgroundProcess",
                        "com.example.ServerTests",
                        "java.lang.reflect.Method",
                        "dev.curfew.junit.Scope");
    }

    @Test
    void keepThreadsOfOurs() {
        assertThat(classes("dev.curfew.LimitWatch", "dev.curfew.internal.Threads", "java.lang.Thread"))
                .containsExactly("dev.curfew.LimitWatch", "dev.curfew.internal.Threads", "java.lang.Thread");
    }

    @Test
    void keepWhatIsNotOurs() {
        assertThat(classes("com.example.Fake", "dev.curfew.Curfew"))
                .containsExactly("com.example.Fake", "dev.curfew.Curfew");
        assertThat(classes()).isEmpty();
    }

    private static Stream<String> classes(String... names) {
        StackTraceElement[] trace = Stream.of(names)
                .map(name -> new StackTraceElement(name, "run", null, 1))
                .toArray(StackTraceElement[]::new);
        return Stream.of(CallerFrames.of(trace)).map(StackTraceElement::getClassName);
    }
}
