package dev.curfew.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineIndexTests {

    @Test
    void holdsWhatStringsCallLines() {
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            String text = random.ints(random.nextInt(12), 0, 4)
                    .mapToObj(pick -> List.of("\n", "\r", "a", "ü").get(pick))
                    .reduce("", String::concat);
            List<String> lines = text.lines().toList();
            int from = random.nextInt(lines.size() + 1);
            LineIndex index = LineIndex.of(text);

            assertThat(index.count()).as(text).isEqualTo(lines.size());
            assertThat(index.lines(from, lines.size())).isEqualTo(lines.subList(from, lines.size()));
            assertThat(index.lines(0, from)).isEqualTo(lines.subList(0, from));
        }
    }
}
