package dev.curfew.junit.escape;

/** The means by which Curfew contains processes. */
enum Means {
    /** The default on this machine. */
    DEFAULT("default containment"),
    /** What is left when all guards were killed. */
    MARKS_ALONE("marks alone");

    private final String title;

    Means(String title) {
        this.title = title;
    }

    /** Take away the other means, when the escapes are ready. A guard whose processes have got away has ended. */
    void enforce(ChildJvm jvm, CgroupLeaf leaf) {
        if (this == MARKS_ALONE) {
            Judgement.of(jvm, leaf)
                    .guards()
                    .forEach(guard -> ProcessHandle.of(guard.pid()).ifPresent(ProcessHandle::destroyForcibly));
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
