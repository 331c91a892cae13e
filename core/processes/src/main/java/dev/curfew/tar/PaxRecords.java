package dev.curfew.tar;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;

/** The contents of a POSIX extended header: records with a length, a key and a value. */
final class PaxRecords {

    static final String PATH = "path";
    static final String LINK = "linkpath";

    private static final String SIZE = "size";
    private static final String MODIFIED = "mtime";
    private static final String SPARSE = "GNU.sparse.";

    private static final Set<String> KEYS = Set.of(PATH, LINK, SIZE, MODIFIED, SPARSE);

    private static final Pattern RECORD = Pattern.compile("(\\d{1,7}) ([^=]+)=");

    /** Seconds with at most nine decimals that matter. */
    private static final Pattern TIME = Pattern.compile("(-?\\d{1,16}(?:\\z|\\.\\d{0,9}))\\d*");

    private PaxRecords() {}

    /** {@return the values that matter, by their keys; others would only fill the memory} */
    static Map<String, String> parse(byte[] data) throws DataFormatException {
        Map<String, String> values = new HashMap<>();
        Matcher record = RECORD.matcher(new String(data, StandardCharsets.ISO_8859_1));
        for (int start = 0; start < data.length; ) {
            boolean begins = record.region(start, data.length).lookingAt();
            int end = begins ? start + Integer.parseInt(record.group(1)) : 0;
            if (!begins || end > data.length || end <= record.end() || data[end - 1] != '\n') {
                throw malformed(FileNames.text(Arrays.copyOfRange(data, start, data.length)));
            }
            String key = record.group(2).startsWith(SPARSE) ? SPARSE : record.group(2);
            if (KEYS.contains(key)) {
                values.put(key, FileNames.text(Arrays.copyOfRange(data, record.end(), end - 1)));
            }
            start = end;
        }
        return values;
    }

    /** {@return a header with the values of its records; an empty value is none} */
    static TarHeader apply(Map<String, String> values, TarHeader header) throws DataFormatException {
        String name = value(values, PATH, header.name());
        String size = value(values, SIZE, "");
        String modified = value(values, MODIFIED, "");
        return new TarHeader(
                name,
                values.containsKey(SPARSE) ? TarHeader.SPARSE_FILE : type(header.type(), name),
                header.mode(),
                size.isEmpty() ? header.size() : size(size),
                modified.isEmpty() ? header.modified() : time(modified),
                value(values, LINK, header.link()));
    }

    private static String value(Map<String, String> values, String key, String otherwise) {
        String value = values.getOrDefault(key, "");
        return value.isEmpty() ? otherwise : value;
    }

    /** The earliest archives have no types: a directory is a file whose name ends with a slash. */
    private static char type(char type, String name) {
        return type == TarHeader.FILE && name.endsWith("/") ? TarHeader.FOLDER : type;
    }

    private static long size(String value) throws DataFormatException {
        if (!value.matches("\\d{1,18}")) {
            throw malformed("size=" + value);
        }
        return Long.parseLong(value);
    }

    private static Instant time(String value) throws DataFormatException {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw malformed("mtime=" + value);
        }
        BigDecimal[] parts = new BigDecimal(time.group(1)).divideAndRemainder(BigDecimal.ONE);
        return Instant.ofEpochSecond(
                parts[0].longValue(), parts[1].movePointRight(9).longValue());
    }

    private static DataFormatException malformed(String what) {
        return new DataFormatException("a malformed extended header: " + FileNames.quoted(what));
    }
}
