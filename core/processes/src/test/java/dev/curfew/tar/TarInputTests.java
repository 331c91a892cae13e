package dev.curfew.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarInputTests {

    private static final long NINE_GIGABYTES = 9L << 30;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5 a=b\n",
                "7 a=b\n",
                "6 a=b\n6",
                "6 a=b",
                "x a=b\n",
                "-6 a=b\n",
                "99999999999 a=b\n",
                "6 =ab\n",
                "6  ab\n",
                "3 \n",
                "2\n",
                "17 size=123456x\n",
                "11 size=-1\n",
                "14 mtime=1e99\n",
                "12 mtime=--1\n"
            })
    void refusesMalformedExtendedHeaders(String records) {
        assertThatIOException()
                .isThrownBy(() -> readAll(
                        new Archive().entry(TarHeader.PAX, "x", "", records).file("t", "x")))
                .withMessageStartingWith("The archive has a malformed extended header: ");
    }

    @Test
    void takesSizesOfGigabytesFromAllPlacesThatHaveThem() throws IOException {
        TarHeader large = new TarHeader("t", TarHeader.FILE, 0644, NINE_GIGABYTES, Instant.EPOCH, "");
        TarHeader none = new TarHeader("t", TarHeader.FILE, 0644, 0, Instant.EPOCH, "");

        assertThat(new TarInput(new Archive().header(large).unfinished()).next())
                .isEqualTo(large);
        assertThat(new TarInput(new Archive()
                                .pax("size", Long.toString(NINE_GIGABYTES))
                                .header(none)
                                .unfinished())
                        .next())
                .isEqualTo(large);
    }

    @Test
    void refusesSizesThatCannotBe() {
        TarHeader negative = new TarHeader("t", TarHeader.FILE, 0644, -1, Instant.EPOCH, "");
        TarHeader huge = new TarHeader("t", TarHeader.LONG_NAME, 0644, NINE_GIGABYTES, Instant.EPOCH, "");

        assertRefused(new Archive().header(negative), "The archive entry \"t\" has a negative size: -1");
        assertRefused(new Archive().header(huge), "extended header of 9663676416 bytes; more than 1048576 are refused");
    }

    private static void assertRefused(Archive archive, String why) {
        assertThatIOException().isThrownBy(() -> readAll(archive)).withMessageContaining(why);
    }

    private static void readAll(Archive archive) throws IOException {
        TarInput entries = new TarInput(archive.end());
        TarHeader entry = entries.next();
        while (entry != null) {
            entry = entries.next();
        }
    }
}
