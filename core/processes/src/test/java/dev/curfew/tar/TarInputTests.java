package dev.curfew.tar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.time.Instant;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;
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
    void keepsOnlyTheRecordsThatItUses() throws DataFormatException {
        String records = Archive.record("path", "p")
                + Archive.record("comment", "x")
                + Archive.record("size", "1")
                + Archive.record("SCHILY.xattr.user.a", "x")
                + Archive.record("mtime", "2.5")
                + Archive.record("linkpath", "l");

        assertThat(PaxRecords.parse(records.getBytes(UTF_8)))
                .containsOnly(entry("path", "p"), entry("size", "1"), entry("mtime", "2.5"), entry("linkpath", "l"));
    }

    @Test
    void readsTimesToTheNanosecond() throws IOException {
        assertThat(timeOf("1.5")).isEqualTo("1970-01-01T00:00:01.500Z");
        assertThat(timeOf("-1.5")).isEqualTo("1969-12-31T23:59:58.500Z");
        assertThat(timeOf("7.")).isEqualTo("1970-01-01T00:00:07Z");
        assertThat(timeOf("0.1234567899" + "9".repeat(10))).isEqualTo("1970-01-01T00:00:00.123456789Z");
        assertThat(timeOf("9".repeat(16))).isEqualTo(Instant.ofEpochSecond(9_999_999_999_999_999L));
        assertThatIOException().isThrownBy(() -> timeOf("9".repeat(17)));
    }

    private static @Nullable Instant timeOf(String seconds) throws IOException {
        TarHeader entry =
                new TarInput(new Archive().pax("mtime", seconds).file("t", "x").end()).next();
        return entry == null ? null : entry.modified();
    }

    @Test
    void namesTheEntryBeforeTheDamage() {
        assertThatIOException()
                .isThrownBy(() ->
                        readAll(new Archive().file("t", "x").pax("size", "x").file("u", "x")))
                .withMessage(
                        "The archive has a malformed extended header: \"size=x\", in or after \"t\"; it is damaged,"
                                + " or not a tar archive");
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
