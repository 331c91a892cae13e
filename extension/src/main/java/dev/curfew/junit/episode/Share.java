package dev.curfew.junit.episode;

/** What the tests of one method are worth together. */
final class Share {

    private final double weight;
    private int passed;
    private int tests;

    Share(double weight) {
        this.weight = weight;
    }

    void add(boolean success) {
        tests++;
        passed += success ? 1 : 0;
    }

    double weight() {
        return weight;
    }

    /** {@return exactly the weight if all passed} */
    double gained() {
        return passed == tests ? weight : weight * passed / tests;
    }

    int passed() {
        return passed;
    }

    int tests() {
        return tests;
    }
}
