package dev.curfew.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CookiesTests {

    @Test
    void areFoundWhereverTheVariableStands() {
        assertThat(Cookies.in("CURFEW_COOKIE=a\0PATH=/bin\0")).containsExactly("a");
        assertThat(Cookies.in("PATH=/bin\0CURFEW_COOKIE=a")).containsExactly("a");
        assertThat(Cookies.in("PATH=/bin\0CURFEW_COOKIE=outer:inner\0")).containsExactly("outer", "inner");
    }

    @Test
    void areNotFoundInOtherVariables() {
        assertThat(Cookies.in("")).isEmpty();
        assertThat(Cookies.in("MY_CURFEW_COOKIE=a\0")).isEmpty();
        assertThat(Cookies.in("PATH=CURFEW_COOKIE=a\0")).isEmpty();
    }

    @Test
    void areAddedToThoseOfAnOuterCurfew() {
        assertThat(Cookies.value("inner", "outer")).isEqualTo("outer:inner");
        assertThat(Cookies.value("inner", null)).isEqualTo("inner");
        assertThat(Cookies.value("inner", "")).isEqualTo("inner");
    }
}
