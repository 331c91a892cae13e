package dev.curfew.junit.escape;

/** By what means Curfew holds processes. */
enum Means {
    /** What Curfew chooses here. */
    DEFAULT("default containment"),
    /** What is left when all guards were killed. */
    MARKS_ALONE("marks alone");

    private final String title;

    Means(String title) {
        this.title = title;
    }

    /** Take away the other means, when the escapes are ready. */
    void enforce(ChildJvm jvm, CgroupLeaf leaf) {
        if (this == MARKS_ALONE) {
            FaultTests.Target.GUARDS.shoot(jvm, leaf);
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
