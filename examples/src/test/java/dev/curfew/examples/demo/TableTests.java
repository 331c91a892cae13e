package dev.curfew.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTests {

    private static final Example SHORT = new Example("Bc", "bc", "adds");
    private static final Example LONG = new Example("PythonRepl", "python3", "answers at a prompt");
    private static final Example SECOND = new Example("PythonRepl", "python3", "leaves");

    @Test
    void alignsItsColumnsAndNamesAnExampleOnce() {
        Table table = Table.of(List.of(SHORT, LONG, SECOND));

        assertThat(String.join(
                        "\n",
                        table.header(),
                        table.row(SHORT, "passed", "1 ms"),
                        table.row(LONG, "skipped", "python3 not installed"),
                        table.row(SECOND, "FAILED", "250 ms")))
                .isEqualTo("""
                        Example     Program  Shown                Result   Time
                        Bc          bc       adds                 passed   1 ms
                        PythonRepl  python3  answers at a prompt  skipped  python3 not installed
                                             leaves               FAILED   250 ms""");
    }
}
