package dev.curfew.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRingTests {

    /** Sizes below, at and above the 4096 bytes that a ring begins with. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 4095, 4096, 4097, 10_000})
    void holdsTheLastBytesOfWhatWasAppended(int maxBytes) {
        Random random = new Random(maxBytes);
        ByteRing ring = new ByteRing(maxBytes);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 50; i++) {
            byte[] source = new byte[random.nextInt(3 * maxBytes)];
            random.nextBytes(source);
            int offset = random.nextInt(source.length + 1);
            int length = random.nextInt(source.length - offset + 1);
            ring.append(source, offset, length);
            all.write(source, offset, length);

            assertThat(ring.end()).isEqualTo(all.size());
            assertThat(ring.start()).isEqualTo(Math.max(0, all.size() - maxBytes));
            assertHolds(ring, all.toByteArray(), random);
        }
    }

    @Test
    void keepsTheFirstBytesWhenItDropsSome() {
        ByteRing ring = new ByteRing(10);

        ring.append(new byte[] {1, 2, 3}, 0, 3);
        ring.append(new byte[7], 0, 7);
        assertThat(ring.head()).isEmpty();
        ring.append(new byte[20], 0, 20);
        ring.append(new byte[20], 0, 20);

        assertThat(ring.head()).hasSize(30).startsWith(1, 2, 3, 0);
    }

    @Test
    void keepsTheFirstBytesOfMoreThanItHolds() {
        ByteRing ring = new ByteRing(4);

        ring.append(new byte[] {0, 1, 2, 3, 4, 5, 6}, 1, 6);

        assertThat(ring.head()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(ring.copy(ring.start(), ring.end())).containsExactly(3, 4, 5, 6);
    }

    private static void assertHolds(ByteRing ring, byte[] all, Random random) {
        int held = (int) (ring.end() - ring.start());
        int from = (int) ring.start() + random.nextInt(held + 1);
        int to = from + random.nextInt(all.length - from + 1);

        assertThat(ring.copy(from, to)).isEqualTo(Arrays.copyOfRange(all, from, to));
        assertThat(ring.lastIndexOf((byte) 7, from, to)).isEqualTo(lastIndexOf((byte) 7, all, from, to));
        assertThat(ring.copy(ring.start(), ring.end()))
                .isEqualTo(Arrays.copyOfRange(all, (int) ring.start(), all.length));
    }

    private static long lastIndexOf(byte sought, byte[] all, int from, int to) {
        return IntStream.range(from, to).filter(i -> all[i] == sought).max().orElse(-1);
    }
}
