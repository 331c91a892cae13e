package dev.curfew.junit.episode;

/** The results of the tests of one method, which share a weight. */
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

    /** {@return the gained part of the weight; exactly the weight if all tests passed} */
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
