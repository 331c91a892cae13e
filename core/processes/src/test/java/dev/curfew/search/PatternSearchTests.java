package dev.curfew.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.curfew.search.PatternSearch.TooComplexException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PatternSearchTests {

    /** A second passes whenever the clock is read. */
    private final AtomicLong seconds = new AtomicLong();

    @Test
    void findsTheFirstPlaceAndItsGroups() {
        assertThat(PatternSearch.find(Pattern.compile("b(?<rest>c*)"), "abccbc", PatternSearchTests::stopped, 1))
                .hasValueSatisfying(found -> {
                    assertThat(found.start()).isEqualTo(1);
                    assertThat(found.group("rest")).isEqualTo("cc");
                });
        assertThat(PatternSearch.find(Pattern.compile("d"), "abc", PatternSearchTests::stopped, 1))
                .isEmpty();
    }

    @Test
    void findsAllPlaces() {
        assertThat(PatternSearch.findAll(Pattern.compile("bc*"), "abccbc", PatternSearchTests::stopped, 1))
                .extracting(MatchResult::group)
                .containsExactly("bcc", "bc");
    }

    @Test
    void givesUpAtTheDeadline() {
        Pattern endless = Pattern.compile("x*".repeat(20) + "y");

        assertThatExceptionOfType(TooComplexException.class)
                .isThrownBy(() -> PatternSearch.find(endless, "x".repeat(500), seconds::incrementAndGet, 60))
                .withMessage("searching 500 characters for /" + endless + "/ needs more time than is left");
        assertThat(seconds).hasValue(60);
    }

    @Test
    void givesUpWhereTheStackEnds() {
        assertThatExceptionOfType(TooComplexException.class)
                .isThrownBy(() -> PatternSearch.find(
                        Pattern.compile("(?:a|b)*c"), "ab".repeat(50_000), PatternSearchTests::stopped, 1))
                .withMessage("searching 100000 characters for /(?:a|b)*c/ needs more stack than the thread has");
    }

    private static long stopped() {
        return 0;
    }
}
