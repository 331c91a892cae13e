package dev.curfew.benchmarks.suite;

import dev.curfew.benchmarks.harness.TestClassRunner;

/** A program that runs one test class, as a build tool does. */
final class Suite {

    /** How often each test is repeated. */
    static final int EACH = 4;

    /** The number of tests in a class. */
    static final int TESTS = 5 * EACH;

    static final String GREETER = "echo hello";
    static final String ASKER = "printf 'name? '; read name; echo \"hello, $name\"";
    static final String FAILING = "echo oops >&2; exit 3";
    static final String CAT = "cat";
    static final String SERVER = "echo listening; exec sleep 600";

    private Suite() {}

    /**
     * Runs the tests.
     *
     * @param args the name of the class
     * @throws ClassNotFoundException if there is no such class
     */
    public static void main(String[] args) throws ClassNotFoundException {
        new TestClassRunner().run(Class.forName(args[0]), TESTS);
    }
}
