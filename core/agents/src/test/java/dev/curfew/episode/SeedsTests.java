package dev.curfew.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SeedsTests {

    /** Results on disk rely on the values: a new version must not change them. */
    @Test
    void staysTheSameForever() {
        assertThat(Seeds.of(0, "task", 0)).isEqualTo(1117628710500487L);
    }

    @Test
    void differsByBaseTaskAndIndex() {
        List<Long> seeds = Stream.of("a", "b", "ab")
                .flatMap(task -> IntStream.range(0, 1000)
                        .boxed()
                        .flatMap(index -> Stream.of(Seeds.of(1, task, index), Seeds.of(2, task, index))))
                .toList();

        assertThat(seeds)
                .doesNotHaveDuplicates()
                .allSatisfy(seed -> assertThat(seed).isBetween(0L, (1L << 53) - 1));
    }
}
