package dev.curfew.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContainmentTests {

    @Test
    void hasWhatTheLevelsBelowHave() {
        assertThat(Containment.GUARD.isAtLeast(Containment.PARENTS)).isTrue();
        assertThat(Containment.PARENTS.isAtLeast(Containment.GUARD)).isFalse();
        assertThat(Containment.CGROUP.isAtLeast(Containment.GUARD)).isTrue();
        assertThat(Containment.NAMESPACE.isAtLeast(Containment.GUARD)).isTrue();
        assertThat(Containment.GUARD.isAtLeast(Containment.CGROUP)).isFalse();
    }

    @Test
    void doesNotTakeCgroupsAndNamespacesForEachOther() {
        assertThat(Containment.NAMESPACE.isAtLeast(Containment.CGROUP)).isFalse();
        assertThat(Containment.CGROUP.isAtLeast(Containment.NAMESPACE)).isFalse();
        assertThat(Containment.CGROUP.isAtLeast(Containment.CGROUP)).isTrue();
    }
}
