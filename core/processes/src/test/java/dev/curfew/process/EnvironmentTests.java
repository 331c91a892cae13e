package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EnvironmentTests {

    private static final Map<String, String> PARENT = Map.of("HOME", "/root", "LANG", "C");

    @Test
    void inheritsEverythingByDefault() {
        assertThat(Environment.INHERITED.resolve(PARENT)).isEqualTo(PARENT);
    }

    @Test
    void addsReplacesAndRemoves() {
        Environment environment =
                Environment.INHERITED.with("A", "1").with("LANG", "de").without("HOME");

        assertThat(environment.resolve(PARENT)).isEqualTo(Map.of("A", "1", "LANG", "de"));
    }

    @Test
    void letsTheLastWordCount() {
        assertThat(Environment.INHERITED.with("A", "1").without("A").resolve(Map.of("A", "0")))
                .isEmpty();
        assertThat(Environment.INHERITED.without("A").with("A", "1").resolve(Map.of("A", "0")))
                .isEqualTo(Map.of("A", "1"));
    }

    @Test
    void inheritsNothingOnRequest() {
        assertThat(new Environment(false, Map.of("A", "1"), Set.of()).resolve(PARENT))
                .isEqualTo(Map.of("A", "1"));
    }

    @Test
    void copiesWhatItIsGiven() {
        Map<String, String> set = new HashMap<>(Map.of("A", "1"));
        Set<String> removed = new HashSet<>(Set.of("B"));
        Environment environment = new Environment(true, set, removed);
        set.clear();
        removed.clear();

        assertThat(environment.set()).isEqualTo(Map.of("A", "1")).isUnmodifiable();
        assertThat(environment.removed()).containsExactly("B").isUnmodifiable();
    }

    @Test
    void showsNamesButNeverValues() {
        Environment environment = Environment.INHERITED
                .with("TOKEN", "secret")
                .with("A", "secret")
                .without("HOME");

        assertThat(environment).hasToString("inherited, sets [A, TOKEN], removes [HOME]");
        assertThat(new Environment(false, Map.of(), Set.of())).hasToString("empty");
    }

    @Test
    void refusesNamesThatTheKernelCannotKeep() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.INHERITED.with("", "value"))
                .withMessage("name of an environment variable must not be empty: \"\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.INHERITED.with("A=B", "value"))
                .withMessage("name of an environment variable must not contain '=': A=B");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.INHERITED.with("A\0", "value"))
                .withMessage("name of an environment variable must not contain a NUL character:"
                        + " found at index 1 of \"A\\0\"");
    }

    @Test
    void refusesToRemoveANameThatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.INHERITED.without("HOME=/root"))
                .withMessage("name of an environment variable must not contain '=': HOME=/root");
    }

    @Test
    void refusesAValueWithANulWithoutShowingIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.INHERITED.with("TOKEN", "secret\0"))
                .withMessage("value of an environment variable must not contain a NUL character: TOKEN");
    }
}
