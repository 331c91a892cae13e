package dev.curfew.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomIdsTests {

    @Test
    void areDifferentEachTime() {
        assertThat(RandomIds.create()).matches("[0-9a-f]{12}").isNotEqualTo(RandomIds.create());
        assertThat(RandomIds.bits()).isNotEqualTo(RandomIds.bits());
        assertThat(RandomIds.below(1)).isZero();
    }
}
